"""Text whose characters stand apart (郝 建 国, 广 州 市, 郝.建.国), read without those blanks or marks.

Only a run of single characters is closed up: a blank between words is a boundary that names need.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from detectors.fold import View
from detectors.patterns import pattern
from detectors.people.surnames import SINGLE

_HAN = "[㐀-鿿]"
_SURNAME = f"[{''.join(sorted(SINGLE))}]"
_MARKS = " \t.·_-"
#: Three characters apart, the first of which may end a word (收件人郝 建 国), or the last begin one (郝 建 国的); two that stand
#: alone; a surname at the end of a word and one character alone (尊敬的郝 建); or three with the same mark between them (郝.建.国).
_RUN = pattern(
    "people.spaced",
    rf"{_HAN}(?:[ \t]{_HAN}(?!{_HAN})){{2,24}}|(?<!{_HAN}){_HAN}[ \t]{_HAN}[ \t]{_HAN}|(?<!{_HAN}){_HAN}[ \t]{_HAN}(?!{_HAN})"
    rf"|{_SURNAME}[ \t]{_HAN}(?!{_HAN})|(?<![㐀-鿿.·_-]){_SURNAME}(?P<mark>[.·_-]){_HAN}(?P=mark){_HAN}(?![.·_-])",
)


#: What every such run has: a blank or a mark between two Han characters. Most texts have none, and it is seen at once.
_APART = re.compile(r"[ \t.·_\-](?<=[㐀-鿿].)[㐀-鿿]")


class Closed(NamedTuple):
    """A text without some blanks, and for each of its characters the offset where that stood."""

    text: str
    offsets: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the closed text back."""
        return self.offsets[start], self.offsets[end - 1] + 1


def closed_up(view: View) -> Closed | None:
    """Return the text without the blanks inside runs of single Han characters; None when there is no run.

    Several ask, so `View.once` should.
    """
    text = view.text
    if _APART.search(text) is None:
        return None
    blanks = {at for run in _RUN.finditer(text) for at in range(*run.span()) if text[at] in _MARKS}
    if not blanks:
        return None
    offsets = [at for at in range(len(text)) if at not in blanks]
    return Closed("".join(text[at] for at in offsets), offsets)
