"""Sets of short words that are looked up for every position of a text at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
Values = NDArray[np.int64]

#: Longest word that fits in a key: four characters of the Basic Multilingual Plane, 16 bits each.
LONGEST = 4


def grams(codes: Codes, length: int) -> Codes:
    """Return for each position the key of the `length` characters that begin there; the text goes on with zeros."""
    keys = codes.copy()
    for offset in range(1, length):
        keys <<= np.uint64(16)
        keys[:-offset] |= codes[offset:]
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

    def at(self, wanted: Codes) -> Values:
        """Return the value of each wanted key, 0 for one that is no word."""
        if not len(self.keys):
            return np.zeros(len(wanted), dtype=np.int64)
        places = np.searchsorted(self.keys, wanted)
        places[places == len(self.keys)] = 0
        return np.where(self.keys[places] == wanted, self.values[places], 0).astype(np.int64)
