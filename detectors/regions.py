"""What a mainland resident ID can start with: regions and dates of birth (GB/T 2260, GB 11643)."""

from __future__ import annotations

from datetime import date

#: Two-digit codes of provinces. 71 is Taiwan; 81, 82 and 83 begin the numbers on the residence
#: permits of people from Hong Kong, Macau and Taiwan.
PROVINCES: frozenset[str] = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
#: Years of birth that a living person's document can show. No clock: a detector answers alike on any day.
BIRTH_YEARS = range(1900, 2031)


def is_region(prefix: str) -> bool:
    """Tell whether `prefix` (two digits or more) begins with the code of a province.

    Prefectures and counties are not looked up: codes that were dropped long ago live on in people's numbers.
    """
    return prefix[:2] in PROVINCES


def is_birth_date(digits: str) -> bool:
    """Tell whether ``YYYYMMDD`` is a real day in `BIRTH_YEARS`."""
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        return False
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if year not in BIRTH_YEARS:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_resident_shape(digits: str) -> bool:
    """Tell whether 15 or 17 or 18 characters have a region and a date where a resident ID has them."""
    if len(digits) == 15:
        return is_region(digits) and is_birth_date("19" + digits[6:12])
    return is_region(digits) and is_birth_date(digits[6:14])
