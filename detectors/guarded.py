"""Patterns that are not looked for where they cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detectors.fold.view import View
from detectors.lazy import Expression
from detectors.patterns import pattern


class Guarded:
    """A pattern that looks at a text only if that holds what every match needs."""

    __slots__ = ("need", "pattern")

    def __init__(self, expression: Expression) -> None:
        self.pattern = expression
        self.need = expression.known.need

    def each(self, view: View) -> Iterable[re.Match[str]]:
        """Return the matches in the folded text of `view`; an empty tuple where there can be none."""
        return self.pattern.finditer(view.text) if self.need.met_by(view) else ()

    def found_in(self, view: View) -> bool:
        """Tell whether there is a match."""
        return self.need.met_by(view) and self.pattern.search(view.text) is not None


def guarded(name: str, expression: str, flags: int = 0) -> Guarded:
    """Compile `expression`, register it under `name` as `pattern` does, and guard it."""
    return Guarded(pattern(name, expression, flags))
