"""A text with labelled stretches, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A labelled stretch of a text, half open."""

    kind: str
    start: int
    end: int


class Example(NamedTuple):
    """A text with its spans, ordered and apart from each other."""

    text: str
    spans: tuple[Span, ...]


def joined(parts: Sequence[Example], joint: str) -> Example:
    """Return several sentences as one text."""
    text, spans = "", []
    for part in parts:
        text += joint if text else ""
        spans += [Span(kind, len(text) + start, len(text) + end) for kind, start, end in part.spans]
        text += part.text
    return Example(text, tuple(spans))


def without(example: Example, drop: Sequence[bool], instead: str = "") -> Example:
    """Return `example` without the characters that `drop` marks outside of spans, or with `instead` for each."""
    inside = {at for span in example.spans for at in range(span.start, span.end)}
    text, places = "", []
    for at, character in enumerate(example.text):
        places.append(len(text))
        text += instead if drop[at] and at not in inside else character
    places.append(len(text))
    return Example(text, tuple(Span(kind, places[start], places[end]) for kind, start, end in example.spans))
