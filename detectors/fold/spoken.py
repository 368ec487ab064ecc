"""Digits spelled out as words, in pinyin (yao san ba) or English (one three eight)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.fold.draft import Edit
from detectors.fold.shapes import counts_up
from detectors.fold.signs import GAP
from detectors.patterns import any_of, pattern

_PINYIN = {
    "ling": "0", "dong": "0", "yao": "1", "yi": "1", "er": "2", "liang": "2", "san": "3", "si": "4",
    "wu": "5", "liu": "6", "lu": "6", "qi": "7", "guai": "7", "ba": "8", "jiu": "9", "gou": "9",
}  # fmt: skip
_ENGLISH = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_WORDS = _PINYIN | _ENGLISH
#: Fewer words than this in a row are language: yi er san.
_SHORTEST = 7
_WORD = any_of(_WORDS)
_ANY = rf"(?:{_WORD}|[0-9])"
_RUN = pattern(
    "fold.spoken-run",
    rf"(?<![A-Za-z0-9])(?:{_ANY}{GAP}{{0,3}}){{{_SHORTEST - 1},40}}{_ANY}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_ONE = pattern("fold.spoken-digit", rf"{_WORD}|[0-9]", re.IGNORECASE)
#: A cheap look first: two digit words side by side.
PAIR = pattern("fold.spoken-pair", rf"(?<![A-Za-z0-9]){_WORD}{GAP}{{0,3}}{_WORD}", re.IGNORECASE)
_LETTER = pattern("fold.ascii-letter", r"[A-Za-z]{2}")


def fold_spoken(text: str) -> Iterator[Edit]:
    """Yield a digit for each digit word in a row of at least seven, digits among them allowed."""
    if _LETTER.search(text) is None or PAIR.search(text) is None:
        return
    for run in _RUN.finditer(text):
        words = list(_ONE.finditer(text, run.start(), run.end()))
        spoken = [word for word in words if not word.group().isdigit()]
        digits = "".join(_WORDS.get(word.group().lower(), word.group()) for word in words)
        if 2 * len(spoken) > len(words) and not counts_up(digits):
            yield from (Edit(w.start(), w.end(), _WORDS[w.group().lower()]) for w in spoken)
