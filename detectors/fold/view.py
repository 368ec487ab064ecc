"""The folded view: one text as a reader sees it, with an exact map to the text as it was written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """A folded text: ``text[i]`` is ``source[starts[i]:ends[i]]`` to a reader; None: at the same offsets."""

    source: str
    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

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
