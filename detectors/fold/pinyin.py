"""Pinyin that somebody has inserted behind a character, as in 催收(shou): a reader skips it, so do we."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.fold.draft import Edit
from detectors.patterns import pattern

_SYLLABLE = (
    r"(?:(?:[bpmf]|zh|ch|sh|[zcsrdtnlgkhjqxyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v)|hm|ng)"
)
_INSERTED = pattern(
    "fold.inserted-pinyin", rf"(?<=[\u3400-\u9fff])[(（\[{{<]{_SYLLABLE}[1-5]?[)）\]}}>]"
)


def drop_inserted_pinyin(text: str) -> Iterator[Edit]:
    """Yield the deletion of every bracketed syllable that follows a Han character (marks on vowels are gone by now)."""
    if any(bracket in text for bracket in "(（[<{"):
        for found in _INSERTED.finditer(text):
            yield Edit(found.start(), found.end(), "")
