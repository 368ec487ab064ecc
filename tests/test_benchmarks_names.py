"""The table that compares names with other tools: its arithmetic, its peers as real subprocesses, what they leave out."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks import names
from benchmarks.peers import Peer
from benchmarks.peers.asking import ask
from benchmarks.peers.environments import Unavailable, environment, last_line
from pipeline.evaluation import Label, Labelled, Stretch

TYPES = ("PERSON", "ADDRESS", "EMPLOYER")
TEXTS = {
    "first": [
        Labelled(
            id="a",
            text="😀齐鸿远在青禾印务上班",
            types=TYPES,
            entities=(
                Label(type="PERSON", start=1, end=4),
                Label(type="EMPLOYER", start=5, end=9),
            ),
        )
    ],
    "second": [
        Labelled(id="a", text="今天下雨，老周没来", types=TYPES, optional=(Stretch(start=5, end=7),)),
        Labelled(id="b", text="请沈若兰回电", types=TYPES, entities=(Label(type="PERSON", start=1, end=4),)),
    ],
}
#: Finds one name in full, half of another, an innocent word, the optional one, and a type that nobody labelled.
ANSWERS = {
    "😀齐鸿远在青禾印务上班": [["PERSON", 1, 4], ["job", 5, 9]],
    "今天下雨，老周没来": [["PERSON", 0, 2], ["PERSON", 5, 7]],
    "请沈若兰回电": [["PERSON", 1, 3]],
}
PROGRAM = """
import json, sys
answers = json.loads({answers!r})
print(json.dumps({{"attempts": {attempts!r}, "note": "a note"}}))
for line in sys.stdin:
    asked = json.loads(line)
    found = [dict(zip(("type", "start", "end"), one)) for one in answers[asked["text"]]]
    print(json.dumps({{"id": asked["id"], "findings": found}}))
"""


def _peer(folder: Path, program: str) -> Peer:
    path = folder / "peer.py"
    path.write_text(program, encoding="utf-8")
    return Peer("made-up", "1.2", lambda: [sys.executable, "-I", "-X", "utf8", str(path)])


def _working(folder: Path, attempts: tuple[str, ...] = TYPES) -> Peer:
    answers = json.dumps(ANSWERS)
    return _peer(folder, PROGRAM.format(answers=answers, attempts=list(attempts)))


def _printed(corpus: names.Corpus, found: list[names.Result]) -> str:
    console = Console(width=110, record=True, file=io.StringIO())
    names.report(corpus, found, console)
    return console.export_text()


def test_a_peer_is_scored_by_its_spans_in_code_points(tmp_path: Path) -> None:
    """Right, innocent, optional and half-covered findings each count as the evaluation says, over all sets."""
    rows = dict(names.theirs(_working(tmp_path), TEXTS).rows())
    person = rows["PERSON"]
    assert person is not None
    assert (person.labels, person.found, person.right, person.covered) == (2, 3, 2, 1)
    assert person.precision == pytest.approx(2 / 3)
    employer = rows["EMPLOYER"]
    assert employer is not None
    assert (employer.labels, employer.found, employer.covered) == (
        1,
        0,
        1,
    )  # covered by a finding of another type
    assert rows["all"] is not None
    assert rows["all"].labels == 3


def test_what_a_tool_does_not_attempt_is_no_zero(tmp_path: Path) -> None:
    """A type without a recognizer is `not attempted` in rows, table and JSON, and so is the sum that would need it."""
    result = names.theirs(_working(tmp_path, ("PERSON",)), TEXTS)
    assert [name for name, row in result.rows() if row is None] == ["ADDRESS", "EMPLOYER", "all"]
    plain = result.as_dict()
    assert plain["scores"]["EMPLOYER"] == plain["by_set"]["first"]["all"] == names.NOT_ATTEMPTED
    assert plain["scores"]["PERSON"]["innocent"] == pytest.approx(1 / 3)
    lines = _printed(TEXTS, [result]).splitlines()
    assert sum(names.NOT_ATTEMPTED in line for line in lines) == 3
    assert any(line.split()[:4] == ["PERSON", "made-up", "2", "3"] for line in lines)


def test_the_report_names_versions_and_says_whose_texts_they_are(tmp_path: Path) -> None:
    """Nothing in the table is cut off, every tool is named with its version and note, and the texts are called ours."""
    found = [names.ours(TEXTS), names.theirs(_working(tmp_path), TEXTS)]
    printed = _printed(TEXTS, found)
    assert "…" not in printed
    assert "made-up 1.2: a note" in printed
    assert "mifeng " in printed
    assert "The 3 texts are ours (first 1, second 2)" in printed


def test_one_peer_that_cannot_be_had_leaves_the_others(tmp_path: Path) -> None:
    """Its place is taken by one line that says why; our row and those of the others are there."""

    def refuse() -> list[str]:
        raise Unavailable("nowhere 9 cannot be installed: ERROR: no such thing")

    got = list(names.results(TEXTS, [Peer("nowhere", "9", refuse), _working(tmp_path)]))
    assert [type(one) for one in got] == [names.Result, Unavailable, names.Result]


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("import sys; sys.exit('no core')", "made-up 1.2 stopped: no core"),
        ("", "made-up 1.2 gave an answer that cannot be used"),
        ("print('hello')", "made-up 1.2 gave an answer that cannot be used"),
        ('print(\'{"attempts": [], "note": ""}\')', "made-up 1.2 gave an answer that cannot be used"),
        (
            PROGRAM.format(answers=json.dumps({text: [["PERSON", 0, 99]] for text in ANSWERS}), attempts=[]),
            "a span outside text 0",
        ),
    ],
    ids=["stopped", "silent", "no JSON", "texts left out", "span outside"],
)
def test_a_peer_that_answers_badly_is_unavailable(tmp_path: Path, program: str, message: str) -> None:
    """A peer that stops, says nothing, leaves texts out or gives impossible spans gets no row of made-up numbers."""
    with pytest.raises(Unavailable, match=message):
        ask(_peer(tmp_path, program), TEXTS["first"])


def test_the_scores_are_written_set_by_set(tmp_path: Path) -> None:
    """The JSON has the sizes of the sets, and each tool's version and numbers for all and for each."""
    path = tmp_path / "bench" / "names.json"
    names.write(TEXTS, [names.theirs(_working(tmp_path), TEXTS)], path)
    plain = json.loads(path.read_text(encoding="utf-8"))
    assert plain["texts"] == {"first": 1, "second": 2}
    (tool,) = plain["tools"]
    assert (tool["name"], tool["version"]) == ("made-up", "1.2")
    assert tool["by_set"]["first"]["PERSON"]["precision"] == 1.0
    assert tool["by_set"]["second"]["PERSON"]["labels"] == 1


def test_a_finished_environment_is_used_again(tmp_path: Path) -> None:
    """An environment marked as ready is taken as it is: neither pip nor the network is needed a second time."""
    home = tmp_path / "thing-1.0"
    home.mkdir()
    (home / ".ready").touch()
    assert environment("thing", "1.0", tmp_path) == home / "bin" / "python"


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("ERROR: no version\nERROR: No match for x==1\n\nnotice: a new pip\n", "ERROR: No match for x==1"),
        ("Traceback\n  File\nValueError: odd\n", "ValueError: odd"),
        ("", "it said nothing"),
    ],
)
def test_the_line_that_says_why(output: str, expected: str) -> None:
    """Of a failed program's output one line is shown: pip's last error, or the last."""
    assert last_line(output) == expected
