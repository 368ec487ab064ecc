"""A Presidio engine around our recognizers: text is folded once, and tagged once by our own small model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from detectors.debt import judge
from detectors.fold import View, fold
from detectors.guarded import open_in
from detectors.patterns import compile_all
from detectors.people.person import scores_of
from detectors.recognizer import TextRecognizer
from detectors.record import pinyin
from detectors.registry import recognizers
from detectors.tagging.decoding import Tagged
from detectors.tagging.model import model
from detectors.tagging.tagger import read


class FoldedArtifacts(NlpArtifacts):
    """Artifacts that carry the folded view and what the names model tagged in it, shared by every recognizer of a call."""

    def __init__(self, view: View, tagged: Sequence[Tagged], engine: NlpEngine, language: str) -> None:
        super().__init__([], [], [], [], engine, language)  # type: ignore[arg-type]  # no Doc is made
        self.view = view
        self.tagged = tagged

    @staticmethod
    def set_keywords(nlp_engine: NlpEngine, lemmas: list[str], language: str) -> list[str]:
        """No lemmas, so no keywords."""
        return []


class FoldingNlpEngine(NlpEngine):
    """Folds and tags instead of tokenizing."""

    def __init__(self, language: str = "zh") -> None:
        self.language = language

    def load(self) -> None:
        """Make ready at once what is otherwise made when a text first needs it: models, patterns, pinyin."""
        model()
        judge.weights()
        compile_all()
        pinyin.load()

    def is_loaded(self) -> bool:
        """Always ready: what is not there yet is made when it is first needed."""
        return True

    def process_text(self, text: str, language: str) -> FoldedArtifacts:
        """Fold and tag `text`."""
        return self.process_texts([text], language)[0]

    def process_texts(self, texts: Sequence[str], language: str) -> list[FoldedArtifacts]:
        """Fold and tag texts side by side, which costs far less than one by one and gives the same."""
        views = [fold(text) for text in texts]
        found = []
        for view, one in zip(views, read([view.text for view in views]), strict=True):
            view.keep(scores_of, one.scores)
            found.append(FoldedArtifacts(view, one.tagged, self, language))
        return found

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 100, n_process: int = 1, **_: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Yield each text with its artifacts; `batch_size` of them are tagged side by side, in this process."""
        waiting = iter(texts)
        while batch := list(islice(waiting, batch_size)):
            yield from zip(batch, self.process_texts(batch, language), strict=True)

    def is_stopword(self, word: str, language: str) -> bool:
        """No stop words: context is a matter of hotwords."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """No tokens, so no punctuation tokens."""
        return False

    def get_supported_entities(self) -> list[str]:
        """None of its own."""
        return []

    def get_supported_languages(self) -> list[str]:
        """The one language that it was made for."""
        return [self.language]


class NoContext(ContextAwareEnhancer):
    """Leaves scores alone: our recognizers read their hotwords themselves."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[Any],
        nlp_artifacts: Any,
        recognizers: list[Any],
        context: Any = None,
    ) -> list[Any]:
        """Return the results unchanged."""
        return raw_results


class FoldingAnalyzer(AnalyzerEngine):
    """Presidio's engine with a short way for the call that is made for every message: all entities, no further wishes.

    Presidio then asks each recognizer for the context around its findings, looks up thresholds and traces, all of which costs
    more than most of the recognizers and changes nothing for ours. As soon as a recognizer, a threshold or an argument of
    somebody else's comes in, Presidio does the whole of it.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        #: The recognizers that were looked at last, and those of them that are ours.
        self._registered: list[EntityRecognizer] = []
        self._ours: list[TextRecognizer] = []

    def analyze(self, text: str, language: str, *args: Any, **options: Any) -> list[RecognizerResult]:
        """Return the findings in `text`; arguments are those of `AnalyzerEngine.analyze`."""
        artifacts = options.get("nlp_artifacts")
        if (
            args
            or len(options) > 1
            or not isinstance(artifacts, FoldedArtifacts)
            or not self._plain(language)
        ):
            return super().analyze(text, language, *args, **options)
        found: list[RecognizerResult] = []
        may_match = artifacts.view.once(open_in)
        for recognizer in self._ours:
            if not recognizer.guards or recognizer.guards & may_match:
                found += recognizer.analyze(text, [], artifacts)
        return EntityRecognizer.remove_duplicates(found)

    def _plain(self, language: str) -> bool:
        """Tell whether nobody has added anything to what `analyzer` made."""
        registered = list(self.registry.recognizers)
        if self.log_decision_process or self.default_score_threshold or not registered:
            return False
        if registered != self._registered:
            self._registered = registered
            self._ours = [one for one in registered if isinstance(one, TextRecognizer)]
        if len(self._ours) < len(registered):
            return False
        for one in self._ours:  # noqa: SIM110  # a generator costs more than the looks
            if one.supported_language != language or one.score_thresholds:
                return False
        return True


def analyzer(language: str = "zh") -> AnalyzerEngine:
    """Return a Presidio `AnalyzerEngine` with every mifeng recognizer, ready to use; its model is part of the package.

    Results are in offsets of the text as it was written. Chinese and English are both read under one language code.
    """
    registry = RecognizerRegistry(recognizers=recognizers(language), supported_languages=[language])
    return FoldingAnalyzer(
        registry=registry,
        nlp_engine=FoldingNlpEngine(language),
        supported_languages=[language],
        context_aware_enhancer=NoContext(),
    )
