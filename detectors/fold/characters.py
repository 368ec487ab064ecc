"""The first step of folding: every character as a reader sees it."""

from __future__ import annotations

from array import array

from detectors.fold.draft import Draft
from detectors.fold.list_marks import without_list_marks
from detectors.fold.tables import TABLE, is_mark
from detectors.patterns import pattern

_ASCII_CONTROL = pattern("fold.ascii-control", r"[\x00-\x08\x0e-\x1f\x7f]")


def fold_characters(source: str) -> Draft:
    """Return the text with each character folded. A dropped mark belongs to the character before it."""
    if source.isascii() and _ASCII_CONTROL.search(source) is None:
        return Draft(source, source)
    written, source = source, without_list_marks(source)
    text = source.translate(TABLE)
    if text == written:
        return Draft(written, written)
    if len(text) == len(source) and all(len(TABLE[ord(character)]) == 1 for character in set(source)):
        return Draft(written, text)
    return Draft(written, text, *_maps(source))


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
