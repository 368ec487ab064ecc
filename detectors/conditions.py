"""What is known of each pattern before a process starts: what its matches begin with, and what they need.

To work it out, every expression has to be parsed, which would take a second each time. So it is kept in ``conditions.json`` with
a digest of the expression that it was read off; where that is another by now, it is worked out again. `make conditions` writes
the file anew, and a test tells when that is due.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from detectors.expressions import behind, lead, required
from detectors.needs import Need

FILE = Path(__file__).parent / "conditions.json"
#: How many sets are asked for, the rarest; each costs a look.
_MOST_SETS = 4


class Known(NamedTuple):
    """Of a pattern: `lead` is an expression in front of it (may be empty), `need` what every match of it needs."""

    lead: str
    need: Need


def known(name: str, expression: str, flags: int) -> Known:
    """Return what is kept of the pattern called `name`, or worked out if it is not the one that is kept."""
    kept = _kept().get(name)
    if kept is None or kept[0] != digest(expression, flags):
        return work_out(expression, flags)
    _, lead, digits, sets = kept
    return Known(lead, Need(digits, tuple(map(frozenset, sets))))


def work_out(expression: str, flags: int) -> Known:
    """Read it off the expression."""
    before = lead(expression, flags)
    digits, sets = required(behind(before, expression), flags)
    return Known(before, Need(digits, tuple(sets[:_MOST_SETS])))


def digest(expression: str, flags: int) -> str:
    """Return what changes with the expression."""
    return hashlib.sha256(f"{int(flags)} {expression}".encode()).hexdigest()[:16]


#: Digest, lead, digits and sets of characters, as JSON has them.
_Entry = tuple[str, str, int, list[str]]


@cache
def _kept() -> dict[str, _Entry]:
    entries: dict[str, _Entry] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return entries
