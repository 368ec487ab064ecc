"""A value that must not go out must not go out anywhere in the message, not even where no rule would see it."""

from __future__ import annotations

import re

from pipeline.contract import Message
from pipeline.inspecting.judging import Judged
from pipeline.redaction import Span

#: Kinds whose further mentions formats do not find by themselves: 王芳 in the next sentence has no label.
_KINDS = ("PERSON", "ADDRESS", "EMPLOYER", "WECHAT_ID", "QQ_NUMBER", "SECRET")
_MOST_VALUES = 50
_SHORTEST = 2


def repeated_values(text: str, message: Message, judged: list[Judged]) -> list[Span]:
    """Return spans of every further mention in `text` of a value that is redacted somewhere in the message."""
    kind_of: dict[str, tuple[str, float]] = {}
    for one in judged:
        found = one.attributed.found
        if one.action == "redact" and found.entity_type in _KINDS and len(kind_of) < _MOST_VALUES:
            source = message.text if one.attributed.field == "text" else message.subject or ""
            value = source[found.start : found.end]
            if len(value) >= _SHORTEST:
                kind_of[value] = found.entity_type, found.score
    if not kind_of:
        return []
    mentions = re.compile("|".join(map(re.escape, sorted(kind_of, key=len, reverse=True))))
    return [
        Span(mention.start(), mention.end(), "redact", *kind_of[mention.group()])
        for mention in mentions.finditer(text)
    ]
