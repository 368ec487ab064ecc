"""The first step of folding: every character as a reader sees it."""

from __future__ import annotations

from array import array

from detectors.fold.draft import Draft
from detectors.fold.tables import TABLE


def fold_characters(source: str) -> Draft:
    """Return the text with each character folded. A mark that disappears belongs to the character before it."""
    if source.isascii():
        return Draft(source, source, None, None)
    text = source.translate(TABLE)
    if text == source:
        return Draft(source, source, None, None)
    if len(text) == len(source) and _one_to_one(source):
        return Draft(source, text, None, None)
    starts, ends = array("I"), array("I")
    for index, character in enumerate(source):
        plain = TABLE[ord(character)]
        for _ in plain:
            starts.append(index)
            ends.append(index + 1)
        if not plain and ends:
            ends[-1] = index + 1
    return Draft(source, text, starts, ends)


def _one_to_one(source: str) -> bool:
    return all(len(TABLE[ord(character)]) == 1 for character in set(source))
