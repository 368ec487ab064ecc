"""Telephone numbers of Taiwan, Hong Kong and Macau in groups, with and without their country code."""

from __future__ import annotations

from typing import Final

from detectors.fold.cautions import UNITS_NEXT, are_amounts, is_careful
from detectors.fold.groups import Run
from detectors.fold.shapes import TAIWAN_MOBILE

_AREA_CODES: Final = frozenset({"852", "853"})
#: Labels of the last digits of a number.
_TAILS: Final = ("尾号", "后四位", "末四位", "尾数")
#: Two groups that are no further apart are a range: rooms 4501-4502.
_RANGE: Final = 1000


def taiwan_mobile(run: Run, first: int, digits: str) -> int | None:
    """09xx-xxx-xxx, or +886 9xx xxx xxx."""
    found = TAIWAN_MOBILE.match(digits)
    last = run.index.get(run.at[first] + found.end()) if found else None
    if last is None or not is_careful(run, first, last):
        return None
    sizes = {len(group) for group in run.groups[first:last]}
    return last if len(run.groups[first]) >= 3 or max(sizes) == 1 else None


def taiwan_abroad(run: Run, first: int, digits: str) -> int | None:
    """+886 2 2345 6789."""
    if run.groups[first] != "886" or digits[3:4] not in ("2", "3", "4", "5", "6", "7", "8"):
        return None
    for behind, sizes in ((4, [1, 4, 4]), (4, [1, 3, 4]), (3, [1, 8]), (3, [1, 7])):
        last = first + behind
        if [len(group) for group in run.groups[first + 1 : last]] == sizes:
            return last
    return None


def hong_kong(run: Run, first: int, digits: str) -> int | None:
    """Two groups of four, alone or behind +852 or +853, that are no range of amounts."""
    behind = first + 1 if run.groups[first] in _AREA_CODES else first
    if behind > first and len(run.groups) > behind and len(run.groups[behind]) == 8:
        return behind + 1 if run.groups[behind][0] in "2356789" else None
    groups, last = run.groups[behind : behind + 2], behind + 2
    if [len(group) for group in groups] != [4, 4] or run.gaps[behind] not in (" ", "-"):
        return None
    if behind > first:
        return last
    after = run.text[run.spans[last - 1][1] : run.spans[last - 1][1] + 1]
    if len(run.groups) > 2 or groups[0][0] not in "456789" or are_amounts(groups) or after in UNITS_NEXT:
        return None
    if run.gaps[behind] == "-" and 0 <= int(groups[1]) - int(groups[0]) <= _RANGE:
        return None
    before = run.text[max(0, run.spans[first][0] - 6) : run.spans[first][0]]
    return None if before.endswith(("¥", "$", "-", "~")) or any(tail in before for tail in _TAILS) else last
