"""Hotwords: labels within a window of characters around a candidate.

Presidio's own context words compare lemmas, which are empty for Chinese, so they never fire there. A hotword is looked
for in the folded text itself, within `before` characters ahead of the candidate and `after` characters behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from detectors.patterns import any_of, pattern


class Hotwords:
    """A set of labels with its window, in characters of the folded text."""

    def __init__(self, name: str, words: Iterable[str], *, before: int = 10, after: int = 0) -> None:
        self.before = before
        self.after = after
        self._words = pattern(f"{name}.hotwords", any_of(words, through_gaps=True), re.IGNORECASE)

    def near(self, text: str, start: int, end: int) -> bool:
        """Tell whether a label stands in the window around ``text[start:end]``."""
        if self.before and self._words.search(text, max(0, start - self.before), start):
            return True
        return bool(self.after and self._words.search(text, end, end + self.after))
