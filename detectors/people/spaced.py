"""Text whose characters stand apart (郝 建 国, 广 州 市), read without those blanks.

Only a run of single characters is closed up: a blank between words is a boundary that names need.
"""

from __future__ import annotations

from typing import NamedTuple

from detectors.patterns import pattern

_HAN = "[㐀-鿿]"
#: Three characters apart, the first of which may end a word (收件人郝 建 国), or two that stand alone.
_RUN = pattern(
    "people.spaced",
    rf"{_HAN}(?:[ \t]{_HAN}(?!{_HAN})){{2,24}}|(?<!{_HAN}){_HAN}[ \t]{_HAN}(?!{_HAN})",
)


class Closed(NamedTuple):
    """A text without some blanks, and for each of its characters the offset where that stood."""

    text: str
    offsets: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the closed text back."""
        return self.offsets[start], self.offsets[end - 1] + 1


def closed_up(text: str) -> Closed | None:
    """Return `text` without the blanks inside runs of single Han characters; None when there is no run."""
    blanks = {at for run in _RUN.finditer(text) for at in range(*run.span()) if text[at] in " \t"}
    if not blanks:
        return None
    offsets = [at for at in range(len(text)) if at not in blanks]
    return Closed("".join(text[at] for at in offsets), offsets)
