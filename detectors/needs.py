"""What a text must hold for a regular expression to match in it, read off the expression itself.

Most messages hold nothing of what most patterns look for: no twelve digits, no 密码, no @. Whether a text has what every match
of a pattern must have is seen in a fraction of the time that looking for one takes. Since the condition is derived from the
expression, it cannot go stale when that is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from detectors.expressions import Letters

if TYPE_CHECKING:
    from detectors.fold.view import View  # whose package has patterns of its own, which ask for needs


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
