"""Sets of short words that are looked up for every position of a text at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detectors.tagging.hashing import HashTable

Codes = NDArray[np.uint64]
Values = NDArray[np.int64]

#: Longest word that fits in a key: four characters of the Basic Multilingual Plane, 16 bits each.
LONGEST = 4
_CHARACTER = np.uint64(16)


def grams(codes: Codes) -> Codes:
    """Return the keys of the 1 to 4 characters from each position on, shape (4, characters); zeros follow the text."""
    keys = np.empty((LONGEST, len(codes)), dtype=np.uint64)
    keys[0] = codes
    for length in range(1, LONGEST):
        np.left_shift(keys[length - 1], _CHARACTER, out=keys[length])
        keys[length, :-length] |= codes[length:]
    return keys


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one to four characters, each with a small positive value; keys ascend."""

    keys: Codes
    values: NDArray[np.uint8]

    @classmethod
    def of(cls, words: Mapping[str, int]) -> Lexicon:
        """Pack `words`; those that are too long or outside the Basic Multilingual Plane are left out."""
        packed = {}
        for word, value in words.items():
            if 1 <= len(word) <= LONGEST and max(word) <= "\uffff":
                key = 0
                for character in word:
                    key = key << 16 | ord(character)
                packed[key] = value
        keys = np.array(sorted(packed), dtype=np.uint64)
        return cls(keys, np.array([packed[int(key)] for key in keys], dtype=np.uint8))


def merged(lexicons: Sequence[Lexicon]) -> HashTable:
    """Return one table for all lexicons: a word's row holds its value in each, 0 where it is none of theirs."""
    keys, numbers = np.unique(np.concatenate([lexicon.keys for lexicon in lexicons]), return_inverse=True)
    rows = np.zeros((len(keys), len(lexicons)), dtype=np.uint8)
    at = 0
    for column, lexicon in enumerate(lexicons):
        rows[numbers[at : at + len(lexicon.keys)], column] = lexicon.values
        at += len(lexicon.keys)
    return HashTable(keys, rows)
