"""Running the detectors over one field, the case's own values first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from presidio_analyzer import AnalyzerEngine, RecognizerResult

from detectors import View, analyzer
from detectors.engine import FoldedArtifacts, FoldingNlpEngine
from detectors.recognizer import ALSO_OWNERS, OWNER, RULE
from detectors.record import Record, RecordRecognizer
from pipeline.contract.vocabulary import ENTITY_TYPES
from pipeline.inspecting.stages import Lap, no_lap

LANGUAGE = "zh"


class Found(NamedTuple):
    """One finding in code points of the field as written. `tags`: whose value it is known to be; empty: not known."""

    entity_type: str
    start: int
    end: int
    score: float
    detector: str
    rule: str
    tags: frozenset[str]

    def overlaps(self, other: Found) -> bool:
        """Tell whether the spans share a code point."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Found) -> bool:
        """Tell whether this span lies inside the other."""
        return other.start <= self.start and self.end <= other.end


@cache
def engine() -> AnalyzerEngine:
    """Return the process's one analyzer; it holds tables and patterns, never a text.

    Raises `RuntimeError` when a type of the contract has no recognizer: what nobody looks for would go out unseen.
    """
    made = analyzer(LANGUAGE)
    missing = set(ENTITY_TYPES) - set(made.get_supported_entities(LANGUAGE))
    if missing:
        raise RuntimeError(f"no recognizer for {', '.join(sorted(missing))}")
    return made


def load() -> None:
    """Load and compile everything now, so that no message has to wait for it."""
    _nlp().load()


#: What was read of texts ahead of their inspection, by text.
Prepared = Mapping[str, FoldedArtifacts]


def prepare(texts: Iterable[str]) -> Prepared:
    """Fold and tag many texts side by side: cheaper than one by one, and what is found stays the same."""
    distinct = list(dict.fromkeys(texts))
    return dict(zip(distinct, _nlp().process_texts(distinct, LANGUAGE), strict=True))


def _nlp() -> FoldingNlpEngine:
    nlp = engine().nlp_engine
    assert isinstance(nlp, FoldingNlpEngine)  # noqa: S101  # our own analyzer has no other
    return nlp


def detect(
    text: str,
    record: Record | RecordRecognizer | None = None,
    prepared: Prepared | None = None,
    lap: Lap = no_lap,
) -> tuple[View, list[Found]]:
    """Return the folded view of `text` and all raw findings in it, overlaps included.

    For several texts of one message, `record` may be the recognizer that was made of the record.
    """
    presidio = engine()
    artifacts = prepared.get(text) if prepared else None
    if artifacts is None:
        artifacts = _nlp().process_text(text, LANGUAGE)
    lap("fold")
    results = presidio.analyze(text, LANGUAGE, nlp_artifacts=artifacts)
    if record is not None:
        # Not as an ad-hoc recognizer of the same call: of two findings that differ only in their recognizer Presidio keeps
        # one at random, and with the record's the owner would be lost.
        own = RecordRecognizer(record) if isinstance(record, Record) else record
        results += own.analyze(text, None, artifacts)
    artifacts.view.forget()  # what was prepared may live as long as its batch
    lap("detect")
    return artifacts.view, [_found(result) for result in results]


def _found(result: RecognizerResult) -> Found:
    metadata = result.recognition_metadata
    owners = (metadata.get(OWNER), *metadata.get(ALSO_OWNERS, ()))
    return Found(
        result.entity_type,
        result.start,
        result.end,
        result.score,
        metadata[RecognizerResult.RECOGNIZER_NAME_KEY],
        metadata.get(RULE, ""),
        frozenset(owner for owner in owners if owner),
    )
