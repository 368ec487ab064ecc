"""Separators inside a number: dropped where the groups together have the shape of one identifier."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.fold.draft import Belongs, Edit
from detectors.fold.groups import Run, bracketed, runs
from detectors.fold.segments import segment
from detectors.patterns import pattern

#: Words and letters that are said between the groups of a mobile: 139杠2233杠4455, 139@2233@4455.
SAID = pattern("fold.said-gap", r"(?<![0-9])1[3-9][0-9]([空杠横减点转xX×@])[0-9]{4}\1[0-9]{4}(?![0-9])")


def join_said(text: str) -> Iterator[Edit]:
    """Yield the deletion of one and the same word that stands between the groups of a mobile."""
    for said in SAID.finditer(text):
        for at in (said.start() + 3, said.start() + 8):
            yield Edit(at, at + 1)


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
