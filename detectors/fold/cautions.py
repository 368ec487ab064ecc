"""What speaks for and against groups of digits being one number, whatever its kind."""

from __future__ import annotations

from typing import Final

from detectors.fold.groups import Run, is_dotted_quad, is_thousands
from detectors.fold.shapes import MOBILE

#: Separators that also stand in lists and amounts: in one number they are all the same.
_STRICT_SIGNS: Final = ".,，、。=&:："
#: Those of lists alone.
LIST_SIGNS: Final = ",，、。=&"
#: Signs of times and ratios, whose parts are short.
_TIME_SIGNS: Final = ":："
#: What stands behind an amount, a count or a room.
UNITS_NEXT: Final = frozenset("元块万千百月日年号期%个天人次笔条室房楼栋户座")


def is_careful(run: Run, first: int, last: int, *, dates: bool = False) -> bool:
    """Tell whether groups `first` to `last` may be one number: no date, amount or IP address is in it."""
    if not dates and (any(run.dated[first:last]) or any(run.complete[first:last])):
        return False
    groups, gaps = run.groups[first:last], run.gaps[first : last - 1]
    if is_thousands(groups, gaps) or is_dotted_quad(groups, gaps):
        return False
    if has_sign(gaps, _TIME_SIGNS) and any(len(group) == 2 for group in groups):
        return False
    return all(_same(gaps, sign) for sign in _STRICT_SIGNS if has_sign(gaps, sign))


def has_sign(gaps: list[str], signs: str) -> bool:
    """Tell whether one of `signs` is in one of `gaps`."""
    return any(sign in gap for gap in gaps for sign in signs)


def _same(gaps: list[str], sign: str) -> bool:
    return all(sign in gap for gap in gaps)


def in_fours(run: Run, first: int, last: int) -> bool:
    """Tell whether all groups but a shorter last one have four digits."""
    *fours, rest = run.groups[first:last]
    return len(rest) <= 4 and all(len(group) == 4 for group in fours)


def is_whole(run: Run, first: int, last: int) -> bool:
    """Tell whether the segment is the whole run in groups of one size, but for the last."""
    if first > 0 or last < len(run.groups):
        return False
    *equal, rest = map(len, run.groups)
    return len(set(equal)) == 1 and rest <= equal[0] <= 6


def goes_on(run: Run, first: int, last: int) -> bool:
    """Tell whether the groups are a part of a longer row with the same sign between all groups."""
    around = run.gaps[max(0, first - 1) : first] + run.gaps[last - 1 : last]
    return any(gap == run.gaps[first] for gap in around)


def are_amounts(groups: list[str]) -> bool:
    """Tell whether two or more groups are round: 1500 2000 300 and 5000-8000 are amounts."""
    return sum(group.endswith("00") for group in groups) >= 2


def holds_mobile(run: Run, first: int, last: int) -> bool:
    """Tell whether some groups within the segment are a mobile: then it is two numbers side by side."""
    return any(_ends_mobile(run, start, last) for start in range(first + 1, last))


def _ends_mobile(run: Run, start: int, last: int) -> bool:
    found = MOBILE.match(run.digits, run.at[start], run.at[last])
    return found is not None and found.end() in run.index
