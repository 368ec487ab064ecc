"""Folding: what a reader sees, with an exact offset map back to what was written.

characters ─► inserted pinyin ─► spoken digits ─► numerals ─► letters for digits ─► separators
"""

from detectors.expressions import DIGITS
from detectors.fold import groups, lettered, numerals, pinyin, separators, spoken
from detectors.fold.characters import fold_characters
from detectors.fold.draft import Draft
from detectors.fold.view import View

#: What follows the characters: each step with what it first looks for, without which it changes nothing.
_LOOKS = (
    (pinyin.drop_inserted_pinyin, pinyin.BRACKET),
    (spoken.fold_spoken, spoken.PAIR),
    (numerals.fold_numerals, numerals.NUMERAL),
    (lettered.fold_letters, lettered.LETTER),
    (separators.join_said, separators.SAID),
    (separators.join_numbers, groups.PARTED),
)
_STEPS = tuple(step for step, _ in _LOOKS)
_NEEDS = tuple(look.known.need for _, look in _LOOKS)
#: The rarest characters that each needs: most texts have none of them, which is seen without a call.
_RAREST = tuple(need.one_of[0] if need.one_of else DIGITS for need in _NEEDS)
#: Without any of these a text is worth no step.
_STIRRING = frozenset[str]().union(*_RAREST)
#: A step may make room for another: a number joined over a line may hold a letter. Two rounds mostly do.
_MOST_ROUNDS = 6


def fold(source: str) -> View:
    """Return the folded view of `source`, any text at all. Folding a folded text changes nothing."""
    view = fold_characters(source)
    if _STIRRING.isdisjoint(view.letters):
        return view
    for _ in range(_MOST_ROUNDS):
        further = _round(view)
        if further is view:
            break
        view = further
    return view


def _round(view: View) -> View:
    """Take each step once, in order; return `view` itself where none of them changes anything."""
    for place, rarest in enumerate(_RAREST):
        if rarest.isdisjoint(view.letters) or not _NEEDS[place].met_by(view):
            continue
        if edits := list(_STEPS[place](view.text)):
            draft = Draft(view)
            draft.edit(edits)
            for step in _STEPS[place + 1 :]:
                draft.edit(list(step(draft.text)))
            return draft.view()
    return view


__all__ = ["View", "fold"]
