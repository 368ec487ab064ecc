"""Tagging folded texts, one or many at a time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from detectors.tagging.candidates import Bias
from detectors.tagging.decoding import Place, Tagged, places, spans
from detectors.tagging.lexicon import LONGEST
from detectors.tagging.model import Model, Scores, model
from detectors.tagging.streams import GAP, PAD, matrix

#: Added to the scores of the labels of each type: a name that is let through costs more than one too many, and those who ask
#: judge what is not sure by what else they know (`detectors.people.plausible`).
BIAS: Bias = (0.6, 0.5, 0.7)
#: A text is cut into pieces of so many characters, each read with this much of what stands before and after it.
PIECE, MARGIN = 4000, 200
#: How many characters are read side by side, so that memory stays bounded.
_TOGETHER = 8000
#: So many pads stand between two texts that neither a template nor a word of the tables reaches from one into the other.
_BETWEEN = GAP + LONGEST - 1
#: Without Han characters a text is none that the model knows; the rules for English names and addresses read those.
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

#: Number of the text, where the piece begins, and where what is read of it begins and ends.
Piece = tuple[int, int, int, int]


def tag(texts: Sequence[str], using: Model | None = None, bias: Bias = BIAS) -> list[list[Tagged]]:
    """Return the spans of each text, ordered and without overlap, in characters of that text.

    The texts are read side by side, which costs far less than one by one and gives the same. No text without Han
    characters has any.
    """
    return [one.tagged for one in read(texts, using, bias)]


class Read(NamedTuple):
    """The spans of one text, and the scores of its characters and of the pads around it; None where it was read in pieces."""

    tagged: list[Tagged]
    scores: Scores | None


def read(texts: Sequence[str], using: Model | None = None, bias: Bias = BIAS) -> list[Read]:
    """Return what `tag` returns, with the scores for whoever wants to read a text once more with another bias."""
    used = using or model()
    found: list[list[Tagged]] = [[] for _ in texts]
    scores: list[Scores | None] = [None for _ in texts]
    for pieces in _batches(texts):
        _tag(texts, pieces, used, bias, found, scores)
    return [Read(*one) for one in zip(found, scores, strict=True)]


def tag_again(scores: Scores, bias: Bias, near: Iterable[int]) -> list[Place]:
    """Return the spans near some characters, with another bias, of a text that has been read: most of the work is in its scores.

    Where a span and one of the characters share a stretch it is there; others may be missing.
    """
    here = frozenset(at + GAP for at in near)
    return [
        Place(kind, start - GAP, end - GAP) for kind, start, end in places(scores, model().chain, bias, here)
    ]


def _batches(texts: Sequence[str]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    size = 0
    for number, text in enumerate(texts):
        if not _HAN.search(text):
            continue
        for at in range(0, len(text), PIECE):
            batch.append((number, at, max(0, at - MARGIN), min(len(text), at + PIECE + MARGIN)))
            size += batch[-1][3] - batch[-1][2] + _BETWEEN
            if size > _TOGETHER:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _tag(
    texts: Sequence[str],
    pieces: list[Piece],
    used: Model,
    bias: Bias,
    found: list[list[Tagged]],
    scores: list[Scores | None],
) -> None:
    read = [texts[number][first:end].replace(PAD, " ") for number, _, first, end in pieces]
    starts, at = [], GAP
    for text in read:
        starts.append(at)
        at += len(text) + _BETWEEN
    streams = matrix(PAD * GAP + (PAD * _BETWEEN).join(read) + PAD * GAP, used.tables)
    scored = used.emissions(streams)
    for start, (number, _, _, end) in zip(starts, pieces, strict=True):
        if len(texts[number]) <= PIECE:
            scores[number] = scored[start - GAP : start + end + GAP]
    for span in spans(scored, used.chain, bias):
        place = bisect_right(starts, span.start) - 1
        number, begin, first, _ = pieces[place]
        shift = first - starts[place]
        moved = span._replace(start=span.start + shift, end=span.end + shift)
        if moved.start < begin + PIECE:
            _add(found[number], moved, begin)


def _add(known: list[Tagged], span: Tagged, begin: int) -> None:
    """Add a span of the piece that begins there: one that starts before it is the former piece's, which may not see its end."""
    last = known[-1] if known else None
    if last is None or span.start >= last.end:
        if span.start >= begin:
            known.append(span)
    elif span.kind == last.kind and span.end > last.end:
        known[-1] = last._replace(end=span.end, sure=min(last.sure, span.sure))
