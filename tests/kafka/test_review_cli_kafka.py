"""The review commands on Kafka, from the command line to the topics: what a worker has set aside is decided once, with an event."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.bus import Record
from pipeline.cli.main import app
from pipeline.review.event import reviews_topic
from pipeline.worker.exit_codes import DONE
from pipeline.worker.inspector import Verdict
from pipeline.worker.run import run
from tests.command import MIFENG
from tests.kafka.broker import Broker
from tests.kafka.deployments import Deployment, plain
from tests.pipeline.worker_fakes import CANARY, TellingInspector, message

_BY = ("--reviewer", "lin.q")
_CODE = ("--reason", "false-alarm")
_WHY = "她母亲 13800138000 来电核实"


class Office:
    """A deployment whose worker has handled a message of each of `actions`: m-0, m-1, …"""

    def __init__(self, made: Deployment, actions: tuple[str, ...]) -> None:
        self.made = made
        self.route = made.route
        self._file = str(made.file())
        sent = [(b"k", message(number, action)) for number, action in enumerate(actions)]
        made.publish(made.config().kafka, self.route.input, sent)
        self.work(TellingInspector())

    def work(self, inspector: TellingInspector) -> None:
        """Have a worker do what there is."""
        assert run(self.made.config(), until_idle=True, build_inspector=lambda _: inspector) == DONE

    def call(self, *words: str, code: int = 0, key: bool = False) -> str:
        """Run a command, with the reviewer's key if need be, and return what it says on both streams."""
        given = ("--key", str(self.made.identity)) if key else ()
        done = CliRunner().invoke(app, [*words, *given, "--config", self._file])
        assert done.exit_code == code, done.output
        assert not any(secret in done.output for secret in (CANARY, _WHY, "13800138000"))
        return done.output

    def listed(self, what: str) -> dict[str, str]:
        """Return the state of each record in a list, by message id or, for dead letters, by reference."""
        lines = self.call(what, "list", "--state", "all", "--json").splitlines()
        return {one["id"]: one["state"] for one in map(json.loads, lines)}

    def events(self) -> list[tuple[str, str, str]]:
        """Return the audit events: message id, action, code of the reason."""
        found = [json.loads(record.value) for record in self.read(reviews_topic(self.route))]
        return [(one["id"], one["action"], one["reason"]["code"]) for one in found]

    def read(self, topic: str) -> list[Record]:
        """Return what is committed in a topic."""
        return self.made.read(self.made.config().kafka, topic)

    def reference(self, offset: int) -> str:
        """Return the reference of the message at `offset`."""
        return f"{self.route.input}/0/{offset}"


@pytest.fixture
def office(kafka: Broker, tmp_path: Path) -> Office:
    """An office with three held records, a blocked one and a dead letter."""
    made = plain(kafka, tmp_path)
    with kafka.admin() as client:
        made.make_topics(client)
    return Office(made, ("hold", "hold", "block", "hold", "crash"))


def test_release_reject_and_expire(office: Office) -> None:
    """Each record is decided once; what is released is in the cleared topic once, as it was written, with who let it pass."""
    assert office.listed("quarantine") == dict.fromkeys(("m-0", "m-1", "m-2", "m-3"), "open")
    said = office.call("quarantine", "release", "m-0", *_BY, *_CODE, key=True)
    assert said == f"{office.reference(0)}: released to {office.route.cleared}\n"
    assert "released already, by lin.q" in office.call(
        "quarantine", "release", "m-0", *_BY, *_CODE, code=1, key=True
    )
    office.call(
        "quarantine", "release", "m-2", *_BY, *_CODE, code=1, key=True
    )  # it is blocked, not only held
    assert (
        office.call("quarantine", "reject", "m-1", *_BY, "--reason", _WHY)
        == f"{office.reference(1)}: rejected\n"
    )
    office.call("quarantine", "release", "m-1", *_BY, *_CODE, code=1, key=True)
    assert office.call("quarantine", "expire", "--older-than", "1h") == ""
    expired = office.call("quarantine", "expire", "--older-than", "0s")
    assert expired == f"{office.reference(2)}: expired\n{office.reference(3)}: expired\n"
    (cleared,) = office.read(office.route.cleared)
    assert (cleared.key, cleared.value) == (b"k", message(0, "hold"))
    ((name, stamp),) = cleared.headers
    assert (name, stamp.split(b"/")[0]) == ("mifeng-released", b"lin.q")
    assert office.listed("quarantine") == {
        "m-0": "released", "m-1": "rejected", "m-2": "expired", "m-3": "expired",
    }  # fmt: skip
    assert office.events() == [
        ("m-0", "release", "false-alarm"),
        ("m-1", "reject", "text"),
        ("m-2", "reject", "expired"),
        ("m-3", "reject", "expired"),
    ]


def test_a_dead_letter_is_replayed(office: Office) -> None:
    """Once; its bytes are inspected anew, as a new record that says who replayed them, by a worker that now can."""
    reference = office.reference(4)
    listed = office.call("dead-letter", "list", "--json")
    assert [(one["reference"], one["error"]) for one in map(json.loads, listed.splitlines())] == [
        (reference, "UnluckyDetectorError")
    ]
    assert office.call("dead-letter", "list", "--json", "--error", "BadInput") == ""
    said = office.call("dead-letter", "replay", reference, *_BY, key=True)
    assert said == f"{reference}: published to {office.route.input} again\n"
    assert "replayed already" in office.call("dead-letter", "replay", reference, *_BY, code=1, key=True)
    *_, again = office.read(office.route.input)
    ((name, stamp),) = again.headers
    assert (name, stamp.split(b"/")[0]) == ("mifeng-replayed", b"lin.q")
    office.work(Mended())
    (cleared,) = office.read(office.route.cleared)
    assert cleared.value == again.value == message(4, "crash")
    assert office.events() == [(reference, "replay", "cause-fixed")]
    assert office.listed("dead-letter") == {reference: "replayed"}


class Mended(TellingInspector):
    """An inspector that lets through what the other one could not read."""

    def inspect(self, raw: bytes) -> Verdict:
        """Return the verdict."""
        verdict = super().inspect(raw.replace(b'"crash"', b'"allow"'))
        return replace(verdict, cleared=raw)


def test_show_opens_on_a_terminal(office: Office) -> None:
    """The message is there for whoever has the key, on a terminal and nowhere else; nothing is decided by that."""
    office.call("quarantine", "show", "m-0", code=1, key=True)
    ours, theirs = os.openpty()
    words = [
        "quarantine",
        "show",
        "m-0",
        "--key",
        str(office.made.identity),
        "--config",
        str(office.made.file()),
    ]
    with subprocess.Popen([MIFENG, *words], stdout=theirs, stderr=theirs) as child:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65_536):
                shown += piece
        except OSError:  # how a pseudo-terminal says that the other end is closed
            pass
        os.close(ours)
    assert child.returncode == 0
    assert CANARY in shown.decode()
    assert office.events() == []
