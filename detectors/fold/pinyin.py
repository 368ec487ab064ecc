"""Pinyin that somebody has inserted behind a character, as in 催收(shōu): a reader skips it, so do we."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.fold.draft import Belongs, Edit
from detectors.patterns import pattern

#: The syllables of Mandarin without tone, initials by the finals that they go with (GB/T 16159); ü is u or v.
_SYLLABLE = (
    r"(?:[bp](?:a|ai|an|ang|ao|ei|en|eng|i|ian|iao|ie|in|ing|o|u)|pou"
    r"|m(?:a|ai|an|ang|ao|e|ei|en|eng|i|ian|iao|ie|in|ing|iu|o|ou|u)|f(?:a|an|ang|ei|en|eng|o|ou|u)"
    r"|[dt](?:a|ai|an|ang|ao|e|ei|eng|i|ian|iao|ie|ing|ong|ou|u|uan|ui|un|uo)|d(?:en|ia|iu)"
    r"|[nl](?:a|ai|an|ang|ao|e|ei|eng|i|ian|iang|iao|ie|in|ing|iu|ong|ou|u|uan|un|uo|v|ve|ue)|nen|lia"
    r"|[gk](?:a|ai|an|ang|ao|e|ei|en|eng|ong|ou|u|ua|uai|uan|uang|ui|un|uo)"
    r"|h(?:a|ai|an|ang|ao|e|ei|en|eng|ong|ou|u|ua|uai|uan|uang|ui|un|uo)"
    r"|[jqx](?:i|ia|ian|iang|iao|ie|in|ing|iong|iu|u|uan|ue|un)"
    r"|(?:zh|ch|sh)(?:a|ai|an|ang|ao|e|ei|en|eng|i|ong|ou|u|ua|uai|uan|uang|ui|un|uo)"
    r"|r(?:an|ang|ao|e|en|eng|i|ong|ou|u|ua|uan|ui|un|uo)"
    r"|[zcs](?:a|ai|an|ang|ao|e|ei|en|eng|i|ong|ou|u|uan|ui|un|uo)"
    r"|y(?:a|an|ang|ao|e|i|in|ing|o|ong|ou|u|uan|ue|un)|w(?:a|ai|an|ang|ei|en|eng|o|u)"
    r"|a|ai|an|ang|ao|e|ei|en|er|o|ou)"
)
_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_INSERTED = pattern(
    "fold.inserted-pinyin", rf"(?<={_HAN})(?:[(（\[{{【<《] ?{_SYLLABLE}[0-5]? ?[)）\]}}】>》]){{1,8}}"
)
#: Without this there is nothing to drop.
BRACKET = pattern("fold.pinyin-bracket", r"[(（\[{【<《] ?[a-z]")


def drop_inserted_pinyin(text: str) -> Iterator[Edit]:
    """Yield the deletion of every bracketed syllable behind a Han character, whose source it then belongs to.

    Marks on vowels are gone by now. Capitals stay: 密码(PIN), 客户(MA).
    """
    if BRACKET.search(text) is not None:
        for found in _INSERTED.finditer(text):
            yield Edit(found.start(), found.end(), "", Belongs.BEFORE)
