"""A folding under way: the folded characters, and the source span that each of them came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple

from detectors.fold.view import View


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by `text`, which is not longer than what it replaces. "" deletes."""

    start: int
    end: int
    text: str


class Draft:
    """A folded text with its map. `starts` is None as long as every folded character sits where its source does."""

    def __init__(self, source: str, text: str, starts: array[int] | None, ends: array[int] | None) -> None:
        self.source = source
        self.text = text
        self.starts = starts
        self.ends = ends

    def edit(self, edits: Iterable[Edit]) -> None:
        """Apply edits, which are in order and do not overlap.

        A replacement maps its characters one to one from the left; its last character takes the source of the rest. A
        deleted character belongs to nobody, so a span that has it inside covers it and one beside it does not.
        """
        applied = list(edits)
        if not applied:
            return
        if self.starts is None and all(len(e.text) == e.end - e.start for e in applied):
            self.text = "".join(self._pieces(applied))
            return
        starts, ends = self._maps()
        new_starts, new_ends = array("I"), array("I")
        position = 0
        for start, end, text in applied:
            new_starts.extend(starts[position:start])
            new_ends.extend(ends[position:start])
            if text:
                new_starts.extend(starts[start : start + len(text)])
                new_ends.extend(ends[start : start + len(text) - 1])
                new_ends.append(ends[end - 1])
            position = end
        new_starts.extend(starts[position:])
        new_ends.extend(ends[position:])
        self.text = "".join(self._pieces(applied))
        self.starts, self.ends = new_starts, new_ends

    def _pieces(self, edits: list[Edit]) -> Iterable[str]:
        position = 0
        for start, end, text in edits:
            yield self.text[position:start]
            yield text
            position = end
        yield self.text[position:]

    def _maps(self) -> tuple[array[int], array[int]]:
        if self.starts is None or self.ends is None:
            length = len(self.text)
            return array("I", range(length)), array("I", range(1, length + 1))
        return self.starts, self.ends

    def view(self) -> View:
        """Return the finished view."""
        return View(self.source, self.text, self.starts, self.ends)
