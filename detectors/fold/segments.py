"""Which groups of a run are one identifier. Each rule says where one that begins with a given group ends.

The work at one group is bounded, so a run is read in time linear in its length. The rules are careful about
dates, amounts, IP addresses and lists; two identifiers side by side stay two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from detectors.fold.groups import Run, is_dotted_quad, is_thousands
from detectors.fold.shapes import (
    LANDLINE,
    LEGACY_ID,
    MOBILE,
    RESIDENT_ID,
    TAIWAN_MOBILE,
    counts_up,
    has_check_digit,
    is_card,
    luhn,
)

#: Separators that also stand in lists and amounts: in one number they are all the same.
_STRICT_SIGNS: Final = ".,，、。=&"
_LIST_SIGNS: Final = ",，、。=&"
#: Groups of a mobile that people write on purpose (longer ones than three digits).
_MOBILE_GROUPS: Final = frozenset(
    {(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4), (3, 5, 3), (5, 6), (6, 5)}
)
_AREA_CODES: Final = frozenset({"852", "853"})
_AMOUNT_NEXT: Final = frozenset("元块万千百月日年号期%个天人次笔条")
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


def _resident_id(run: Run, first: int, digits: str) -> int | None:
    """18 characters, whatever the groups: region, birth date and length leave little to chance."""
    if RESIDENT_ID.match(digits) is None:
        return None
    last = run.index.get(run.at[first] + 18)
    if last is None or last <= first + 1:
        return None
    if any(run.complete[first:last]) and not has_check_digit(digits[:18]):
        return None
    return last if _careful(run, first, last, dates=True) else None


def _card(run: Run, first: int, digits: str) -> int | None:
    """16 to 19 digits: in fours, or of one size from end to end, or UnionPay, or Luhn-valid."""
    if digits[0] not in "34569":
        return None
    for length in (19, 18, 17, 16):
        last = run.index.get(run.at[first] + length)
        if last is None or not is_card(digits[:length]) or not _careful(run, first, last):
            continue
        if _in_fours(run, first, last) or _is_whole(run, first, last):
            return last
        union_pay = digits.startswith("62") and length in (16, 19)
        if (union_pay or luhn(digits[:length])) and not _holds_mobile(run, first, last):
            return last
    return None


def _mobile(run: Run, first: int, digits: str) -> int | None:
    """A mainland mobile with or without its country code."""
    found = MOBILE.match(digits)
    last = run.index.get(run.at[first] + found.end()) if found else None
    if last is None:
        return None
    if run.complete[last - 1] and _is_country_code(run.groups[first : last - 1]):
        return last
    if not _careful(run, first, last):
        return None
    groups = run.groups[first:last]
    if groups[0] in ("86", "0086"):
        return last if _careful(run, first + 1, last) else None
    return last if _is_mobile_like(groups, run.gaps[first : last - 1]) else None


def _is_country_code(groups: list[str]) -> bool:
    return "".join(groups) in ("86", "0086")


def _is_mobile_like(groups: list[str], gaps: list[str]) -> bool:
    sizes = tuple(map(len, groups))
    if sizes in _MOBILE_GROUPS and sizes[0] == 3:
        return True
    if _has(gaps, _LIST_SIGNS):
        return (sizes in _MOBILE_GROUPS and not _are_amounts(groups)) or max(sizes) <= 3
    return not _are_amounts(groups)


def _taiwan_mobile(run: Run, first: int, digits: str) -> int | None:
    """09xx-xxx-xxx, or +886 9xx xxx xxx."""
    found = TAIWAN_MOBILE.match(digits)
    last = run.index.get(run.at[first] + found.end()) if found else None
    if last is None or not _careful(run, first, last):
        return None
    sizes = {len(group) for group in run.groups[first:last]}
    return last if len(run.groups[first]) >= 3 or max(sizes) == 1 else None


def _landline(run: Run, first: int, digits: str) -> int | None:
    """An area code of its own, then 7 or 8 digits; Taiwan's 02 to 08 with groups of 3 or 4."""
    for length in (12, 11, 10, 9):
        last = run.index.get(run.at[first] + length)
        if last is None or not first + 1 < last <= first + 4 or not _careful(run, first, last):
            continue
        area, rest = run.groups[first], [len(group) for group in run.groups[first + 1 : last]]
        if LANDLINE.fullmatch(digits[:length]) and len(area) == (4 if digits[1] > "2" else 3):
            return last
        if len(area) == 2 and "02" <= area <= "08" and rest in ([4, 4], [3, 4], [8], [7]):
            return last
    return None


