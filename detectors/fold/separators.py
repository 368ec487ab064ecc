"""Separators inside a number: dropped where the groups together have the shape of one identifier."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.fold.draft import Belongs, Edit
from detectors.fold.groups import Run, bracketed, runs
from detectors.fold.segments import segment


def join_numbers(text: str) -> Iterator[Edit]:
    """Yield the deletion of what separates the groups of each identifier that is written in groups.

    Groups are read from the left, and the longest identifier that begins with a group wins.
    """
    for run in runs(text):
        first = 0
        while first < len(run.groups):
            last = segment(run, first)
            if last is None:
                first += 1
                continue
            yield from _joined(run, first, last)
            first = last


def _joined(run: Run, first: int, last: int) -> Iterator[Edit]:
    """Yield the edits that join groups `first` to `last` (exclusive)."""
    if bracketed(run, first):
        start = run.spans[first][0]
        yield Edit(start - 1, start, "", Belongs.AFTER)
    for i in range(first, last - 1):
        yield Edit(run.spans[i][1], run.spans[i + 1][0])
