"""argus-redact in its `fast` mode for Chinese; run in its own environment, see the package's docstring.

Its documentation says of that mode: patterns only, no model, and names without a cue beside them are left to its `ner`
mode, which downloads a model when it is first used. Where a type of its could be ours or not (any organization, a school, a bare
place), it is taken for ours: that gives argus-redact the better F1.
"""

from __future__ import annotations

import json
import os
import sys

from argus_redact import redact

OURS = {
    "person": "PERSON",
    "address": "ADDRESS",
    "location": "ADDRESS",
    "organization": "EMPLOYER",
    "workplace": "EMPLOYER",
    "school": "EMPLOYER",
}
#: Found, but left in the text by default: "I", "my mother".
KEPT = "self_reference"


def main() -> None:
    """Answer for each line of stdin."""
    note = (
        'mode="fast", lang="zh"; its person, address or location, and organization, workplace or school are taken for '
        "the three types; it looks for any organization, not for workplaces only"
    )
    print(json.dumps({"attempts": sorted(set(OURS.values())), "note": note}))
    salt = os.urandom(32)  # for its replacements, which are thrown away
    for line in sys.stdin:
        asked = json.loads(line)
        _, _, details = redact(asked["text"], lang="zh", mode="fast", detailed=True, salt=salt)
        findings = [
            {"type": OURS.get(one["type"], one["type"]), "start": one["start"], "end": one["end"]}
            for one in details["entities"]
            if one["type"] != KEPT
        ]
        print(json.dumps({"id": asked["id"], "findings": findings}))


if __name__ == "__main__":
    main()
