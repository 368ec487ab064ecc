"""The first step of folding: every character as a reader sees it."""

from __future__ import annotations

from array import array

from detectors.fold.list_marks import without_list_marks
from detectors.fold.tables import TABLE, is_mark
from detectors.fold.view import View


def fold_characters(source: str) -> View:
    """Return the text with each character folded. A dropped mark belongs to the character before it."""
    view = View(source, source)
    if TABLE.same.issuperset(view.letters):
        return view
    read = without_list_marks(source)
    text = read.translate(TABLE)
    if text == source:
        return view
    if len(text) == len(read) and all(len(TABLE[ord(character)]) == 1 for character in set(read)):
        return View(source, text)
    return View(source, text, *_maps(read))


def _maps(source: str) -> tuple[array[int], array[int]]:
    starts, ends = array("I"), array("I")
    table = TABLE
    for index, character in enumerate(source):
        size = len(table[ord(character)])
        if size:
            for _ in range(size):
                starts.append(index)
                ends.append(index + 1)
        elif ends and is_mark(character):
            _extend_last(starts, ends, index + 1)
    return starts, ends


def _extend_last(starts: array[int], ends: array[int], end: int) -> None:
    """Give the source up to `end` to the last character, all of it when it has become several."""
    start = starts[-1]
    at = len(starts) - 1
    while at >= 0 and starts[at] == start:
        ends[at] = end
        at -= 1
