"""Which groups of a run are one identifier. Each rule says where one that begins with a given group ends.

The work at one group is bounded, so a run is read in time linear in its length. The rules are careful about
dates, amounts, IP addresses and lists; two identifiers side by side stay two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from detectors.fold.cautions import LIST_SIGNS, has_sign
from detectors.fold.groups import Run
from detectors.fold.rules_abroad import hong_kong, taiwan_abroad, taiwan_mobile
from detectors.fold.rules_mainland import abroad_landline, card, landline, legacy_id, mobile, resident_id
from detectors.fold.shapes import MOBILE, counts_up

_FEWEST_SINGLES: Final = 5
_FEWEST_LISTED: Final = 7


def segment(run: Run, first: int) -> int | None:
    """Return the index behind the last group of the identifier that begins with group `first`, or None.

    Only identifiers of two or more groups count: one that is complete in itself needs nobody.
    """
    digits = run.digits[run.at[first] : run.at[first] + 20]
    for rule in _RULES:
        last = rule(run, first, digits)
        if last is not None and last > first + 1:
            return last
    return None


def _singles(run: Run, first: int, digits: str) -> int | None:
    """Five or more groups of one digit: nobody writes 6 0 5 9 1 3 but to hide a number."""
    last = run.singles_end[first]
    if last - first < _FEWEST_SINGLES:
        return None
    mobile_next = MOBILE.search(run.digits, run.at[first], run.at[last])
    if mobile_next is not None:
        last = run.index[mobile_next.start()]
    count, gaps = last - first, run.gaps[first : first + _FEWEST_LISTED]
    if count < (_FEWEST_LISTED if has_sign(gaps, LIST_SIGNS) else _FEWEST_SINGLES):
        return None
    before = run.text[max(0, run.spans[first][0] - 1) : run.spans[first][0]]
    versioned = before in ("v", "V") and gaps[0] == "."
    return None if versioned or (count <= len(digits) and counts_up(digits[:count])) else last


_RULES: Final[tuple[Callable[[Run, int, str], int | None], ...]] = (
    resident_id,
    card,
    mobile,
    taiwan_mobile,
    taiwan_abroad,
    abroad_landline,
    landline,
    legacy_id,
    hong_kong,
    _singles,
)
