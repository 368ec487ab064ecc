"""What the numbers of travel documents have in common: a letter or two, digits, and no check digit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detectors.fold import View
from detectors.guarded import guarded
from detectors.labels import START, Label, Labels
from detectors.lazy import Expression
from detectors.patterns import pattern
from detectors.recognizer import Hit

#: A letter and a date is what institutions number contracts and batches with: E20250817.
_DATED = pattern("travel.dated", r"[A-Za-z]{1,2}20[0-3][0-9](?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])?[0-9]{0,4}")
#: A letter or two and digits, in up to three groups; `Document.labelled` says which of them count.
CANDIDATE = guarded(
    "travel.candidate",
    START + r"(?<![0-9*.])(?:(?!NO|ID|IS|PP|No)[A-Z]{1,2}[ \-]|[A-Za-z]{0,3})"
    r"(?:[0-9*]{3,5}(?:[ \-][0-9*]{3,5}){1,2}|[0-9*]{6,12})"
    r"(?:\([0-9A-Z]{1,2}\))?(?![0-9A-Za-z*元年型款])",
)
_TOUCHES = pattern("travel.touches", r"[A-Za-z0-9_\-/#.@]")


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document: its labels, shape, what a linked label makes one, and its score unlabelled.

    With `alone` 0 the shape is too common to be taken for one without a label that links to it.
    """

    entity: str
    rule: str
    labels: Labels
    shape: Expression
    labelled: Expression
    alone: float = 0.6

    def find(self, view: View) -> Iterator[Hit]:
        """Yield the numbers of this kind in a folded text."""
        text = view.text
        candidates = [m for m in view.once(_candidates) if self.labelled.fullmatch(_compact(m))]
        for match, label in self.labels.each(text, candidates):
            score = self._score(text, match, label)
            if score:
                yield Hit(self.entity, *match.span(), score, self.rule)

    def _score(self, text: str, match: re.Match[str], label: Label) -> float:
        value, start = _compact(match), match.start()
        if self.labels.glued(text, start):
            return 0.0
        if len(value) < len(match.group()) and label != Label.LINKED:
            return 0.0
        shaped = self.shape.fullmatch(value) is not None
        if label == Label.LINKED:
            return 0.65 if "*" in value else 0.85 if shaped else 0.7
        if not shaped or _DATED.fullmatch(value):
            return 0.0
        if label == Label.NEAR:
            return 0.85 if self.alone else 0.0
        touched = start > 0 and _TOUCHES.match(text, start - 1) is not None
        return self.alone if label == Label.NONE and value[0].isupper() and not touched else 0.0


def _candidates(view: View) -> list[re.Match[str]]:
    """Return what all kinds of documents are looked for among."""
    return list(CANDIDATE.each(view))


def _compact(match: re.Match[str]) -> str:
    return match.group().replace(" ", "").replace("-", "")
