"""Every recognizer proves itself on its own table."""

from __future__ import annotations

import pytest

from detectors.proof import parse
from detectors.recognizer import TextRecognizer
from detectors.registry import RECOGNIZERS

CATCH = [(r, line) for r in RECOGNIZERS for line in r.PROOF.catch]
AVOID = [(r, line) for r in RECOGNIZERS for line in r.PROOF.avoid]


def _name(value: object) -> str:
    return value.__name__ if isinstance(value, type) else str(value)[:24]


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=_name)
def test_carries_a_proof(recognizer: type[TextRecognizer]) -> None:
    """A recognizer without things to catch and things to avoid is not finished."""
    assert len(recognizer.PROOF.catch) >= 3
    assert len(recognizer.PROOF.avoid) >= 3


@pytest.mark.parametrize(("recognizer", "line"), CATCH, ids=_name)
def test_catches(recognizer: type[TextRecognizer], line: str) -> None:
    """Each marked span is found, exactly and with its type."""
    text, expected = parse(line, recognizer.ENTITIES[0])
    found = {(r.entity_type, r.start, r.end) for r in recognizer().analyze(text)}
    assert {(e.entity_type, e.start, e.end) for e in expected} <= found


@pytest.mark.parametrize(("recognizer", "line"), AVOID, ids=_name)
def test_avoids(recognizer: type[TextRecognizer], line: str) -> None:
    """Nothing is found in an innocent text."""
    text, expected = parse(line, recognizer.ENTITIES[0])
    assert not expected
    assert [(r.entity_type, text[r.start : r.end]) for r in recognizer().analyze(text)] == []
