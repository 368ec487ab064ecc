"""The one place where recognizers are registered."""

from __future__ import annotations

from detectors.recognizer import TextRecognizer

RECOGNIZERS: tuple[type[TextRecognizer], ...] = ()


def recognizers(language: str = "zh") -> list[TextRecognizer]:
    """Return one instance of every recognizer, for the given Presidio language code."""
    return [recognizer(supported_language=language) for recognizer in RECOGNIZERS]
