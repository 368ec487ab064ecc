"""PERSON, ADDRESS and EMPLOYER by the trained model: what no label, title or suffix gives away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from presidio_analyzer import RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from detectors.fold import View
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer
from detectors.tagging.decoding import Tagged
from detectors.tagging.labels import TYPES
from detectors.tagging.tagger import tag

#: The score of a span of which the model is just sure enough, and what full certainty adds.
LEAST, MORE = 0.55, 0.35


def hits(tagged: Iterable[Tagged]) -> Iterable[Hit]:
    """Yield a finding for each span of the model."""
    for span in tagged:
        yield Hit(TYPES[span.kind], span.start, span.end, LEAST + MORE * span.sure, "model")


class NamesModel(TextRecognizer):
    """Reads what the NLP engine tagged, as Presidio's own `SpacyRecognizer` does; tags itself in another engine."""

    ENTITIES: ClassVar[tuple[str, ...]] = TYPES
    PROOF: ClassVar[Proof] = Proof(
        catch=(),
        avoid=(),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield the spans of the model, which do not overlap."""
        return hits(tag([view.text])[0])

    def analyze(
        self, text: str, entities: list[str] | None = None, nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return the findings in `text`, in offsets of `text` as it was written."""
        tagged: Sequence[Tagged] | None = getattr(nlp_artifacts, "tagged", None)
        view = getattr(nlp_artifacts, "view", None)
        if tagged is None or not isinstance(view, View) or view.source != text:
            return super().analyze(text, entities, nlp_artifacts)
        return [
            self._result(view, hit) for hit in hits(tagged) if not entities or hit.entity_type in entities
        ]
