"""argus-redact in its `fast` mode for Chinese; run in its own environment, see the package's docstring.

Its documentation says of that mode: patterns only, no model, and names without a cue beside them are left to its `ner`
mode, which downloads a model when it is first used. Where a type of its could be ours or not (any organization, a school, a bare
place), it is taken for ours: that gives argus-redact the better F1.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

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


def reader() -> Callable[[str], list[Any]]:
    """Return what finds, and replaces, the values in a text; they are argus-redact's own mappings."""
    salt = os.urandom(32)  # for its replacements, which are thrown away

    def read(text: str) -> list[Any]:
        _, _, details = redact(text, lang="zh", mode="fast", detailed=True, salt=salt)
        return [one for one in details["entities"] if one["type"] != KEPT]

    return read


def main() -> None:
    """Answer for each line of stdin."""
    read = reader()
    note = (
        'mode="fast", lang="zh"; its person, address or location, and organization, workplace or school are taken for '
        "the three types; it looks for any organization, not for workplaces only"
    )
    print(json.dumps({"attempts": sorted(set(OURS.values())), "note": note}))
    for line in sys.stdin:
        asked = json.loads(line)
        findings = [
            {"type": OURS.get(one["type"], one["type"]), "start": one["start"], "end": one["end"]}
            for one in read(asked["text"])
        ]
        print(json.dumps({"id": asked["id"], "findings": findings}))


if __name__ == "__main__":
    main()
