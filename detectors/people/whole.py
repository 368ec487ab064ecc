"""Spans made whole: what belongs to a name, an address or a workplace and was left out at one of its ends.

Half of a value that stays is a leak; a character too many is none.
"""

from __future__ import annotations

from detectors.patterns import any_of, pattern
from detectors.people.minority_names import PARTS, SOUNDS
from detectors.people.name_context import BEFORE
from detectors.people.surnames import COMPOUND, SINGLE
from detectors.people.word_tables import table

_AROUND = table("surroundings")
_COUNT = r"[0-9一二三四五六七八九十百]{1,4}"
#: 口, 旁边的平房, 那个握手楼六楼, 第二家, 8号摊, 那个云杉新城: what may follow an address, several in a row.
_TAIL = pattern(
    "whole.tail",
    rf"(?:{any_of(_AROUND['where'])}|(?:{any_of(_AROUND['link'])})?(?:{any_of(_AROUND['dwellings'])})|第?{_COUNT}(?:家|间|户|栋|排|楼|层|床|铺|摊|号摊|号铺)(?:位)?"
    rf"|摊位?|床位?|(?:的|那个|那边的)[㐀-鿿]{{2,4}}(?:小区|花园|公寓|新城|新村|家园|大厦|广场)){{1,4}}",
)
_ENDS = any_of(w for w in table("employer")["suffixes"])
#: The rest of an organisation's name: 奶制品厂 behind 锡林牧场, 所 behind 环卫三.
_REST = pattern(
    "whole.rest",
    rf"[^\W\d_的了吗呢吧他她我你您请在是和跟与及或去来到做当上下有没不]{{0,3}}(?:{_ENDS}|[所站段处队区科])(?![㐀-鿿]?[长员])",
)
_DOTS = "·•・"
_MOST = 6


def whole(kind: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with what belongs to it."""
    if kind == "PERSON":
        return _name_start(text, start, end), _name_end(text, end)
    if kind == "ADDRESS":
        tail = _TAIL.match(text, end)
        return start, tail.end() if tail else end
    if rest := _REST.match(text, end):
        return start, rest.end()
    return start, end


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿"


def _opens(text: str, at: int) -> bool:
    """Tell whether a name may begin there: at the start, behind a mark, or behind a word that names follow."""
    return at == 0 or not _is_han(text[at - 1]) or any(text[max(0, at - n) : at] in BEFORE for n in (2, 3, 4))


def _name_start(text: str, start: int, end: int) -> int:
    """Return where a name begins that was read without its surname, or without the first part of two."""
    if start and text[start - 1] in _DOTS:
        at = start - 1
        while at > max(0, start - _MOST) and text[at - 1] in SOUNDS:
            at -= 1
        return min(at, max(0, start - 3))
    for length in (1, 2):
        if _is_surname(text[start - length : start]) and end - start <= 3 and _opens(text, start - length):
            return start - length
    if all(character in SOUNDS for character in text[start:end]):
        for length in (4, 3, 2):
            if start >= length and text[start - length : start] in PARTS and _opens(text, start - length):
                return start - length
    return start


def _is_surname(word: str) -> bool:
    return word in SINGLE or word in COMPOUND


def _name_end(text: str, end: int) -> int:
    """Return where a name ends of which the part behind the dot was left out."""
    if text[end : end + 1] not in _DOTS or end == len(text):
        return end
    at = end + 1
    while at < min(len(text), end + _MOST) and text[at] in SOUNDS:
        at += 1
    return at if at > end + 2 else end
