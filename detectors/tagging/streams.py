"""What the model sees at each character: the character, its class, and the words of several tables around it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detectors.tagging.lexicon import Codes, Lexicon, Values, grams

Streams = dict[str, Values]

#: What stands between two texts of a batch and at both ends: a character that no text holds after folding.
PAD = "\x00"
GAP = 4


@dataclass(frozen=True, slots=True)
class Tables:
    """All that the streams are read from; `alphabet` maps a code point to a small number, 0 for any other."""

    alphabet: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    surnames: Lexicon
    given: Lexicon
    words: Lexicon
    divisions: Lexicon
    before: Lexicon
    after: Lexicon
    parts: Lexicon
    organisations: Lexicon


def codes_of(text: str) -> Codes:
    """Return the code points of `text`; those beyond the Basic Multilingual Plane become U+FFFF."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.minimum(points, 0xFFFF).astype(np.uint64)


def kind_of(character: str) -> int:
    """Return the class of a character: 1 Han, 2 digit, 3/4 Latin, 5 blank, 6 line break, 7.. punctuation, 12 other."""
    if character == PAD:
        return 0
    if "㐀" <= character <= "鿿":
        return 1
    if character.isdigit():
        return 2
    if character.isascii() and character.isalpha():
        return 3 if character.isupper() else 4
    for kind, group in enumerate((" \t　", "\n\r", "，,、；;/|", "。.！!？?…~～", ":：=＝", "（([【《“\"'「<"), 5):
        if character in group:
            return kind
    return 11 if unicodedata.category(character)[0] in "PS" else 12


def streams(text: str, tables: Tables) -> Streams:
    """Return one array a stream, each as long as `text`, which begins and ends with `GAP` pads."""
    codes = codes_of(text)
    keys = {length: grams(codes, length) for length in (1, 2, 3, 4)}
    surname = tables.surnames.at(keys[1])
    compound = tables.surnames.at(keys[2])
    return {
        "c": tables.alphabet[codes].astype(np.int64),
        "k": tables.kinds[codes].astype(np.int64),
        "s": np.where(compound > 0, 4, surname),
        "g": tables.given.at(keys[1]),
        "w": covering(tables.words, keys, (2, 3, 4)),
        "d": covering(tables.divisions, keys, (2, 3, 4)),
        "l": ending(tables.before, keys),
        "r": starting(tables.after, keys),
        "u": ending(tables.parts, keys),
        "o": ending(tables.organisations, keys),
    }


def covering(lexicon: Lexicon, keys: dict[int, Codes], lengths: tuple[int, ...]) -> Values:
    """Return where in the longest word over it each character stands: value of the word, length and place in one number."""
    found = np.zeros(len(keys[1]), dtype=np.int64)
    for length in lengths:
        values = lexicon.at(keys[length])
        (starts,) = np.nonzero(values)
        for place in range(length):
            where = starts + place
            found[where] = values[starts] * 16 + length * 4 + place - 7
    return found


def ending(lexicon: Lexicon, keys: dict[int, Codes]) -> Values:
    """Return the value of the longest word that ends with each character."""
    found = np.zeros(len(keys[1]), dtype=np.int64)
    for length in (1, 2, 3, 4):
        values = lexicon.at(keys[length])
        (starts,) = np.nonzero(values)
        found[starts + length - 1] = values[starts]
    return found


def starting(lexicon: Lexicon, keys: dict[int, Codes]) -> Values:
    """Return the value of the longest word that begins with each character."""
    found = np.zeros(len(keys[1]), dtype=np.int64)
    for length in (1, 2, 3, 4):
        values = lexicon.at(keys[length])
        found = np.where(values > 0, values, found)
    return found
