"""Identifiers of the mainland in groups: each rule gives the index behind the last group of one, or None."""

from __future__ import annotations

from typing import Final

from detectors.fold.cautions import (
    LIST_SIGNS,
    UNITS_NEXT,
    are_amounts,
    goes_on,
    has_sign,
    holds_mobile,
    in_fours,
    is_careful,
    is_whole,
)
from detectors.fold.groups import Run
from detectors.fold.shapes import LANDLINE, LEGACY_ID, MOBILE, RESIDENT_ID, has_check_digit, is_card, luhn

#: Groups of a mobile that does not begin with a group of three, where the separator is one of lists.
_MOBILE_GROUPS: Final = frozenset({(7, 4), (4, 4, 3), (4, 3, 4), (5, 6), (6, 5)})


def resident_id(run: Run, first: int, digits: str) -> int | None:
    """18 characters, whatever the groups: region, birth date and length leave little to chance."""
    if RESIDENT_ID.match(digits) is None:
        return None
    last = run.index.get(run.at[first] + 18)
    if last is None or last <= first + 1:
        return None
    if any(run.complete[first:last]) and not has_check_digit(digits[:18]):
        return None
    return last if is_careful(run, first, last, dates=True) else None


def legacy_id(run: Run, first: int, digits: str) -> int | None:
    """15 digits: the region by itself, or all groups of one size."""
    if LEGACY_ID.match(digits) is None:
        return None
    last = run.index.get(run.at[first] + 15)
    if last is None or not is_careful(run, first, last):
        return None
    by_region = run.at[first] + 6 in run.index
    return last if by_region or is_whole(run, first, last) else None


def card(run: Run, first: int, digits: str) -> int | None:
    """16 to 19 digits: in fours, or of one size from end to end, or UnionPay, or Luhn-valid."""
    if digits.startswith("2088"):
        return _alipay(run, first)
    if digits[0] not in "34569":
        return None
    for length in (19, 18, 17, 16):
        last = run.index.get(run.at[first] + length)
        if last is None or not is_card(digits[:length]) or not is_careful(run, first, last):
            continue
        if in_fours(run, first, last) or is_whole(run, first, last):
            return last
        union_pay = digits.startswith("62") and length in (16, 19)
        if (union_pay or luhn(digits[:length])) and not holds_mobile(run, first, last):
            return last
    return None


def _alipay(run: Run, first: int) -> int | None:
    """An Alipay account: 2088 and 12 more digits, in fours."""
    last = run.index.get(run.at[first] + 16)
    return last if last is not None and in_fours(run, first, last) and is_careful(run, first, last) else None


def mobile(run: Run, first: int, digits: str) -> int | None:
    """A mainland mobile with or without its country code."""
    found = MOBILE.match(digits)
    last = run.index.get(run.at[first] + found.end()) if found else None
    if last is None:
        return None
    if run.complete[last - 1] and _is_country_code(run.groups[first : last - 1]):
        return last
    if not is_careful(run, first, last):
        return None
    groups = run.groups[first:last]
    if groups[0] in ("86", "0086"):
        return last if is_careful(run, first + 1, last) else None
    if len(groups[0]) == 3 and len(groups) <= 4:
        return last
    after = run.text[run.spans[last - 1][1] : run.spans[last - 1][1] + 1]
    alone = len(groups) == 11 or not (goes_on(run, first, last) or after in UNITS_NEXT)
    return last if alone and _is_mobile_like(groups, run.gaps[first : last - 1]) else None


def _is_country_code(groups: list[str]) -> bool:
    return "".join(groups) in ("86", "0086")


def _is_mobile_like(groups: list[str], gaps: list[str]) -> bool:
    sizes = tuple(map(len, groups))
    if sizes[:2] == (4, 4) and groups[0].startswith("19") and groups[1][:2] in ("19", "20"):
        return False  # from one year to another
    if has_sign(gaps, LIST_SIGNS):
        return (sizes in _MOBILE_GROUPS and not are_amounts(groups)) or max(sizes) <= 3
    return not are_amounts(groups)


def landline(run: Run, first: int, digits: str) -> int | None:
    """An area code of its own, then 7 or 8 digits; Taiwan's 02 to 08 with groups of 3 or 4."""
    for length in (12, 11, 10, 9):
        last = run.index.get(run.at[first] + length)
        if last is None or not first + 1 < last <= first + 4 or not is_careful(run, first, last):
            continue
        area, rest = run.groups[first], [len(group) for group in run.groups[first + 1 : last]]
        if LANDLINE.fullmatch(digits[:length]) and len(area) == (4 if digits[1] > "2" else 3):
            return last
        if len(area) == 2 and "02" <= area <= "08" and rest in ([4, 4], [3, 4], [8], [7]):
            return last
    return None


def abroad_landline(run: Run, first: int, digits: str) -> int | None:
    """+86 and an area code without its 0, or +86 (0755) 8888 1234."""
    if run.groups[first] not in ("86", "0086") or first + 2 >= len(run.groups):
        return None
    if run.groups[first + 1].startswith("0"):
        return landline(run, first + 1, run.digits[run.at[first + 1] : run.at[first + 1] + 20])
    if run.text[run.spans[first][0] - 1 : run.spans[first][0]] != "+":
        return None
    area = run.groups[first + 1]
    for length in (12, 11, 10):
        last = run.index.get(run.at[first + 1] + length - 1)
        if last is not None and first + 2 < last <= first + 5 and len(area) == (3 if area[0] > "2" else 2):
            national = "0" + run.digits[run.at[first + 1] : run.at[last]]
            if LANDLINE.fullmatch(national) and is_careful(run, first, last):
                return last
    return None
