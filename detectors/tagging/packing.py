"""The keys of all templates at all characters at once, as products of matrices that lose nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detectors.kept import kept
from detectors.tagging.hashing import Keys
from detectors.tagging.lexicon import Values
from detectors.tagging.streams import NAMES
from detectors.tagging.templates import SIZES, Template

#: A key has so many bits for the combination, which is what a float64 holds exactly; the template's number, from 1, is above them.
BITS = 53
#: A product of matrices with more multiplications than this may be spread over threads, which costs more than it brings.
_SMALL = 1 << 18


class Packer:
    """Packs streams by a list of templates. Raises `ValueError` for a template too large for a key, or too many."""

    def __init__(self, templates: Sequence[Template]) -> None:
        """Lay out the coefficient of every stream at every offset in every template."""
        if len(templates) >= 1 << (64 - BITS):
            raise ValueError("too many templates")
        seen = sorted({part for template in templates for part in template})
        #: How far from a character the templates look.
        self.reach = max(abs(offset) for _, offset in seen)
        self._streams = np.array([NAMES.index(name) for name, _ in seen])
        self._offsets = np.array([offset + self.reach for _, offset in seen])
        self._factors = np.zeros((len(templates), len(seen)), dtype=np.float64)
        for row, template in zip(self._factors, templates, strict=True):
            factor = 1
            for part in reversed(template):
                row[seen.index(part)] += factor
                factor *= SIZES[part[0]]
            if factor > 1 << BITS:
                raise ValueError(f"does not fit in a key: {template}")
        self._numbers = (np.arange(1, len(templates) + 1, dtype=np.uint64) << np.uint64(BITS))[:, None]

    @kept
    def block(self) -> int:
        """How many characters are packed in one product."""
        return max(8, _SMALL // self._factors.size)

    def numbered(self, number: int, keys: Values) -> Keys:
        """Return the keys of one template with its number."""
        numbered: Keys = keys.astype(np.uint64) + self._numbers[number]
        return numbered

    def keys(self, streams: Values) -> Keys:
        """Return the keys, shape (blocks, templates, characters in a block); the last block may go on beyond the end."""
        length = streams.shape[1]
        blocks = math.ceil(length / self.block)
        width = math.ceil(length / blocks)
        padded = np.zeros((len(streams), blocks * width + 2 * self.reach), dtype=np.float64)
        padded[:, self.reach : self.reach + length] = streams
        windows = _windows(padded, 2 * self.reach + 1)[self._streams, self._offsets]
        cut: NDArray[np.float64] = windows.reshape(len(windows), blocks, width).transpose(1, 0, 2)
        keys = (self._factors @ cut).astype(np.int64).view(np.uint64)
        keys += self._numbers
        return keys


def _windows(padded: NDArray[np.float64], places: int) -> NDArray[np.float64]:
    """Return a view, shape (streams, places, characters), of the rows from so many places on; numpy's own takes longer than the look."""
    count, length = padded.shape
    return np.ndarray(
        (count, places, length - places + 1),
        padded.dtype,
        padded,
        strides=(*padded.strides, padded.itemsize),
    )
