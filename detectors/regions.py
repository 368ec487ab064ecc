"""What the first digits of a mainland resident ID can be: regions and dates of birth (GB/T 2260, GB 11643)."""

from __future__ import annotations

from datetime import date

#: Two-digit codes of provinces. 71 is Taiwan; 81, 82 and 83 begin the numbers on the residence permits of people
#: from Hong Kong, Macau and Taiwan.
PROVINCES: frozenset[str] = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
    "61 62 63 64 65 71 81 82 83".split()
)
#: Years of birth that a living person's document can show. No clock: a detector answers alike on any day.
BIRTH_YEARS = range(1900, 2031)


def is_region(prefix: str) -> bool:
    """Tell whether a number that starts with `prefix` (two digits or more) can start with a region of the mainland.

    Prefectures and counties are not looked up: codes that were dropped long ago live on in their people's numbers.
    """
    return prefix[:2] in PROVINCES


def is_birth_date(digits: str) -> bool:
    """Tell whether ``YYYYMMDD`` is a real day in `BIRTH_YEARS`."""
    if len(digits) != 8 or not digits.isdigit():
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
