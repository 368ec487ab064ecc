"""PERSON: names of people, Han names by rules of context, names of minorities, and English names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors.fold import View
from detectors.people.names import ENOUGH, Candidate, candidates
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_LIST = "、,，/和与及 \t"


def names(text: str) -> list[Candidate]:
    """Return the names of `text`, ordered and without overlap."""
    every = list(candidates(text))
    sure = _best([c for c in every if c.weight >= ENOUGH])
    return _best([*sure, *_echoes(text, every, sure)])


def _best(found: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates that overlap keep the heaviest, the longer of two that weigh the same."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start, c.end)):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
        elif (candidate.weight, candidate.end) > (kept[-1].weight, kept[-1].end):
            kept[-1] = candidate
    return kept


def _echoes(text: str, every: list[Candidate], sure: list[Candidate]) -> Iterator[Candidate]:
    """Yield the same names elsewhere in the text, and their neighbours in a list (张三、李四)."""
    known = {text[c.start : c.end] for c in sure}
    starts, ends = {c.start for c in sure}, {c.end for c in sure}
    for candidate in every:
        again = text[candidate.start : candidate.end] in known
        listed = (
            candidate.bare >= 1.0
            and (_separated(text, candidate.start) and candidate.start - 1 in ends)
            | (candidate.end < len(text) and text[candidate.end] in _LIST and candidate.end + 1 in starts)
        )
        if again or listed:
            ends.add(candidate.end)
            yield candidate._replace(weight=max(candidate.weight, ENOUGH))


def _separated(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in _LIST


class Person(TextRecognizer):
    """Names by rules; a trained recognizer may stand beside it and find others."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("PERSON",)
    PROOF: ClassVar[Proof] = Proof()

    def find(self, view: View) -> Iterable[Hit]:
        """Yield each name without its title, label or relation word."""
        for name in names(view.text):
            yield Hit("PERSON", name.start, name.end, 0.85, "context")
