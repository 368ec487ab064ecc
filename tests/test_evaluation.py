"""The evaluation sets are what they say they are, and no type loses more than its noted margin on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation import Scores, compare, interval, read_labelled, score
from pipeline.inspecting import Found

FOLDER = Path(__file__).parent.parent / "fixtures" / "evaluation"
SETS = sorted(FOLDER.rglob("*.jsonl"))
NOTED = json.loads((FOLDER / "noted.json").read_text("utf-8"))


def _scored(group: str) -> Scores:
    scores = Scores()
    for path in sorted((FOLDER / group).glob("*.jsonl")):
        for line in path.read_bytes().splitlines():
            list(score(read_labelled(line), scores))
    return scores


def test_enough_sentences_of_every_kind() -> None:
    """At least 400 sentences, Taiwan, transcripts and shorthand among them, about half without anything to find."""
    rows = [json.loads(line) for path in SETS for line in path.read_text("utf-8").splitlines()]
    assert {path.stem for path in SETS} >= {"mainland", "notes_calls", "taiwan_hong_kong", "transcripts"}
    assert len(rows) >= 1_000
    assert len({row["text"] for row in rows}) == len(rows)
    plain = sum(not row["entities"] for row in rows)
    assert 0.35 < plain / len(rows) < 0.6


@pytest.mark.parametrize("group", ["misleading", "ordinary"])
def test_no_type_loses_ground(group: str) -> None:
    """Precision and full cover of each type stay within the noted margin of what was noted."""
    rows = dict(_scored(group).rows())
    for kind, noted in NOTED[group].items():
        for share in ("precision", "cover"):
            measured = getattr(rows[kind], share)
            assert measured >= noted[share] - noted["margin"], f"{kind} {share}: {measured:.3f}"


def _found(kind: str, start: int, end: int) -> Found:
    return Found(kind, start, end, 0.9, "Test", "test", frozenset())


def _labelled(**more: Any) -> bytes:
    label = {"type": "PERSON", "start": 0, "end": 2}
    return json.dumps({"id": 1, "text": "王芳和老周在吗", "entities": [label], **more}).encode()


def test_optional_stretches_count_neither_way() -> None:
    """What is found only in an optional stretch is neither right nor wrong."""
    scores = Scores()
    labelled = read_labelled(_labelled(optional=[{"start": 3, "end": 5}]))
    problems = list(compare(labelled, [_found("PERSON", 0, 2), _found("PERSON", 3, 5)], scores))
    row = scores.by_type["PERSON"]
    assert (row.labels, row.found, row.right, row.exact, row.covered) == (1, 1, 1, 1, 1)
    assert problems == []


def test_types_that_were_not_labelled_are_not_counted() -> None:
    """A finding of a type that the author did not label is no false alarm."""
    scores = Scores()
    list(compare(read_labelled(_labelled(types=["PERSON"])), [_found("PHONE_NUMBER", 5, 6)], scores))
    assert "PHONE_NUMBER" not in scores.by_type


def test_a_label_covered_in_part_is_missed() -> None:
    """Recall counts an overlap, full cover and strict count do not."""
    scores = Scores()
    problems = list(compare(read_labelled(_labelled()), [_found("PERSON", 0, 1)], scores))
    row = scores.by_type["PERSON"]
    assert (row.recall, row.cover, row.strict_f1) == (1.0, 0.0, 0.0)
    assert "missed" in problems[0]


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 0, 0.0, 1.0), (10, 10, 0.722, 1.0), (50, 100, 0.404, 0.596), (0, 5, 0.0, 0.434)],
)
def test_interval(right: int, of: int, low: float, high: float) -> None:
    """Wilson's interval, against values from a table."""
    assert interval(right, of) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))
