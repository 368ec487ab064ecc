"""Folding: what a reader sees, with an offset map back to what was written.

    characters ─► inserted pinyin ─► Chinese numerals ─► spelled digits ─► letters for digits ─► separators
"""

from detectors.fold.characters import fold_characters
from detectors.fold.numerals import fold_letters, fold_numerals, fold_spelled
from detectors.fold.pinyin import drop_inserted_pinyin
from detectors.fold.separators import join_numbers
from detectors.fold.view import View

_STEPS = (drop_inserted_pinyin, fold_numerals, fold_spelled, fold_letters, join_numbers)
#: A step may make room for an earlier one (a number joined over a line may now hold a letter); two rounds nearly always do.
_MOST_ROUNDS = 4


def fold(source: str) -> View:
    """Return the folded view of `source`; folding a folded text changes nothing. Never raises, whatever the text."""
    draft = fold_characters(source)
    for _ in range(_MOST_ROUNDS):
        before = draft.text
        for step in _STEPS:
            draft.edit(step(draft.text))
        if draft.text == before:
            break
    return draft.view()


__all__ = ["View", "fold"]
