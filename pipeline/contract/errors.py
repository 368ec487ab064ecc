"""The error for input that cannot be used. It names a place and what was expected, never the value found there."""

from __future__ import annotations


class BadInput(ValueError):
    """Unusable input.

    `place` is where (``FILE:LINE`` or a field path, may be empty) and `expected` what should have been there. Neither
    may hold a value from the input: the text of this error is shown to people and logged.
    """

    def __init__(self, expected: str, place: str = "") -> None:
        super().__init__(f"{place}: {expected}" if place else expected)
        self.expected = expected
        self.place = place

    def at(self, place: str) -> BadInput:
        """Return the same error with `place` in front of its own place."""
        return BadInput(str(self), place)

    def __reduce__(self) -> tuple[type[BadInput], tuple[str, str]]:
        """Have the same error in another process, too."""
        return BadInput, (self.expected, self.place)
