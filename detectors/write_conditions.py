"""`make conditions`: what is known of each pattern, worked out again and written to ``conditions.json``."""

from __future__ import annotations

import json
import sys

import detectors.record  # noqa: F401  # registers every pattern of the detectors
from detectors.conditions import FILE, digest, work_out
from detectors.patterns import REGISTERED


def conditions() -> str:
    """Return the file as it should be: one line for each pattern that the detectors register."""
    lines = []
    for name, one in sorted(REGISTERED.items()):
        found = work_out(one.written, one.flags)
        sets = ["".join(sorted(some)) for some in found.need.one_of]
        entry = [digest(one.written, one.flags), found.lead, found.need.digits, sets]
        lines.append(f"{json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    """Write the file, or with --print show what it should be."""
    if sys.argv[1:] == ["--print"]:
        print(conditions(), end="")
    else:
        FILE.write_text(conditions(), "utf-8")


if __name__ == "__main__":
    main()
