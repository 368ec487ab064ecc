"""The transitions between labels, relative to going on outside, in the forms that decoding wants them."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detectors.tagging.labels import LABELS, OUTSIDE, TYPES, begin, may_follow

Exact = NDArray[np.float64]

NEVER = -1e4
#: More than rounding may take from a score.
ROUNDING = 0.01
_ALLOWED = np.array([[may_follow(a, b) for b in range(len(LABELS))] for a in range(len(LABELS))])
_KINDS = range(len(TYPES))


class Few(NamedTuple):
    """The chain of outside and some kinds only, for decoding in lists. Their labels count anew from 0, outside."""

    labels: list[int]
    #: The rows of all but outside in a table that has no row for outside.
    rows: list[int]
    #: For outside and each label that begins a span, those that may stand before it, each with the weight of the step.
    into: dict[int, list[tuple[int, float]]]
    #: For each kind, the label that begins it, and the weights of the steps from outside to that, from begin to inside,
    #: from inside to inside, from begin to end and from inside to end.
    spans: list[tuple[int, float, float, float, float, float]]
    #: By how much outside must be ahead of a span's end for the step from outside to be the better one, whatever comes next.
    apart: float
    #: The weight of the step from each label to outside.
    leaving: list[float]


class Chain:
    """The transitions of a model; all are relative to outside after outside, which is 0 then."""

    def __init__(self, transitions: NDArray[np.float32]) -> None:
        """Prepare the steps, the factors that they are when multiplied, the bounds, and the chains of some kinds."""
        relative = transitions.astype(np.float64) - float(transitions[OUTSIDE, OUTSIDE])
        self.steps: Exact = np.where(_ALLOWED, relative, NEVER)
        factors = np.exp(self.steps)
        #: The same as factors from a label (columns) to the next (rows), and the other way; and from outside at either end.
        self.both_ways: Exact = np.stack((factors.T, factors))
        self.first: Exact = np.stack((factors[OUTSIDE], factors[:, OUTSIDE]))
        #: What going on inside costs, by kind.
        self.inside: Exact = np.array([[relative[begin(kind) + 1, begin(kind) + 1]] for kind in _KINDS])
        #: The most that all other steps of a span can give, by kind.
        self.around: Exact = np.array([[_around(relative, begin(kind))] for kind in _KINDS])
        every = [kinds for size in range(1, len(TYPES) + 1) for kinds in combinations(_KINDS, size)]
        self.of_kinds = {kinds: self._few(kinds) for kinds in every}

    def _few(self, kinds: tuple[int, ...]) -> Few:
        labels = [OUTSIDE, *(begin(kind) + place for kind in kinds for place in range(3))]
        steps = self.steps[np.ix_(labels, labels)].tolist()
        begins = range(1, len(labels), 3)
        before = (OUTSIDE, *range(3, len(labels), 3))
        into = {after: [(one, steps[one][after]) for one in before] for after in (OUTSIDE, *begins)}
        spans = [
            (b, steps[OUTSIDE][b], steps[b][b + 1], steps[b + 1][b + 1], steps[b][b + 2], steps[b + 1][b + 2])
            for b in begins
        ]
        most = max(weight - sources[0][1] for sources in into.values() for _, weight in sources)
        rows = [label - 1 for label in labels[1:]]
        return Few(labels, rows, into, spans, most + ROUNDING, [row[OUTSIDE] for row in steps])


def _around(relative: Exact, first: int) -> float:
    """Return the most that a span's steps give, compared with outside between the same neighbours, but for going on inside."""
    inside, last = first + 1, first + 2
    neighbours = (
        [OUTSIDE, *(begin(kind) + 2 for kind in _KINDS)],
        [OUTSIDE, *(begin(kind) for kind in _KINDS)],
    )
    entering = max(relative[before, first] - relative[before, OUTSIDE] for before in neighbours[0])
    leaving = max(relative[last, after] - relative[OUTSIDE, after] for after in neighbours[1])
    through = relative[first, inside] + relative[inside, last] - relative[inside, inside]
    return float(entering + leaving + max(relative[first, last], through))
