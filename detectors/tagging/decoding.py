"""From scores to spans: stretches that may hold something, the likeliest labels in each, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detectors.tagging.labels import LABELS, OUTSIDE, may_follow
from detectors.tagging.model import Scores

#: A character whose best label beats none by more than this below zero is outside whatever stands beside it.
CERTAIN = 9.0
#: A stretch is cut at this many characters, so that time and memory stay bounded; no real span is as long.
LONGEST = 400
#: How many stretches are decoded side by side.
BATCH = 512
NEVER = np.float32(-1e4)

_ALLOWED = np.array([[may_follow(a, b) for b in range(len(LABELS))] for a in range(len(LABELS))])
_STARTS = np.array([may_follow(OUTSIDE, label) for label in range(len(LABELS))])
_ENDS = np.array([may_follow(label, OUTSIDE) for label in range(len(LABELS))])


class Tagged(NamedTuple):
    """One span, half open, in characters; `kind` numbers its type, `sure` is its least likely character's probability."""

    kind: int
    start: int
    end: int
    sure: float


def stretches(scores: Scores, bias: float) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which some label besides outside is possible, with one character on both sides."""
    margin = scores[:, 1:].max(axis=1) + bias - scores[:, OUTSIDE]
    possible = np.zeros(len(scores) + 2, dtype=bool)
    possible[1:-1] = margin > -CERTAIN
    possible[:-1] |= possible[1:].copy()
    edges = np.flatnonzero(possible[1:] != possible[:-1])
    if possible[0]:
        edges = np.concatenate(([-1], edges))
    for start, end in zip(edges[::2] + 1, edges[1::2] + 1, strict=False):
        first, last = max(0, int(start) - 1), min(len(scores), int(end))
        for cut in range(first, last, LONGEST):
            yield cut, min(last, cut + LONGEST)


def spans(scores: Scores, transitions: Scores, bias: float) -> list[Tagged]:
    """Return the likeliest spans, ordered. `bias` is added to all labels but outside: more finds more."""
    biased = scores.copy()
    biased[:, 1:] += bias
    steps = np.where(_ALLOWED, transitions, NEVER).astype(np.float32)
    found: list[Tagged] = []
    todo = sorted(stretches(scores, bias), key=lambda s: (s[1] - s[0], s[0]))
    for at in range(0, len(todo), BATCH):
        found += _decode(biased, steps, todo[at : at + BATCH])
    return sorted(found, key=lambda t: t.start)


def _decode(scores: Scores, steps: Scores, batch: list[tuple[int, int]]) -> Iterator[Tagged]:
    """Decode stretches of about the same length side by side, by Viterbi; then read off how likely each label was."""
    length = max(end - start for start, end in batch)
    table = np.full((len(batch), length, len(LABELS)), NEVER, dtype=np.float32)
    table[:, :, OUTSIDE] = 0
    for row, (start, end) in enumerate(batch):
        table[row, : end - start] = scores[start:end]
    best = _viterbi(table, steps)
    outside = _outside(table, steps)
    for row, (start, end) in enumerate(batch):
        yield from _read(best[row, : end - start], outside[row], start)


def _viterbi(table: Scores, steps: Scores) -> NDArray[np.int64]:
    rows, length, labels = table.shape
    current = np.where(_STARTS, table[:, 0], NEVER)
    back = np.zeros((rows, length, labels), dtype=np.int64)
    for at in range(1, length):
        reached = current[:, :, None] + steps
        back[:, at] = reached.argmax(axis=1)
        current = reached.max(axis=1) + table[:, at]
    best = np.zeros((rows, length), dtype=np.int64)
    best[:, -1] = np.where(_ENDS, current, NEVER).argmax(axis=1)
    for at in range(length - 1, 0, -1):
        best[:, at - 1] = back[np.arange(rows), at, best[:, at]]
    return best


def _outside(table: Scores, steps: Scores) -> Scores:
    """Return the probability of outside at each character, by forward and backward sums."""
    length = table.shape[1]
    forward, backward = np.empty_like(table), np.empty_like(table)
    forward[:, 0] = np.where(_STARTS, table[:, 0], NEVER)
    for at in range(1, length):
        forward[:, at] = _logsum(forward[:, at - 1, :, None] + steps, 1) + table[:, at]
    backward[:, -1] = np.where(_ENDS, 0, NEVER)
    for at in range(length - 2, -1, -1):
        backward[:, at] = _logsum(steps + (backward[:, at + 1] + table[:, at + 1])[:, None, :], 2)
    both = forward + backward
    total = _logsum(both, 2)
    return np.exp(both[:, :, OUTSIDE] - total)  # type: ignore[no-any-return]  # numpy's stub


def _logsum(values: Scores, axis: int) -> Scores:
    peak = values.max(axis=axis, keepdims=True)
    return (np.log(np.exp(values - peak).sum(axis=axis)) + peak.squeeze(axis)).astype(np.float32)


def _read(labels: NDArray[np.int64], outside: Scores, offset: int) -> Iterator[Tagged]:
    start = 0
    for at, label in enumerate(labels.tolist()):
        place = (label - 1) % 3 if label else None
        if place == 0:
            start = at
        elif place == 2:
            sure = 1 - float(outside[start : at + 1].max())
            yield Tagged((label - 1) // 3, offset + start, offset + at + 1, sure)
