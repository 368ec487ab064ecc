"""What the model sees at each character: the character, its class, and the words of several tables around it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detectors.tagging.hashing import HashTable
from detectors.tagging.lexicon import LONGEST, Codes, Lexicon, Values, grams, merged

Streams = dict[str, Values]
#: The streams: character, class, surname, given name, word, division, what stands before and after a name, part, organisation.
NAMES = ("c", "k", "s", "g", "w", "d", "l", "r", "u", "o")
#: The lexicons, in the order of the columns of their common table.
LEXICONS = ("surnames", "given", "words", "divisions", "before", "parts", "organisations", "after")

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
    #: All lexicons in one.
    common: HashTable = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Merge the lexicons."""
        object.__setattr__(self, "common", merged([getattr(self, name) for name in LEXICONS]))


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
    for kind, group in enumerate(
        (" \t　", "\n\r", "，,、；;/|", "。.！!？?…~～", ":：=＝", "（([【《“\"'「<"), 5
    ):
        if character in group:
            return kind
    return 11 if unicodedata.category(character)[0] in "PS" else 12


#: What is added to a value to let the longest word win: so much a character, and so much a character before the one looked at.
_LENGTH, _PLACE = 1024, 256
_LENGTHS = (np.arange(1, LONGEST + 1, dtype=np.int32) * _LENGTH)[:, None]


def _covers() -> Values:
    """Return the number of a value that covers: value, length of the word and place in it in one; 0 for less than a word."""
    found = np.arange(_LENGTH * (LONGEST + 1), dtype=np.int64)
    covers = (found & 255) * 16 + (found >> 8) - 7
    covers[: 2 * _LENGTH] = 0
    return covers


_COVERS = _covers()


def streams(text: str, tables: Tables) -> Streams:
    """Return one array a stream, each as long as `text`, which begins and ends with `GAP` pads."""
    return dict(zip(NAMES, matrix(text, tables), strict=True))


def matrix(text: str, tables: Tables) -> Values:
    """Return the streams in the order of `NAMES`, shape (streams, characters), of a text that begins and ends with `GAP` pads."""
    codes = codes_of(text)
    found = np.empty((len(NAMES), len(codes)), dtype=np.int64)
    points = codes.view(np.int64)
    found[0] = tables.alphabet.take(points)
    found[1] = tables.kinds.take(points)
    words = tables.common.rows.take(tables.common.places(grams(codes)), axis=0)
    values = np.ascontiguousarray(words.transpose(2, 0, 1), dtype=np.int32)
    np.copyto(found[2], values[0, 0])
    found[2][values[0, 1] > 0] = 4  # a surname of two characters
    found[3] = values[1, 0]
    ranked = values[2:]
    ranked += (ranked > 0) * _LENGTHS
    found[4:6] = _covering(ranked[0:2])
    ending = _ending(ranked[2:5])
    found[6], found[8:10] = ending[0], ending[1:]
    found[7] = ranked[5].max(axis=0) & 255
    return found


Ranked = NDArray[np.int32]


def _covering(ranked: Ranked) -> Values:
    """Return where in the longest word over it each character stands, the one that began first if there are several."""
    two, three, four = ranked[:, 1], ranked[:, 2], ranked[:, 3]
    three_up = np.maximum(three, four)
    best = np.maximum(two, three_up)
    found = best.copy()
    for place, starts in enumerate((best, three_up, four), 1):
        np.maximum(found[:, place:], starts[:, :-place] + place * _PLACE, out=found[:, place:])
    return _COVERS.take(found)


def _ending(ranked: Ranked) -> Ranked:
    """Return the value of the longest word that ends with each character."""
    found = ranked[:, 0].copy()
    for length in range(1, LONGEST):
        np.maximum(found[:, length:], ranked[:, length, :-length], out=found[:, length:])
    found &= 255
    return found
