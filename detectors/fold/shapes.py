"""The shapes of identifiers that are numbers, to tell whether digits that stand apart belong together.

Whether a number is somebody's is for the recognizers. Formats: GB 11643 (resident ID), ISO/IEC 7812 (cards),
the Chinese numbering plan (mobile 1[3-9], area codes 010, 02x and three digits), Taiwan mobile 09.
"""

from __future__ import annotations

from itertools import pairwise

from detectors.patterns import pattern

_MOBILE = r"1[3-9][0-9]{9}"
_REGION = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])[0-9]{4}"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_CARD = r"(?:62|60|4[0-9]|5[0-9]|3[0-9]|9[0-9]|68)[0-9]{14,17}"

#: Each of these is matched at a position of joined digits; where it may end is for the caller to check.
MOBILE = pattern("fold.mobile", rf"(?:(?:00)?86)?{_MOBILE}")
RESIDENT_ID = pattern("fold.resident-id", rf"{_REGION}(?:19|20)[0-9]{{2}}{_DAY}[0-9]{{3}}[0-9Xx]")
LEGACY_ID = pattern("fold.legacy-id", rf"{_REGION}[0-9]{{2}}{_DAY}[0-9]{{3}}")
TAIWAN_MOBILE = pattern("fold.taiwan-mobile", r"(?:886)?09[0-9]{8}|8869[0-9]{8}")
LANDLINE = pattern("fold.landline", r"(?:010|02[0-9]|0[3-9][0-9]{2})[2-8][0-9]{6,7}")

_CARD_ALONE = pattern("fold.card", _CARD)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def luhn(digits: str) -> bool:
    """Tell whether `digits` pass the Luhn check (ISO/IEC 7812-1, annex B)."""
    total = sum(int(d) for d in digits[-1::-2]) + sum(_DOUBLED[int(d)] for d in digits[-2::-2])
    return total % 10 == 0


def has_check_digit(resident_id: str) -> bool:
    """Tell whether the last character of an 18-character resident ID is right (GB 11643, MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, resident_id, strict=False))
    return "10X98765432"[total % 11] == resident_id[-1].upper()


def is_card(digits: str) -> bool:
    """Tell whether `digits` are 16 to 19 and begin like a bank card."""
    return _CARD_ALONE.fullmatch(digits) is not None


def is_strong(digits: str) -> bool:
    """Tell whether `digits` are a mobile, a resident ID, a UnionPay or Luhn-valid card: no chance hits."""
    if len(digits) < 11:
        return False
    if MOBILE.fullmatch(digits) or RESIDENT_ID.fullmatch(digits):
        return True
    return is_card(digits) and (digits.startswith("62") or luhn(digits))


def is_complete(digits: str) -> bool:
    """Tell whether `digits` are an identifier in themselves, which needs no neighbour."""
    if not 10 <= len(digits) <= 19:
        return False
    return is_strong(digits) or any(shape.fullmatch(digits) for shape in (TAIWAN_MOBILE, LANDLINE, LEGACY_ID))


def counts_up(digits: str) -> bool:
    """Tell whether `digits` only count: each is the one before plus the same step of at least 1."""
    step = int(digits[1]) - int(digits[0])
    return step > 0 and all(int(b) - int(a) == step for a, b in pairwise(digits))
