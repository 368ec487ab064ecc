"""A value that must not go out must not go out anywhere in the message, not even where no rule would see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    return [Span(start, end, "redact", *kind_of[text[start:end]]) for start, end in _mentions(text, kind_of)]


def _mentions(text: str, values: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where one of the values stands, the longest where several do. Not by an expression, which `re` would keep."""
    places: list[tuple[int, int]] = []
    for value in values:
        at = text.find(value)
        while at >= 0:
            places.append((at, at + len(value)))
            at = text.find(value, at + 1)
    last = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= last:
            yield start, end
            last = end