def _abroad_landline(run: Run, first: int, digits: str) -> int | None:
    """+86 and an area code without its 0, or +86 (0755) 8888 1234."""
    if run.groups[first] not in ("86", "0086") or first + 2 >= len(run.groups):
        return None
    if run.groups[first + 1].startswith("0"):
        return _landline(run, first + 1, run.digits[run.at[first + 1] : run.at[first + 1] + 20])
    if run.text[run.spans[first][0] - 1 : run.spans[first][0]] != "+":
        return None
    area = run.groups[first + 1]
    for length in (12, 11, 10):
        last = run.index.get(run.at[first + 1] + length - 1)
        if last is not None and first + 2 < last <= first + 5 and len(area) == (3 if area[0] > "2" else 2):
            national = "0" + run.digits[run.at[first + 1] : run.at[last]]
            if LANDLINE.fullmatch(national) and _careful(run, first, last):
                return last
    return None


def _hong_kong(run: Run, first: int, digits: str) -> int | None:
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
    if len(run.groups) > 2 or groups[0][0] not in "456789" or _are_amounts(groups) or after in _AMOUNT_NEXT:
        return None
    return last if not run.text[: run.spans[first][0]].endswith(("¥", "$", "-", "~")) else None


def _legacy_id(run: Run, first: int, digits: str) -> int | None:
    """15 digits: the region by itself, or all groups of one size."""
    if LEGACY_ID.match(digits) is None:
        return None
    last = run.index.get(run.at[first] + 15)
    if last is None or not _careful(run, first, last):
        return None
    by_region = run.at[first] + 6 in run.index
    return last if by_region or _is_whole(run, first, last) else None


def _singles(run: Run, first: int, digits: str) -> int | None:
    """Five or more groups of one digit: nobody writes 6 0 5 9 1 3 but to hide a number."""
    last = run.singles_end[first]
    gaps = run.gaps[first : last - 1]
    count = last - first
    if count < (_FEWEST_LISTED if _has(gaps[:_FEWEST_LISTED], _LIST_SIGNS) else _FEWEST_SINGLES):
        return None
    if count <= len(digits) and counts_up(digits[:count]):
        return None
    if MOBILE.search(run.digits, run.at[first], run.at[last]) is not None:
        return None  # it will be found at its own group
    before = run.text[max(0, run.spans[first][0] - 1) : run.spans[first][0]]
    return None if before in ("v", "V") and gaps[0] == "." else last


_RULES: Final[tuple[Callable[[Run, int, str], int | None], ...]] = (
    _resident_id,
    _card,
    _mobile,
    _taiwan_mobile,
    _abroad_landline,
    _landline,
    _legacy_id,
    _hong_kong,
    _singles,
)


def _careful(run: Run, first: int, last: int, *, dates: bool = False) -> bool:
    """Tell whether groups `first` to `last` may be one number: no date, amount or IP address is in it."""
    if not dates and (any(run.dated[first:last]) or any(run.complete[first:last])):
        return False
    groups, gaps = run.groups[first:last], run.gaps[first : last - 1]
    if is_thousands(groups, gaps) or is_dotted_quad(groups, gaps):
        return False
    return all(_same(gaps, sign) for sign in _STRICT_SIGNS if _has(gaps, sign))


def _has(gaps: list[str], signs: str) -> bool:
    return any(sign in gap for gap in gaps for sign in signs)


def _same(gaps: list[str], sign: str) -> bool:
    return all(sign in gap for gap in gaps)


def _in_fours(run: Run, first: int, last: int) -> bool:
    *fours, rest = run.groups[first:last]
    return len(rest) <= 4 and all(len(group) == 4 for group in fours)


def _is_whole(run: Run, first: int, last: int) -> bool:
    """Tell whether the segment is the whole run in groups of one size, but for the last."""
    if first > 0 or last < len(run.groups):
        return False
    *equal, rest = map(len, run.groups)
    return len(set(equal)) == 1 and rest <= equal[0] <= 6


def _holds_mobile(run: Run, first: int, last: int) -> bool:
    """Tell whether some groups within the segment are a mobile: then it is two numbers side by side."""
    return any(_ends_mobile(run, start, last) for start in range(first + 1, last))


def _ends_mobile(run: Run, start: int, last: int) -> bool:
    found = MOBILE.match(run.digits, run.at[start], run.at[last])
    return found is not None and found.end() in run.index


def _are_amounts(groups: list[str]) -> bool:
    """Tell whether two or more groups are round: 1500 2000 300 and 5000-8000 are amounts."""
    return sum(group.endswith("00") for group in groups) >= 2
