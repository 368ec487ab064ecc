"""Labelled sentences: shapes with values, joined, varied, roughened, and folded as a message is before it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from re import Match

from detectors.fold import fold
from training.examples import Example, Span, joined, without
from training.shapes import HERE, TEXTS, TOKEN, Shape, read
from training.slots import FILLERS, LABELLED
from training.varying import varied
from training.written import another, kind_of

_PUNCTUATION = "，。！？、；：,!?;"
#: As they are typed on a keyboard that is not set to Chinese.
_HALF_WIDTH = str.maketrans("，。！？；：", ",.!?;:")
_JOINTS = ("，", "。", " ", "；", "\n", "", "、", "。\n", "  ", ",")


def filled(shape: Shape, random: Random) -> Example:
    """Return `shape` with a value in each slot."""
    values: dict[str, str] = {}
    text, spans, at = "", [], 0
    for match in TOKEN.finditer(shape.text):
        text += shape.text[at : match.start()]
        at = match.end()
        if match["choice"] is not None:
            text += random.choice(match["choice"].split("|"))
            continue
        key = match.group()
        if key not in values:
            values[key] = _value(shape, match, random)
        if (kind := _kind(match)) is not None:
            spans.append(Span(kind, len(text), len(text) + len(values[key])))
        text += values[key]
    return Example(text + shape.text[at:], tuple(spans))


def _value(shape: Shape, match: Match[str], random: Random) -> str:
    if match["mark"]:
        return another(match["mark"], match["value"], shape.region, random)
    if match["slot"] not in FILLERS:
        raise ValueError(f"{shape.origin}: unknown slot {match.group()}")
    return FILLERS[match["slot"]](random, shape.region)


def _kind(match: Match[str]) -> str | None:
    return kind_of(match["mark"], match["value"]) if match["mark"] else LABELLED.get(match["slot"])


def has_something_to_find(shape: Shape) -> bool:
    """Tell whether a slot or a value in it is labelled."""
    return any(match["choice"] is None and _kind(match) for match in TOKEN.finditer(shape.text))


def roughened(example: Example, random: Random) -> Example:
    """Return `example` as speech without punctuation, as typed in a hurry, or as it is."""
    roll = random.random()
    if roll < 0.12:
        return without(example, [c in _PUNCTUATION for c in example.text], random.choice(("", "", " ")))
    if roll < 0.20:
        return without(example, [random.random() < 0.04 for _ in example.text])
    if roll < 0.35:
        return Example(example.text.translate(_HALF_WIDTH), example.spans)
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


def examples(shapes: Iterable[Shape], rounds: int, plain_rounds: int = 1, seed: int = 1) -> Iterator[Example]:
    """Yield each shape with something to find `rounds` times, the rest `plain_rounds` times; alone or with others of its region."""
    random = Random(seed)  # noqa: S311  # data, not secrets; the same seed gives the same data
    every = list(shapes)
    regions = {
        region: [s for s in every if s.region == region] for region in sorted({s.region for s in every})
    }
    for number in range(rounds):
        random.shuffle(every)
        for shape in every if number < plain_rounds else [s for s in every if has_something_to_find(s)]:
            parts = [filled(shape, random)]
            while len(parts) < 3 and random.random() < 0.25:
                other = filled(random.choice(regions[shape.region]), random)
                parts.insert(random.randint(0, len(parts)), other)
            text = varied(joined(parts, random.choice(_JOINTS)), shape.region, random)
            yield folded(roughened(text, random))


def training_data() -> list[Example]:
    """Return all that the model is trained on. Whole texts are what it will read, so each comes more often than a shape."""
    shapes, texts = examples(read(HERE), rounds=2), examples(read(TEXTS), rounds=3, plain_rounds=2, seed=2)
    return [*shapes, *texts]
