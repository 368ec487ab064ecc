"""A folding under way: the folded characters, and the source span that each of them came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from detectors.fold.view import View


class Belongs(Enum):
    """To whom the source of a deleted character goes: nobody, or the character before or after it."""

    NOBODY = 0
    BEFORE = 1
    AFTER = 2


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by `text`, which is not longer than what it replaces. "" deletes."""

    start: int
    end: int
    text: str = ""
    belongs: Belongs = Belongs.NOBODY


class Draft:
    """A folded text with its map. `starts` is None while each folded character sits where its source does."""

    def __init__(self, view: View) -> None:
        self.source = view.source
        self.text = view.text
        self.starts = None if view.starts is None else array("I", view.starts)
        self.ends = None if view.ends is None else array("I", view.ends)

    def edit(self, edits: list[Edit]) -> None:
        """Apply edits, which are in order and do not overlap.

        A replacement maps its characters one to one from the left; its last one takes the source of the rest.
        """
        if not edits:
            return
        if self.starts is not None or any(len(e.text) != e.end - e.start for e in edits):
            self.starts, self.ends = _remapped(*self._maps(), edits)
        self.text = "".join(_pieces(self.text, edits))

    def _maps(self) -> tuple[array[int], array[int]]:
        if self.starts is None or self.ends is None:
            length = len(self.text)
            return array("I", range(length)), array("I", range(1, length + 1))
        return self.starts, self.ends

    def view(self) -> View:
        """Return the finished view."""
        return View(self.source, self.text, self.starts, self.ends)


def _pieces(text: str, edits: list[Edit]) -> Iterator[str]:
    position = 0
    for edit in edits:
        yield text[position : edit.start]
        yield edit.text
        position = edit.end
    yield text[position:]


def _remapped(starts: array[int], ends: array[int], edits: list[Edit]) -> tuple[array[int], array[int]]:
    """Return the map of the text after the edits."""
    new_starts, new_ends = array("I"), array("I")
    position = 0
    for start, end, text, belongs in edits:
        new_starts.extend(starts[position:start])
        new_ends.extend(ends[position:start])
        position = end
        if text:
            new_starts.extend(starts[start : start + len(text)])
            new_ends.extend(ends[start : start + len(text) - 1])
            new_ends.append(ends[end - 1])
        elif belongs is Belongs.BEFORE and new_ends:
            new_ends[-1] = ends[end - 1]
        elif belongs is Belongs.AFTER and end < len(starts):
            starts[end] = starts[start]
    new_starts.extend(starts[position:])
    new_ends.extend(ends[position:])
    return new_starts, new_ends
