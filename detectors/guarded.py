"""Patterns that are not looked for where they cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from detectors.fold.view import View
from detectors.lazy import Expression
from detectors.needs import Sieve
from detectors.patterns import pattern


class Guarded:
    """A pattern that looks at a text only if that holds what every match needs."""

    __slots__ = ("bit", "need", "pattern")

    def __init__(self, expression: Expression) -> None:
        self.pattern = expression
        self.need = expression.known.need
        #: Its own in the number that `open_in` returns.
        self.bit = 1 << len(_EVERY)
        _EVERY.append(self)

    def each(self, view: View) -> Iterable[re.Match[str]]:
        """Return the matches in the folded text of `view`; an empty tuple where there can be none."""
        return self.pattern.finditer(view.text) if view.once(open_in) & self.bit else ()

    def found_in(self, view: View) -> bool:
        """Tell whether there is a match."""
        return bool(view.once(open_in) & self.bit) and self.pattern.search(view.text) is not None


#: All there are, in the order of their bits.
_EVERY: list[Guarded] = []
#: Of as many of them as there were when it was made.
_SIEVES: dict[int, Sieve] = {}


def guarded(name: str, expression: str, flags: int = 0) -> Guarded:
    """Compile `expression`, register it under `name` as `pattern` does, and guard it."""
    return Guarded(pattern(name, expression, flags))


def open_in(view: View) -> int:
    """Return the bits of all guarded patterns that may match in the text of `view`; ask by ``view.once``."""
    sieve = _SIEVES.get(len(_EVERY))
    if sieve is None:
        _SIEVES.clear()
        sieve = _SIEVES[len(_EVERY)] = Sieve([guard.need for guard in _EVERY])
    return sieve.met(view)


def bits_of(guards: Iterable[Guarded]) -> int:
    """Return the bits of some of them."""
    return reduce(or_, (guard.bit for guard in guards), 0)
