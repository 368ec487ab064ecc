"""Single characters as a reader sees them, each mapped to zero, one or more plain characters.

The table fills itself one character at a time: look-alikes by table, digits in any dress by value, width by
normalization, marks and invisible characters to nothing, Traditional to Simplified by OpenCC.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC

from detectors.fold.look_alikes import FILLERS, LOOK_ALIKES

#: Categories that nobody sees: format controls (zero-width, bidi, tags, soft hyphen), combining marks.
_INVISIBLE = frozenset({"Cf", "Mn", "Me"})
_MARKS = frozenset({"Mn", "Me"})
#: White space among the control characters. The others are invisible as well.
_SPACES = frozenset("\t\n\v\f\r")
#: Scripts whose normal form would fall apart into letters or lose a meaningful mark: kana, Hangul.
_LEFT_ALONE = (
    ("\u3041", "\u3096"),
    ("\u30a1", "\u30fa"),
    ("\u3131", "\u318e"),
    ("\uac00", "\ud7a3"),
    ("\uffa1", "\uffdc"),
)
#: Entries at most; a character of Unicode is at most 4 bytes, so the table stays within a few megabytes.
_MOST_ENTRIES = 1 << 16
_MOST_STEPS = 6


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    """Traditional to Simplified, and the forms that only Hong Kong writes (衞, 粧)."""
    return OpenCC("t2s"), OpenCC("hk2s")


def is_mark(character: str) -> bool:
    """Tell whether `character` is drawn on the one before it."""
    return unicodedata.category(character) in _MARKS


def _digits(character: str) -> str | None:
    """Return the decimal spelling of a character that is a number in digits (①, ٣, ❿, 〣), not in words."""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if "〡" <= character <= "〩" or "⓫" <= character <= "⓴" or character in "❿➉➓":
        return str(int(unicodedata.numeric(character)))
    return None


def _step(character: str) -> str:
    """Return one character one step plainer; "" when nobody sees it."""
    if character.isascii():
        return "" if character not in _SPACES and unicodedata.category(character) == "Cc" else character
    plain = LOOK_ALIKES.get(character)
    if plain is None:
        plain = _digits(character)
    return _normal(character) if plain is None else plain


def _normal(character: str) -> str:
    category = unicodedata.category(character)
    if category in _INVISIBLE or category == "Cc" or character in FILLERS:
        return ""
    if category == "Cs":
        return "\ufffd"  # half a character: nothing downstream could encode it
    if category == "Zs":
        return " "
    if any(low <= character <= high for low, high in _LEFT_ALONE):
        return character
    decomposed = unicodedata.normalize("NFKD", character)
    return _simplified(character) if decomposed == character else decomposed


def _simplified(character: str) -> str:
    if not "\u2e80" <= character <= "\U0003ffff":
        return character
    for converter in _converters():
        simplified = str(converter.convert(character))
        if simplified not in (character, ""):
            return simplified
    return character


def plain(character: str) -> str:
    """Return what a reader takes `character` for. Applied to its own result it changes nothing."""
    text = character
    for _ in range(_MOST_STEPS):
        plainer = "".join(map(_step, text))
        if plainer == text:
            break
        text = plainer
    return text


class Table(dict[int, str]):
    """A table for `str.translate` that fills itself. It holds characters, never text, up to a bound."""

    def __init__(self) -> None:
        super().__init__()
        #: Those of its characters that are what a reader takes them for.
        self.same: set[str] = set()

    def __missing__(self, codepoint: int) -> str:
        character = chr(codepoint)
        text = plain(character)
        if len(self) < _MOST_ENTRIES:
            self[codepoint] = text
            if text == character:
                self.same.add(character)
        return text


TABLE = Table()
