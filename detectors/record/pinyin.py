"""Names in Latin letters: the pinyin of a Chinese name, or a name that is Latin to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from detectors.record.squeeze import Squeezed
from detectors.record.values import Found

if TYPE_CHECKING:
    from types import ModuleType

Readings = list[list[str]]

#: Of how many characters the readings are kept: more than are in use.
_MOST_CHARACTERS = 1 << 13
#: How many readings of one name are tried, and what may stand between two letters of it.
_READINGS = 12
_GAP = frozenset(" \t\n·.•-_'’,1234567890/*")
_WIDEST = 3


@cache
def load() -> ModuleType:
    """Return `pypinyin`, whose tables are read when a text first has letters enough for a name: they take longer than that text."""
    import pypinyin

    return pypinyin


def find_pinyin(name: str, surname: str, text: Squeezed) -> Iterator[Found]:
    """Yield the pinyin of `name` with any spacing, tones or capitals, and in either order."""
    if len(text.latin.text) < 2 * len(name):
        return
    for reading in islice(product(*syllables(name)), _READINGS):
        family, given = "".join(reading[: len(surname)]), "".join(reading[len(surname) :])
        for spelled in {family + given, given + family}:
            if spelled in text.latin.text:
                yield from _tokens(spelled, text, len(reading))


def syllables(name: str) -> Readings:
    """Return the toneless readings of each character; the commonest first.

    Where no two or more of them are a phrase to `pypinyin`, each is read by itself, which is looked up once a process.
    """
    phrases = load().constants.PHRASES_DICT
    if any(name[i:j] in phrases for i in range(len(name)) for j in range(i + 2, len(name) + 1)):
        return _read(name)
    return [readings for character in name for readings in _of_character(character)]


def _read(han: str) -> Readings:
    library = load()
    style = library.Style.NORMAL
    readings = library.pinyin(han, style=style, heteronym=True, errors="ignore", v_to_u=False)
    return [[r for r in dict.fromkeys(one) if r.isascii() and r.isalpha()] or ["?"] for one in readings]


@lru_cache(_MOST_CHARACTERS)
def _of_character(character: str) -> Readings:
    """Return the readings of one character, none where it has none. It is characters that are kept, never a name."""
    return _read(character)


def find_latin(value: str, text: Squeezed) -> Iterator[Found]:
    """Yield a name in Latin letters, with its parts in either order."""
    parts = [
        "".join(c for c in part if "a" <= c <= "z") for part in value.lower().replace(",", " ").split()[:4]
    ]
    parts = [part for part in parts if part]
    if sum(map(len, parts)) < 4 or len(parts) < 2:
        return
    for spelled in dict.fromkeys(("".join(parts), "".join(parts[-1:] + parts[:-1]))):
        yield from _tokens(spelled, text, len(parts))


def _tokens(spelled: str, text: Squeezed, parts: int) -> Iterator[Found]:
    if len(spelled) < 4:
        return
    for start, end in text.latin.find(spelled):
        written = text.folded[start:end]
        if end - start > len(spelled) + _WIDEST * parts or text.glued_left(start):
            continue
        if _letter(text, end) or not all(c.isalpha() or c in _GAP for c in written):
            continue
        if not any("一" <= c <= "鿿" for c in written) and _is_name(spelled, written, text):
            yield Found(start, end + _tone(written, text, end), 0.85, "record.name.pinyin")


def _tone(written: str, text: Squeezed, end: int) -> int:
    """Return 1 if the tone number of the last syllable follows a name written with such numbers, else 0."""
    return int(any(map(str.isdigit, written)) and text.folded[end : end + 1] in tuple("12345"))


def _letter(text: Squeezed, end: int) -> bool:
    """Tell whether the word goes on."""
    return end < len(text.folded) and text.folded[end].isascii() and text.folded[end].isalpha()


def _is_name(spelled: str, written: str, text: Squeezed) -> bool:
    """Short pinyin may be an English word (make, he an): it needs capitals, a gap amid Chinese, or length."""
    if len(spelled) >= 7 or sum(c.isupper() for c in written) >= 2:
        return True
    return text.has_han and (len(spelled) >= 6 or any(not c.isalpha() for c in written))
