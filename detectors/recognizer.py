"""The base of every recognizer: a Presidio `EntityRecognizer` that reads the folded view of a text."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from detectors.fold import View, fold
from detectors.guarded import Guarded, bits_of
from detectors.proof import Proof

#: Key in `RecognizerResult.recognition_metadata` that names the rule which made the finding.
RULE = "rule"
#: Keys that tell whose value a finding is: the opaque tag of a record's value, and the tags that share it.
OWNER = "owner"
ALSO_OWNERS = "also_owners"


class Hit(NamedTuple):
    """A finding in offsets of the folded view (half open), with a score in [0, 1] and the rule that made it.

    Only the record matcher knows an owner; for every other recognizer it stays None.
    """

    entity_type: str
    start: int
    end: int
    score: float
    rule: str
    owner: str | None = None
    also_owners: tuple[str, ...] = ()


def view_of(text: str, nlp_artifacts: NlpArtifacts | None) -> View:
    """Return the view that our NLP engine has made of `text`; in somebody else's engine, fold it here."""
    view = getattr(nlp_artifacts, "view", None)
    if isinstance(view, View) and view.source == text:
        return view
    return fold(text)


class TextRecognizer(EntityRecognizer):
    """A recognizer over the folded view. Subclasses give `ENTITIES`, `PROOF` and `find`."""

    ENTITIES: ClassVar[tuple[str, ...]]
    PROOF: ClassVar[Proof]
    #: Where a text may hold a match of none of these, there is nothing to find; empty: it has to be asked each time.
    GUARDS: ClassVar[tuple[Guarded, ...]] = ()

    def __init__(self, supported_language: str = "zh") -> None:
        super().__init__(
            supported_entities=list(self.ENTITIES),
            name=type(self).__name__,
            supported_language=supported_language,
            version="1",
        )
        #: The bits of `GUARDS`, 0 without any.
        self.guards = bits_of(self.GUARDS)

    def load(self) -> None:
        """Nothing to load: tables are module constants."""

    @abstractmethod
    def find(self, view: View) -> Iterable[Hit]:
        """Yield the findings in `view`, in any order; offsets are those of ``view.text``."""

    def analyze(
        self, text: str, entities: list[str] | None = None, nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return the findings in `text` as Presidio wants them, in offsets of `text` as it was written."""
        view = view_of(text, nlp_artifacts)
        hits = self.find(view)
        if entities:
            hits = [hit for hit in hits if hit.entity_type in entities]
        return [self._result(view, hit) for hit in hits]

    def _result(self, view: View, hit: Hit) -> RecognizerResult:
        start, end = view.to_source(hit.start, hit.end)
        metadata: dict[str, object] = {
            RecognizerResult.RECOGNIZER_NAME_KEY: type(self).__name__,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            RULE: hit.rule,
        }
        if hit.owner is not None:
            metadata[OWNER] = hit.owner
            metadata[ALSO_OWNERS] = hit.also_owners
        return RecognizerResult(hit.entity_type, start, end, hit.score, recognition_metadata=metadata)
