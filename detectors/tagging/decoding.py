"""From scores to spans: the likeliest labels in the stretches that may hold something, and how sure they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detectors.tagging.candidates import Bias, Stretch, relative_to_outside, stretches
from detectors.tagging.chain import ROUNDING, Chain, Exact
from detectors.tagging.one_stretch import path_of
from detectors.tagging.side_by_side import outside_of, paths, table_of

#: From how many stretches of about the same length on they are decoded side by side.
MANY = 12


class Tagged(NamedTuple):
    """One span, half open, in characters; `kind` numbers its type, `sure` is its least likely character's probability."""

    kind: int
    start: int
    end: int
    sure: float


class Place(NamedTuple):
    """Where a span is, half open, in characters; `kind` numbers its type."""

    kind: int
    start: int
    end: int


def spans(scores: NDArray[np.float32], chain: Chain, bias: Bias) -> list[Tagged]:
    """Return the likeliest spans, ordered. `bias` is added to all labels of each type: more finds more."""
    relative = relative_to_outside(scores, bias)
    flat = relative.reshape(-1, len(scores))
    found: list[Tagged] = []
    for group in _grouped(stretches(relative, chain)):
        labels = _many(flat, group, chain) if len(group) >= MANY else _few(flat, group, chain)
        told = [(stretch, path) for stretch, path in zip(group, labels, strict=True) if any(path)]
        if told:
            outside = outside_of(table_of(flat, [stretch for stretch, _ in told]), chain).tolist()
            for (stretch, path), each in zip(told, outside, strict=True):
                found += [
                    Tagged(kind, stretch.start + start, stretch.start + end, 1 - max(each[start:end]))
                    for kind, start, end in _read(path)
                ]
    found.sort(key=lambda tagged: tagged.start)
    return found


def places(scores: NDArray[np.float32], chain: Chain, bias: Bias, near: frozenset[int]) -> list[Place]:
    """Return where the likeliest spans are, without how sure they are, which is most of the work.

    Only the stretches with one of the characters `near` are decoded: no other depends on them.
    """
    relative = relative_to_outside(scores, bias)
    likely = [
        one for one in stretches(relative, chain, ROUNDING) if not near.isdisjoint(range(one.start, one.end))
    ]
    paths = _few(relative.reshape(-1, len(scores)), likely, chain)
    return [
        Place(kind, stretch.start + start, stretch.start + end)
        for stretch, path in zip(likely, paths, strict=True)
        for kind, start, end in _read(path)
    ]


def _grouped(found: list[Stretch]) -> Iterable[list[Stretch]]:
    """Return groups in which no stretch is more than four times as long as another; a few stay together."""
    if len(found) < MANY:
        return [found] if found else []
    groups: defaultdict[int, list[Stretch]] = defaultdict(list)
    for stretch in found:
        groups[((stretch.end - stretch.start).bit_length() + 1) // 2].append(stretch)
    return groups.values()


def _many(flat: Exact, group: list[Stretch], chain: Chain) -> list[list[int]]:
    labels = paths(table_of(flat, group), chain).tolist()
    return [row[: stretch.end - stretch.start] for row, stretch in zip(labels, group, strict=True)]


def _few(flat: Exact, group: list[Stretch], chain: Chain) -> list[list[int]]:
    found = []
    for start, end, kinds in group:
        few = chain.of_kinds[kinds]
        found.append(path_of(flat[few.rows, start:end].T.tolist(), few))
    return found


def _read(labels: Sequence[int]) -> Iterator[Place]:
    """Yield the spans that `labels` spell."""
    start = 0
    for at, label in enumerate(labels):
        if label:
            place = (label - 1) % 3
            if place == 0:
                start = at
            elif place == 2:
                yield Place((label - 1) // 3, start, at + 1)
