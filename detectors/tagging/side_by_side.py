"""Decoding stretches side by side, one step in all of them at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detectors.tagging.candidates import Stretch
from detectors.tagging.chain import NEVER, Chain, Exact
from detectors.tagging.labels import LABELS, OUTSIDE

Numbers = NDArray[np.int64]

#: Scores are cut at this when they become factors, and products are scaled after so many steps: all stays within a float64.
_LARGEST, _STEPS = 40.0, 4
#: What is divided by instead of nothing.
_TINY = 1e-300


def table_of(flat: Exact, group: Sequence[Stretch]) -> Exact:
    """Return the scores of each stretch, shape (length, labels, stretches); outside follows where a stretch ends.

    `flat` holds the scores relative to outside, shape (labels but outside, characters).
    """
    if len(group) == 1:
        start, end, _ = group[0]
        table = np.zeros((end - start, len(LABELS), 1))
        table[:, 1:, 0] = flat[:, start:end].T
        return table
    starts, ends = (np.array([stretch[end] for stretch in group]) for end in (0, 1))
    places = np.arange((ends - starts).max())[:, None] + starts
    table = np.zeros((len(places), len(LABELS), len(group)))
    table[:, 1:] = flat.take(places, axis=1, mode="clip").transpose(1, 0, 2)
    table.transpose(0, 2, 1)[places >= ends, 1:] = NEVER
    return table


def paths(table: Exact, chain: Chain) -> Numbers:
    """Return the likeliest labels, shape (stretches, length): Viterbi without notes, the way back is looked up again."""
    steps = chain.steps[:, :, None]
    reached = [chain.steps[OUTSIDE][:, None] + table[0]]
    for scores in table[1:]:
        best = (reached[-1][:, None] + steps).max(axis=0)
        best += scores
        reached.append(best)
    labels = np.empty((table.shape[2], len(table)), dtype=np.int64)
    after = np.full(table.shape[2], OUTSIDE)
    for at in range(len(table) - 1, -1, -1):
        after = labels[:, at] = (reached[at] + chain.steps.take(after, axis=1)).argmax(axis=0)
    return labels


def outside_of(table: Exact, chain: Chain) -> Exact:
    """Return the probability of outside, shape (stretches, length), by sums over all labels from both ends at once."""
    factors = np.exp(table.clip(-_LARGEST, _LARGEST))
    both = np.stack((factors, factors[::-1]), axis=1)
    # Place 0 goes forward, place 1 backward; each holds its own character's factor.
    both[0] *= chain.first[:, :, None]
    reached = np.empty_like(both[0])
    steps = iter(both)
    before = next(steps)
    for at, here in enumerate(steps, 1):
        if at % _STEPS == 0:
            before = before / np.maximum(before.sum(axis=1, keepdims=True), _TINY)
        np.matmul(chain.both_ways, before, out=reached)
        here *= reached
        before = here
    each = both[:, 0] * both[::-1, 1]
    each /= factors
    outside: Exact = each[:, OUTSIDE] / np.maximum(each.sum(axis=1), _TINY)
    return outside.T
