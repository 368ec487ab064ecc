"""The review commands: what they print, how they end, and what they never print."""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.bus import Output, SqliteBus
from pipeline.cli import dead_letter, quarantine
from pipeline.cli.main import main
from pipeline.quarantine import generate_keypair
from pipeline.review.visible import visible
from pipeline.worker.routes import MESSAGES
from tests.command import MIFENG
from tests.pipeline.review_fakes import REVIEWER, WHY, Plant, reference
from tests.pipeline.worker_fakes import CANARY, message

ACTIONS = ("hold", "block", "crash", "allow", "hold")
BY = ("--reviewer", REVIEWER)
CODE = ("--reason", "false-alarm")


class Said(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """Return a plant with two held records, a blocked one and a dead letter."""
    return Plant(tmp_path, ACTIONS)


@pytest.fixture
def call(plant: Plant, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a way to call the command in the plant's folder; nothing secret may come back, whatever it does."""
    monkeypatch.chdir(plant.folder)
    monkeypatch.delenv("MIFENG_REVIEWER_KEY", raising=False)
    capsys.readouterr()

    def call(*arguments: str | Path) -> Said:
        monkeypatch.setattr("sys.argv", ["mifeng", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        shown = capsys.readouterr()
        said = Said(int(end.value.code or 0), shown.out, shown.err)
        for secret in (CANARY, WHY, "13800138000", "Traceback", "internal error"):
            assert secret not in said.out + said.err
        return said

    return call


def _listed(said: Said) -> list[tuple[str, str, str]]:
    assert (said.code, said.err) == (0, "")
    lines = [json.loads(line) for line in said.out.splitlines()]
    return [(line["id"], line["action"], line["state"]) for line in lines]


def test_list_says_what_and_why(call: Call) -> None:
    """Every field that a reviewer goes by is there, in JSON and, in short, in the table."""
    (first, *_) = call("quarantine", "list", "--json").out.splitlines()
    told = json.loads(first)
    assert told.pop("since").startswith("20")
    assert 0 <= told.pop("age_s") < 60
    assert told == {
        "id": "m-0",
        "reference": reference(0),
        "route": "messages",
        "action": "hold",
        "reasons": ["fake/told"],
        "policy": "fake@1",
        "state": "open",
    }
    table = call("quarantine", "list").out
    assert all(
        text in table for text in ("m-0", reference(0), "hold", "fake/told", "fake@1", "open", "m-1", "block")
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["m-1", "m-4"]),
        (("--state", "all"), ["m-0", "m-1", "m-4"]),
        (("--state", "released"), ["m-0"]),
        (("--state", "expired"), []),
        (("--route", "notes"), []),
        (("--route", "messages"), ["m-1", "m-4"]),
        (("--older-than", "1h"), []),
        (("--newer-than", "1h"), ["m-1", "m-4"]),
        (("--older-than", "0s", "--newer-than", "0s"), []),
    ],
)
def test_filters(call: Call, plant: Plant, options: Sequence[str], expected: list[str]) -> None:
    """By state (the open ones unless told otherwise), by route and by age."""
    assert call("quarantine", "release", "m-0", *BY, *CODE, "--key", plant.identity_path).code == 0
    assert [one[0] for one in _listed(call("quarantine", "list", "--json", *options))] == expected


def test_decisions_and_refusals(
    call: Call, plant: Plant, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Release, reject, expire; the key from the environment; every second decision ends with 1 and says why."""
    monkeypatch.setenv("MIFENG_REVIEWER_KEY", str(plant.identity_path))
    released = call("quarantine", "release", "m-0", *BY, "--reason", WHY)
    assert released == (0, f"{reference(0)}: released to {MESSAGES.cleared}\n", "")
    assert call("quarantine", "release", "m-1", *BY, *CODE).code == 1
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WHY.encode()), "utf-8"))
    assert call("quarantine", "reject", "m-1", *BY, "--reason", "-") == (0, f"{reference(1)}: rejected\n", "")
    for again in (
        ("release", "m-0"),
        ("reject", "m-0"),
        ("release", "m-1", "--even-if-blocked"),
        ("reject", "m-1"),
    ):
        said = call("quarantine", again[0], *again[1:], *BY, *CODE)
        assert (said.code, said.out) == (1, "")
        assert f"already, by {REVIEWER} at " in said.err
    assert call("quarantine", "expire", "--older-than", "0s") == (0, f"{reference(4)}: expired\n", "")
    listed = _listed(call("quarantine", "list", "--json", "--state", "all"))
    assert [state for _, _, state in listed] == ["released", "rejected", "expired"]
    assert len(plant.topic("cleared")) == 2  # m-0 and the allowed one
    assert CANARY not in "".join(record.value.decode() for record in plant.topic("reviews"))


def test_dead_letters(call: Call, plant: Plant) -> None:
    """Listed with the error's class and not by what it said; replayed once."""
    (told,) = map(json.loads, call("dead-letter", "list", "--json").out.splitlines())
    assert (told["reference"], told["error"], told["state"]) == (reference(2), "UnluckyDetectorError", "open")
    assert "UnluckyDetectorError" in call("dead-letter", "list").out
    assert call("dead-letter", "list", "--json", "--error", "BadInput").out == ""
    replay = ("dead-letter", "replay", reference(2), *BY, "--key", plant.identity_path)
    assert call(*replay) == (0, f"{reference(2)}: published to {MESSAGES.input} again\n", "")
    assert call(*replay).code == 1
    assert plant.topic("input")[-1].value == message(2, "crash")
    assert [event["action"] for event in plant.events()] == ["replay"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("quarantine", "release", "m-0", *BY, *CODE), "--key FILE"),
        (("quarantine", "release", "m-9", *BY, *CODE, "--key", "KEY"), "expected the reference"),
        (("quarantine", "release", "m-0", *BY, *CODE, "--key", "OTHER"), "another key"),
        (("quarantine", "release", "m-0", *BY, *CODE, "--key", "missing"), "expected a readable key file"),
        (
            ("quarantine", "release", "m-0", "--reviewer", CANARY, *CODE, "--key", "KEY"),
            "expected a reviewer's handle",
        ),
        (("quarantine", "reject", "m-0", *BY, "--reason", " "), "expected a reason"),
        (("quarantine", "list", "--route", CANARY), "expected one of the routes messages, notes"),
        (("quarantine", "list", "--older-than", CANARY), "expected an age"),
        (("quarantine", "expire", "--older-than", "30"), "expected an age"),
        (("quarantine", "show", "m-0", "--key", "KEY"), "expected a terminal"),
        (("dead-letter", "replay", reference(0), *BY, "--key", "KEY"), "expected the reference"),
    ],
)
def test_wrong_use(call: Call, plant: Plant, arguments: Sequence[str], expected: str) -> None:
    """Exit 2 with what was expected, nothing repeated, and nothing done."""
    (plant.folder / "other").mkdir()
    other, _ = generate_keypair(plant.folder / "other")
    files = {"KEY": str(plant.identity_path), "OTHER": str(other)}
    said = call(*(files.get(argument, argument) for argument in arguments))
    assert (said.code, said.out) == (2, "")
    assert expected in said.err
    assert plant.topic("reviews") == []
    assert len(plant.topic("cleared")) == 1


def test_no_log_is_made(call: Call, plant: Plant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder where no worker has run there is nothing to review, and nothing is made."""
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    said = call("quarantine", "list")
    assert (said.code, "expected the log of a worker" in said.err) == (1, True)
    assert list(empty.iterdir()) == []


def test_what_is_no_envelope_is_told(call: Call, plant: Plant) -> None:
    """A record that is none is named on stderr and the others are listed; the command ends with 1."""
    with closing(SqliteBus(plant.config.log_path)) as bus:
        bus.publish([Output(MESSAGES.quarantine, CANARY.encode())])
    said = call("quarantine", "list", "--json")
    assert said.code == 1
    assert said.err == f"{MESSAGES.quarantine}/0/3: expected the envelope of a held record\n"
    assert len(said.out.splitlines()) == 3


def test_an_id_cannot_act_on_the_terminal(call: Call, plant: Plant) -> None:
    """Escapes and markup in an id are shown as they are written, and do nothing."""
    plant.publish([message(7, "hold").replace(b"m-7", b"[red]\\u001b[2J")])
    plant.work()
    said = call("quarantine", "list")
    assert "\x1b" not in said.out
    assert "[red]\\u001b[2J" in said.out


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\x1b[2Jb", "a\\u001b[2Jb"), ("1\u200b3\u202e", "1\\u200b3\\u202e"), ("钱\u3000数\n", "钱\u3000数\n")],
)
def test_what_is_invisible_is_shown(text: str, expected: str) -> None:
    """Controls, bidi marks and zero widths are written out; Chinese text, its space and line ends stay."""
    assert visible(text) == expected


def _on_terminal(plant: Plant, *arguments: str) -> tuple[int, str]:
    """Run the real command with a terminal for its output."""
    ours, theirs = os.openpty()
    environment = {**os.environ, "MIFENG_REVIEWER_KEY": str(plant.identity_path)}
    with subprocess.Popen(
        [MIFENG, *arguments], stdout=theirs, stderr=theirs, cwd=plant.folder, env=environment
    ) as child:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65_536):
                shown += piece
        except OSError:  # how a pseudo-terminal says that the other end is closed
            pass
        os.close(ours)
        return child.wait(30), shown.decode()


def test_show_opens_on_a_terminal(call: Call, plant: Plant) -> None:
    """The message, its headers and, once it is decided, the reason are there for whoever has the key."""
    assert call("quarantine", "reject", "m-0", *BY, "--reason", WHY).code == 0
    code, shown = _on_terminal(plant, "quarantine", "show", "m-0")
    assert code == 0, shown
    for text in (CANARY, "traceparent", "rejected by", WHY):
        assert text in shown


def test_every_command_has_an_example() -> None:
    """Help without an example is half a help."""
    commands = [*quarantine.app.registered_commands, *dead_letter.app.registered_commands]
    assert len(commands) == 8
    assert [
        c.callback.__name__
        for c in commands
        if c.callback and "Example: `mifeng" not in (c.callback.__doc__ or "")
    ] == []
