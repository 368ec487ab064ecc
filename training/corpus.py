"""Labelled sentences: shapes with values, joined, roughened, and folded as a message is before it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from detectors.fold import fold
from training.shapes import TOKEN, Shape
from training.slots import FILLERS, LABELLED

_PUNCTUATION = "，。！？、；：,!?;"
_JOINTS = ("，", "。", " ", "；", "\n", "", "、", "。\n", "  ", ",")


class Span(NamedTuple):
    """A labelled stretch of a text, half open."""

    kind: str
    start: int
    end: int


class Example(NamedTuple):
    """A text with its spans, ordered and apart from each other."""

    text: str
    spans: tuple[Span, ...]


def filled(shape: Shape, random: Random) -> Example:
    """Return `shape` with a value in each slot."""
    values: dict[str, str] = {}
    text, spans, at = "", [], 0
    for match in TOKEN.finditer(shape.text):
        text += shape.text[at : match.start()]
        at = match.end()
        if (slot := match["slot"]) is None:
            text += random.choice(match["choice"].split("|"))
            continue
        key = slot + match["number"]
        if key not in values:
            if slot not in FILLERS:
                raise ValueError(f"{shape.origin}: unknown slot {{{key}}}")
            values[key] = FILLERS[slot](random, shape.region)
        if slot in LABELLED:
            spans.append(Span(LABELLED[slot], len(text), len(text) + len(values[key])))
        text += values[key]
    return Example(text + shape.text[at:], tuple(spans))


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


def roughened(example: Example, random: Random) -> Example:
    """Return `example` as speech without punctuation, as typed in a hurry, or as it is."""
    roll = random.random()
    if roll < 0.12:
        return without(example, [c in _PUNCTUATION for c in example.text], random.choice(("", "", " ")))
    if roll < 0.20:
        return without(example, [random.random() < 0.04 for _ in example.text])
    return example


def folded(example: Example) -> Example:
    """Return `example` as the detectors see it."""
    view = fold(example.text)
    spans = []
    for kind, start, end in example.spans:
        first, last = view.to_view(start, end)
        if first < last:
            spans.append(Span(kind, first, last))
    return Example(view.text, tuple(spans))


def examples(shapes: Iterable[Shape], rounds: int, seed: int = 1) -> Iterator[Example]:
    """Yield each shape `rounds` times with other values, alone or with one or two others of its region."""
    random = Random(seed)  # noqa: S311  # data, not secrets; the same seed gives the same data
    every = list(shapes)
    regions = {
        region: [s for s in every if s.region == region] for region in sorted({s.region for s in every})
    }
    for _ in range(rounds):
        random.shuffle(every)
        for shape in every:
            parts = [filled(shape, random)]
            while len(parts) < 3 and random.random() < 0.25:
                other = filled(random.choice(regions[shape.region]), random)
                parts.insert(random.randint(0, len(parts)), other)
            yield folded(roughened(joined(parts, random.choice(_JOINTS)), random))
