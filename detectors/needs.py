"""What a text must hold for a regular expression to match in it, read off the expression itself.

Most messages hold nothing of what most patterns look for: no twelve digits, no 密码, no @. Whether a text has what every match
of a pattern must have is seen in a fraction of the time that looking for one takes. Since the condition is derived from the
expression, it cannot go stale when that is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import repeat
from operator import or_
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
    """Many needs at once: which of them a text meets, without a look at each."""

    def __init__(self, needs: Sequence[Need]) -> None:
        """Note for each character which sets of which needs it is in, as the bits of one number.

        Its lowest bits are the first set of each need, the next ones the second set of each, and so on.
        """
        self._size = len(needs)
        self._rows = max((len(need.one_of) for need in needs), default=0)
        #: What needs no character: the sets that a need lacks.
        self._free = 0
        self._with: dict[str, int] = {}
        #: The needs that ask for so many digits.
        self._digits: dict[int, int] = {}
        for place, need in enumerate(needs):
            self._digits[need.digits] = self._digits.get(need.digits, 0) | 1 << place
            for row in range(self._rows):
                bit = 1 << row * self._size + place
                if row >= len(need.one_of):
                    self._free |= bit
                    continue
                for character in need.one_of[row]:
                    self._with[character] = self._with.get(character, 0) | bit
        self._digits.pop(0, None)

    def met(self, view: View) -> int:
        """Return the needs that are met as the bits of a number: ``1 << i`` for the need at place i."""
        met = reduce(or_, map(self._with.get, view.letters, repeat(0)), self._free)
        bits = (1 << self._size) - 1
        for _ in range(self._rows):
            bits &= met
            met >>= self._size
        for digits, those in self._digits.items():
            if view.digits < digits:
                bits &= ~those
        return bits

    def left(self, view: View) -> list[int]:
        """Return the places of the needs that are met, in order."""
        bits = self.met(view)
        places = []
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            places.append(lowest.bit_length() - 1)
        return places
