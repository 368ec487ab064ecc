"""What a text must hold for a regular expression to match in it, read off the expression itself.

Most messages hold nothing of what most patterns look for: no twelve digits, no 密码, no @. Whether a text has what every match
of a pattern must have is seen in a fraction of the time that looking for one takes. Since the condition is derived from the
expression, it cannot go stale when that is changed. What this reader does not understand, it does not ask for.
"""

from __future__ import annotations

import re
import re._constants as sre  # type: ignore[import-not-found]  # typeshed leaves it out
import re._parser as parser  # type: ignore[import-not-found]  # likewise
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from detectors.fold.view import DIGITS, View

#: Larger sets (all Han) are in every text: to ask for them tells nothing.
_LARGEST = 1000
#: How many sets are kept of one pattern, the rarest; each costs a look.
_MOST_SETS = 4
#: What else a cased ASCII letter matches where case is ignored, besides its other case (see `re._casefix`).
_ALSO = {"i": "İı", "k": "\u212a", "s": "ſ"}
#: How likely it is, roughly, that a message holds a given character.
_OFTEN = {**dict.fromkeys("，。：,. :\n", 0.6), **dict.fromkeys(DIGITS, 0.4)}
_LATIN, _OTHER = 0.15, 0.03

Letters = frozenset[str]


class Need(NamedTuple):
    """At least `digits` ASCII digits, and of each set in `one_of` at least one character."""

    digits: int = 0
    one_of: tuple[Letters, ...] = ()

    def met_by(self, view: View) -> bool:
        """Tell whether the text of `view` may hold a match."""
        if view.digits < self.digits:
            return False
        letters = view.letters
        for some in self.one_of:  # noqa: SIM110  # a generator costs more than the looks
            if some.isdisjoint(letters):
                return False
        return True


NOTHING = Need()


def need_of(expression: re.Pattern[str]) -> Need:
    """Return what every match of `expression` needs."""
    tree = parser.parse(expression.pattern, expression.flags & ~re.DEBUG)
    digits, sets = _all_of(tree, tree.state.flags)
    kept: list[Letters] = []
    for some in sorted(sets, key=_likelihood):
        told = digits and some >= DIGITS
        if not told and not any(some >= other for other in kept):
            kept.append(some)
    return Need(digits, tuple(kept[:_MOST_SETS]))


def _likelihood(letters: Letters) -> float:
    return sum(_OFTEN.get(c, _LATIN if c.isascii() else _OTHER) for c in letters)


_Found = tuple[int, list[Letters]]


def _all_of(parts: Iterable[tuple[Any, Any]], flags: int) -> _Found:
    """Return the need of parts that follow one another."""
    digits, sets = 0, []
    for code, argument in parts:
        more, others = _part(code, argument, flags)
        digits += more
        sets += others
    return digits, sets


def _part(code: Any, argument: Any, flags: int) -> _Found:
    if code in (sre.LITERAL, sre.IN):
        return _character([(code, argument)] if code is sre.LITERAL else argument, flags)
    if code is sre.SUBPATTERN:
        _, added, removed, inner = argument
        return _all_of(inner, (flags | added) & ~removed)
    if code is sre.ATOMIC_GROUP:
        return _all_of(argument, flags)
    if code is sre.BRANCH:
        return _any_of([_all_of(one, flags) for one in argument[1]])
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, _, inner = argument
        digits, sets = _all_of(inner, flags) if least else (0, [])
        return least * digits, sets
    if code is sre.ASSERT:
        return 0, _all_of(argument[1], flags)[1]  # what it sees is in the text, but may be part of the match
    return 0, []


def _any_of(choices: list[_Found]) -> _Found:
    """Return the need of alternatives: of each the rarest set, all of them together."""
    digits = min(digits for digits, _ in choices)
    if not all(sets for _, sets in choices):
        return digits, []
    return digits, [frozenset().union(*(min(sets, key=_likelihood) for _, sets in choices))]


def _character(members: list[tuple[Any, Any]], flags: int) -> _Found:
    """Return the need of one character of a set."""
    letters: set[str] = set()
    for code, argument in members:
        if code is sre.LITERAL:
            letters.add(chr(argument))
        elif code is sre.RANGE and argument[1] - argument[0] < _LARGEST:
            letters.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return 0, []
    if flags & re.IGNORECASE:
        if any(not c.isascii() and (c.lower(), c.upper()) != (c, c) for c in letters):
            return 0, []
        letters |= {d for c in letters for d in (c.lower(), c.upper(), *_ALSO.get(c.lower(), ""))}
    if len(letters) > _LARGEST:
        return 0, []
    return int(letters <= DIGITS), [frozenset(letters)]


class Sieve:
    """Many needs at once: which of them a text may meet, without a look at each."""

    def __init__(self, needs: Sequence[Need]) -> None:
        """Note for each character, as the bits of a number, the needs whose rarest set it is in."""
        self._needs = needs
        #: Those that ask for no character.
        self._any = sum(1 << place for place, need in enumerate(needs) if not need.one_of)
        self._with: dict[str, int] = {}
        for place, need in enumerate(needs):
            for character in need.one_of[0] if need.one_of else ():
                self._with[character] = self._with.get(character, 0) | 1 << place

    def left(self, view: View) -> list[int]:
        """Return the places of the needs that are met, in order."""
        bits = self._any
        for character in view.letters & self._with.keys():
            bits |= self._with[character]
        places = []
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            place = lowest.bit_length() - 1
            if self._needs[place].met_by(view):
                places.append(place)
        return places
