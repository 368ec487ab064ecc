"""Folding: what a reader sees, with an exact offset map back to what was written.

characters ─► inserted pinyin ─► spoken digits ─► numerals ─► letters for digits ─► separators
"""

from detectors.fold.characters import fold_characters
from detectors.fold.lettered import fold_letters
from detectors.fold.numerals import NUMERALS, fold_numerals
from detectors.fold.pinyin import drop_inserted_pinyin
from detectors.fold.separators import join_numbers, join_said
from detectors.fold.spoken import fold_spoken
from detectors.fold.view import View
from detectors.patterns import pattern

_STEPS = (drop_inserted_pinyin, fold_spoken, fold_numerals, fold_letters, join_said, join_numbers)
#: A step may make room for another: a number joined over a line may hold a letter. Two rounds mostly do.
_MOST_ROUNDS = 6
#: Without any of these characters no step after the first has anything to do.
_WORTH_READING = pattern("fold.worth-reading", rf"[0-9A-Za-z{NUMERALS}]")


def fold(source: str) -> View:
    """Return the folded view of `source`, any text at all. Folding a folded text changes nothing."""
    draft = fold_characters(source)
    if _WORTH_READING.search(draft.text) is None:
        return draft.view()
    for _ in range(_MOST_ROUNDS):
        changed = [draft.edit(step(draft.text)) for step in _STEPS]
        if not any(changed):
            break
    return draft.view()


__all__ = ["View", "fold"]
