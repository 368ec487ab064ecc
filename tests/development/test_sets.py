"""No ground is lost on the development sets: leaks stay stopped, benign messages stay intact, identifiers stay covered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detectors import fold
from pipeline.cases import load_cases
from pipeline.contract import Decision, decode_message
from pipeline.evaluation import Scores, read_labelled, score
from pipeline.inspecting import inspect
from pipeline.policy import load_policy

HERE = Path(__file__).parent
#: Shares that must hold: leaks stopped with nothing forbidden going out, benign messages sent with nothing missing.
FLOORS = {
    "a": (0.97, 0.98),
    "b": (0.97, 0.98),
    "c": (0.97, 0.96),
    "d": (0.97, 0.99),
    "e": (0.98, 0.97),
    "f": (0.97, 0.98),
    "g": (0.98, 0.97),
    "h": (0.96, 0.96),
    "i": (0.91, 0.88),
    "j": (0.86, 0.93),
    "k": (0.99, 0.95),
    "l": (0.90, 0.97),
}
#: Shares of labelled spans that are covered in full: identifiers, and names, addresses and employers.
COVERED = {"a": (0.97, 0.95), "b": (0.97, 0.90), "c": (0.97, 0.80), "e": (0.97, 0.90)}
#: Shares of names, addresses and workplaces covered in full over the sets in ``names/``.
NAMED = {"PERSON": 0.93, "ADDRESS": 0.96, "EMPLOYER": 0.92}
_FREE_TEXT = ("PERSON", "ADDRESS", "EMPLOYER", "DEBT_AMOUNT", "DEBT_STATUS")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def _decisions(folder: Path) -> dict[str, Decision]:
    cases, policy = load_cases(folder / "cases.jsonl"), load_policy("cn")
    found = {}
    for line in (folder / "messages.jsonl").read_bytes().splitlines():
        message, _ = decode_message(line)
        found[message.id] = inspect(message, cases.get(message.case_id), policy, directory=cases.directory)
    return found


def _compact(text: str) -> str:
    return "".join(character for character in fold(text).text.lower() if character.isalnum())


def _right(expected: dict[str, Any], decision: Decision) -> bool:
    sent = decision.text or ""
    if decision.action not in expected["actions"]:
        return False
    if "allow" in expected["actions"]:
        return all(kept in sent for kept in expected["keep"])
    return not any(_compact(value) in _compact(sent) for value in expected["forbid"])


@pytest.mark.parametrize("name", FLOORS)
def test_messages(name: str) -> None:
    """The shares of leaks stopped and of benign messages intact stay above their floors."""
    decisions = _decisions(HERE / name)
    results: dict[bool, list[bool]] = {True: [], False: []}
    for expected in _lines(HERE / name / "expected.jsonl"):
        results["allow" in expected["actions"]].append(_right(expected, decisions[expected["id"]]))
    leaks, benign = (sum(results[kind]) / len(results[kind]) for kind in (False, True))
    assert leaks >= FLOORS[name][0], f"{leaks:.3f} stopped"
    assert benign >= FLOORS[name][1], f"{benign:.3f} intact"


@pytest.mark.parametrize("name", COVERED)
def test_labelled_spans(name: str) -> None:
    """The shares of labelled spans covered in full stay above their floors, without any case record."""
    scores = Scores()
    for line in (HERE / name / "detect.jsonl").read_bytes().splitlines():
        list(score(read_labelled(line), scores))
    shares = []
    for free in (False, True):
        rows = [
            row
            for kind, row in scores.by_type.items()
            if (kind in _FREE_TEXT[:3]) == free and kind not in _FREE_TEXT[3:]
        ]
        shares.append(sum(row.covered for row in rows) / sum(row.labels for row in rows))
    identifiers, people = shares
    assert identifiers >= COVERED[name][0], f"{identifiers:.3f}"
    assert people >= COVERED[name][1], f"{people:.3f}"


def test_names_and_places() -> None:
    """The share of each type that is covered in full stays above its floor."""
    scores = Scores()
    for path in sorted((HERE / "names").glob("*.jsonl")):
        for line in path.read_bytes().splitlines():
            list(score(read_labelled(line), scores))
    for kind, floor in NAMED.items():
        assert scores.by_type[kind].cover >= floor, f"{kind} {scores.by_type[kind].cover:.3f}"
