"""The shapes of identifiers that are numbers, to tell whether digits that stand apart belong together."""

from __future__ import annotations

import re

from detectors.patterns import pattern

MOBILE = r"(?:(?:00)?86)?1[3-9]\d{9}"
TAIWAN_MOBILE = r"(?:886)?09\d{8}|8869\d{8}"
RESIDENT_ID = r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
LEGACY_ID = r"[1-6]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
CARD = r"(?:62|4\d|5[1-5]|9[568]|3[567]|60|68)\d{14,17}"
LANDLINE = r"0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}"

_EXACT = pattern(
    "fold.identifier", rf"(?:{RESIDENT_ID}|{MOBILE}|{CARD}|{TAIWAN_MOBILE}|{LANDLINE}|{LEGACY_ID})$"
)
#: Strict shapes: those that a letter read as a digit may complete.
_STRICT = pattern("fold.strict-identifier", rf"(?:{RESIDENT_ID}|1[3-9]\d{{9}}|62\d{{14,17}})$")


def is_identifier(digits: str) -> bool:
    """Tell whether `digits` (compact) have the shape of an identifier."""
    return 10 <= len(digits) <= 19 and _EXACT.match(digits) is not None


def is_strict_identifier(digits: str) -> bool:
    """Tell whether `digits` have one of the three shapes that are hard to hit by chance."""
    return 11 <= len(digits) <= 19 and _STRICT.match(digits) is not None


_THOUSANDS = re.compile(r"\d{1,3}(?:[,，]\d{3}){1,9}$")


def is_amount(text: str) -> bool:
    """Tell whether `text` is a number with thousands separators."""
    return _THOUSANDS.match(text) is not None
