"""A Presidio engine around our recognizers: text is folded once, and no language model is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from detectors.fold import View, fold
from detectors.registry import recognizers


class FoldedArtifacts(NlpArtifacts):
    """Artifacts that carry the folded view, so that every recognizer of one call shares it."""

    def __init__(self, view: View, engine: NlpEngine, language: str) -> None:
        super().__init__([], [], [], [], engine, language)  # type: ignore[arg-type]  # no Doc is made
        self.view = view


class FoldingNlpEngine(NlpEngine):
    """Folds instead of tokenizing."""

    def __init__(self, language: str = "zh") -> None:
        self.language = language

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always ready."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Fold `text`."""
        return FoldedArtifacts(fold(text), self, language)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **_: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Fold each text in turn."""
        for text in texts:
            yield text, self.process_text(text, language)

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


def analyzer(language: str = "zh") -> AnalyzerEngine:
    """Return a Presidio `AnalyzerEngine` with every mifeng recognizer, ready to use and without a model download.

    Results are in offsets of the text as it was written. Chinese and English are both read under one language code.
    """
    registry = RecognizerRegistry(recognizers=recognizers(language), supported_languages=[language])
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=FoldingNlpEngine(language),
        supported_languages=[language],
        context_aware_enhancer=NoContext(),
    )
