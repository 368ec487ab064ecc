"""Digits spelled in Latin letters: yao san ba, one three eight."""

from __future__ import annotations

import re
from typing import NamedTuple

from detectors.patterns import any_of, pattern
from detectors.record.squeeze import DIGITS, NO_STREAM, Squeezed, Stream

_WORDS = (
    ("0", "ling dong zero oh"),
    ("1", "yi yao one"),
    ("2", "er liang two"),
    ("3", "san three"),
    ("4", "si four"),
    ("5", "wu five"),
    ("6", "liu six"),
    ("7", "qi guai seven"),
    ("8", "ba eight"),
    ("9", "jiu gou nine"),
)
_VALUES = {word: digit for digit, spelled in _WORDS for word in spelled.split()}
_SYLLABLE = pattern(
    "record.spelled_digit", rf"(?:{any_of(_VALUES)}|[0-9])[^0-9A-Za-z一-鿿]{{0,3}}", re.IGNORECASE
)
#: Fewer than this many spelled digits make no number.
_FEWEST = 4


class Spelled(NamedTuple):
    """The digits, and for each offset just behind the first letter of a word where that ends."""

    stream: Stream
    ends: dict[int, int]


_NONE = Spelled(NO_STREAM, {})


def may_spell(text: Squeezed) -> bool:
    """Tell whether there is any word for a digit among letters enough: without one, the digits are all that is read."""
    return len(text.latin.text) >= 2 * _FEWEST and any(map(text.lowered.__contains__, _VALUES))


def spelled_digits(text: Squeezed) -> Spelled:
    """Read the digits that `text` spells, and those between them; none where there are few letters."""
    if len(text.latin.text) < 2 * _FEWEST:
        return _NONE
    digits: list[str] = []
    at: list[int] = []
    ends: dict[int, int] = {}
    reached = -1
    for match in _SYLLABLE.finditer(text.lowered):
        start, end = match.span()
        if start != reached and digits:
            digits.append(" ")
            at.append(start)
        reached = end
        at.append(start)
        read = match[0]
        if read[0] in DIGITS:
            digits.append(read[0])
            continue
        word = read if read.isalpha() else "".join(filter(str.isalpha, read))
        digits.append(_VALUES.get(word, word[:1]))
        ends[start + 1] = start + len(word)
    return Spelled(Stream("".join(digits), lambda: at), ends)
