"""A table from whole numbers to rows in which every look-up is one probe, for whole arrays of keys at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Places = NDArray[np.int64]

#: Multiplier of the first hash: two to the 64th over the golden ratio.
_FIRST = np.uint64(0x9E3779B97F4A7C15)
#: How often multipliers are drawn for the groups of one size before that is given up; some tens do.
_TRIES = 2000
#: What an empty cell holds. A key that is equal to it finds the empty row, as it should.
_EMPTY = np.uint64(0xFFFFFFFFFFFFFFFF)


class HashTable:
    """Rows by key. Keys with the same first hash share a multiplier that was chosen to scatter them to cells of their own."""

    def __init__(self, keys: Keys, rows: NDArray[Any]) -> None:
        """Place `rows`, one for each of the distinct `keys`. Raises `ValueError` if two are equal, or one is 0."""
        ordered = np.sort(keys)  # which takes a tenth of the time of `np.unique`
        if (ordered[1:] == ordered[:-1]).any() or not keys.all():
            raise ValueError("two keys are equal, or one is zero")
        draw = np.random.default_rng(1)  # the same keys lie the same in every process
        groups = max(1, (len(keys) // 2).bit_length())
        cells = (2 * len(keys) + 2).bit_length()
        self._group_shift = np.uint64(64 - groups)
        self._cell_shift = np.uint64(64 - cells)
        self._multipliers = np.ones(1 << groups, dtype=np.uint64)
        places = self._placed(keys, 1 << cells, draw)
        self._keys = np.full(1 << cells, _EMPTY, dtype=np.uint64)
        self._keys[places] = keys
        #: One row a cell; that of cell 0, and of every other empty one, is zero.
        self.rows = np.zeros((1 << cells, *rows.shape[1:]), dtype=rows.dtype)
        self.rows[places] = rows

    def places(self, wanted: Keys) -> Places:
        """Return the place in `rows` of each wanted key, 0 for one that is not there; same shape."""
        groups = wanted * _FIRST
        groups >>= self._group_shift
        cells = self._multipliers.take(groups.view(np.int64))
        cells *= wanted
        cells >>= self._cell_shift
        places: Places = cells.view(np.int64)
        places *= self._keys.take(places) == wanted
        return places

    def _placed(self, keys: Keys, cells: int, draw: np.random.Generator) -> Places:
        """Return the cell of each key. Large groups come first, as long as there is much room."""
        groups = ((keys * _FIRST) >> self._group_shift).astype(np.int64)
        sizes = np.bincount(groups, minlength=1)[groups]
        places = np.zeros(len(keys), dtype=np.int64)
        taken = np.zeros(cells, dtype=bool)
        taken[0] = True
        for size in np.flatnonzero(np.bincount(sizes))[::-1]:
            self._place(keys, groups, np.flatnonzero(sizes == size), places, taken, draw)
        return places

    def _place(
        self,
        keys: Keys,
        groups: Places,
        todo: Places,
        places: Places,
        taken: NDArray[np.bool_],
        draw: np.random.Generator,
    ) -> None:
        """Draw multipliers for the groups of the keys `todo` until no two keys want one cell."""
        claims = np.zeros(len(taken), dtype=np.int64)
        for _ in range(_TRIES):
            if not len(todo):
                return
            theirs = groups[todo]
            waiting = np.flatnonzero(np.bincount(theirs))
            self._multipliers[waiting] = _odd(draw, len(waiting))
            wanted = ((keys[todo] * self._multipliers[theirs]) >> self._cell_shift).astype(np.int64)
            claims[wanted] = todo
            refused = np.zeros(len(self._multipliers), dtype=bool)
            refused[theirs[taken[wanted] | (claims[wanted] != todo)]] = True
            placed = ~refused[theirs]
            places[todo[placed]] = wanted[placed]
            taken[wanted[placed]] = True
            todo = todo[~placed]
        raise ValueError("no place for all keys")


def _odd(draw: np.random.Generator, count: int) -> Keys:
    numbers: Keys = draw.integers(0, 1 << 63, count, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return numbers
