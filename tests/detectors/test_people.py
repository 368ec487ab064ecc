"""Names, addresses and employers in messages, chats, notes, transcripts and e-mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from detectors.people.address import Address
from detectors.people.employer import Employer
from detectors.people.person import Person
from detectors.proof import parse
from detectors.recognizer import TextRecognizer
from tests.growth import assert_linear

HERE = Path(__file__).parent
RECOGNIZERS: tuple[TextRecognizer, ...] = (Person(), Address(), Employer())


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _found(text: str) -> set[tuple[str, int, int]]:
    return {(r.entity_type, r.start, r.end) for each in RECOGNIZERS for r in each.analyze(text)}


@pytest.mark.parametrize("line", _lines("people_catch.txt"))
def test_finds_exactly_what_is_marked(line: str) -> None:
    """Each marked name, address and employer is found with its exact span, and nothing else is."""
    text, expected = parse(line, "PERSON")
    assert _found(text) == {(e.entity_type, e.start, e.end) for e in expected}


@pytest.mark.parametrize("line", _lines("people_avoid.txt"))
def test_finds_nobody_in_innocent_text(line: str) -> None:
    """Phrases that look like names, institutions, places alone and chatter give no finding."""
    assert _found(line) == set()


@pytest.mark.parametrize(
    "unit",
    ["欠", "1", " ", "王", "王伟", "路", "1号", "在", "a", "A b ", "古丽·", "张三、", "12 Elm ", "(南"],
)
@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda r: str(r.name))
def test_hostile_text_costs_linear_time(recognizer: TextRecognizer, unit: str) -> None:
    """Eight times the text takes about eight times as long, whatever is repeated."""
    assert_linear(lambda size: recognizer.analyze(unit * (size // len(unit))), 4_000, 32_000)
