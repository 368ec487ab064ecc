"""Where in a text a span is possible at all: found for all characters at once, so that few have to be decoded."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detectors.tagging.chain import ROUNDING, Chain, Exact
from detectors.tagging.labels import OUTSIDE, TYPES

#: A span whose best score is this much below that of no span is as good as impossible: its odds are one to e to the 8th.
CERTAIN = 8.0


class Stretch(NamedTuple):
    """Characters, half open, outside which is certain; `kinds` are possible in it."""

    start: int
    end: int
    kinds: tuple[int, ...]


#: The kinds by whether each of them is possible.
_OF_FLAGS = {
    flags: tuple(kind for kind, possible in enumerate(flags) if possible)
    for flags in product((False, True), repeat=len(TYPES))
}

#: What is added to the scores of the labels of each type.
Bias = tuple[float, float, float]


def relative_to_outside(scores: NDArray[np.float32], bias: Bias) -> Exact:
    """Return how much more each label but outside has than outside, shape (types, begin or inside or end, characters)."""
    relative = (scores[:, 1:] - scores[:, OUTSIDE, None]).T.astype(np.float64)
    biased: Exact = relative.reshape(len(TYPES), 3, len(scores))
    for kind, more in enumerate(bias):
        biased[kind] += more
    return biased


def stretches(relative: Exact, chain: Chain, sure: float = CERTAIN) -> list[Stretch]:
    """Return the stretches in which the best span beats none, with all around it that may depend on it; the ends are certain.

    Who only wants the likeliest labels, and not how likely they are, is content with less: a span that is worse than none by
    more than `ROUNDING` is not among them.
    """
    over = _best_over(relative, chain)
    top = over.max(axis=0)
    if not (top > -ROUNDING).any():
        return []
    possible = np.zeros(len(top) + 2, dtype=np.int8)
    possible[1:-1] = top > -sure
    possible[2:] |= possible[1:-1]
    edges = np.flatnonzero(possible[1:] != possible[:-1])
    # The last character of a stretch has no pair of its own.
    best = np.maximum.reduceat(over, edges - np.arange(len(edges)) % 2, axis=1)[:, ::2]
    some = np.flatnonzero(best.max(axis=0) > -ROUNDING)
    ends = edges.reshape(-1, 2).take(some, axis=0).tolist()
    kinds = (best.take(some, axis=1) > -sure).T.tolist()
    return [Stretch(start, end, _OF_FLAGS[*which]) for (start, end), which in zip(ends, kinds, strict=True)]


def _best_over(relative: Exact, chain: Chain) -> Exact:
    """Return by kind, for each two characters side by side, the score of the best span over both, shape (types, characters - 1).

    A span's score is what its begin, its end and the sum between them have, so that the best begin up to a character
    and the best end from it are running maxima.
    """
    begins, insides, ends = relative[:, 0], relative[:, 1], relative[:, 2]
    inside = (insides + chain.inside).cumsum(axis=1)
    before = np.maximum.accumulate((begins - inside)[:, :-1], axis=1)
    after = np.maximum.accumulate((ends[:, 1:] + inside[:, :-1])[:, ::-1], axis=1)[:, ::-1]
    best: Exact = before + after
    best += chain.around
    return best
