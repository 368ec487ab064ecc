"""The folded view: one text as a reader sees it, with an exact map to the text as it was written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from detectors.expressions import DIGITS
from detectors.kept import kept

T = TypeVar("T")
_NOTHING: Any = object()


# Not frozen: to make a frozen one takes three times as long, and a message has a dozen.
@dataclass(repr=False)
class View:
    """A folded text: ``text[i]`` is ``source[starts[i]:ends[i]]`` to a reader; None: at the same offsets.

    Nobody changes it once it is made. What several recognizers read in it is kept with it: see `once`.
    """

    source: str
    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    _memo: dict[Callable[[View], Any], Any] = field(default_factory=dict, init=False, compare=False)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of `text` to the smallest span of `source` that holds all of it."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.source)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of `source` to the smallest span of `text` with every character that it touches."""
        if self.starts is None or self.ends is None:
            return start, end
        first = bisect_right(self.ends, start)
        last = max(first, bisect_left(self.starts, end))
        return first, last

    @kept
    def letters(self) -> frozenset[str]:
        """The characters of `text`."""
        return frozenset(self.text)

    @kept
    def digits(self) -> int:
        """How many ASCII digits `text` holds."""
        return 0 if DIGITS.isdisjoint(self.letters) else sum(map(self.text.count, DIGITS))

    def once(self, make: Callable[[View], T]) -> T:
        """Return what `make` reads in this text; it is asked only once, until all is forgotten."""
        made: T = self._memo.get(make, _NOTHING)
        if made is _NOTHING:
            made = self._memo[make] = make(self)
        return made

    def keep(self, make: Callable[[View], T], made: T) -> None:
        """Take note of what `make` would read, when somebody has read it already."""
        self._memo[make] = made

    def forget(self) -> None:
        """Let go of what has been read: whoever keeps a text for later need not keep that as well."""
        self._memo.clear()
