"""A lender that publishes cases and messages for a worker, and looks at what has become of them."""

from __future__ import annotations

import json
import uuid
from contextlib import closing

import msgspec
from typer.testing import CliRunner

from pipeline.bus.kafka_config import client_options
from pipeline.cases.kafka_publisher import KafkaCasePublisher
from pipeline.cases.publish import CaseOutput
from pipeline.cli.main import app
from pipeline.contract import Case
from tests.kafka.buses import turns
from tests.kafka.deployments import Deployment
from tests.pipeline.case_fakes import case

#: Action, and the reason that a test is about.
Verdict = tuple[str, str | None]
_TEXT = "齐鸿远，您在江州银行的欠款321.50元已逾期，请尽快还款。"
_PATIENCE_S = 90.0


class Lender:
    """Cases are those of `tests.pipeline.case_fakes`, by number. `user` of Kafka may do what is done here."""

    def __init__(self, made: Deployment, user: str = "worker") -> None:
        self.made = made
        self._user = user
        self._kafka = made.config(user).kafka
        self._route = made.config(user).routes[0]

    def load(self, *cases: Case) -> None:
        """Publish cases with `mifeng cases load`."""
        file = self.made.folder / "cases.jsonl"
        file.write_bytes(b"\n".join(msgspec.json.encode(one) for one in cases))
        words = ["cases", "load", str(file), "--config", str(self.made.file(self._user))]
        done = CliRunner().invoke(app, words)
        assert done.output == f"{len(cases)} case(s) loaded\n"

    def remove(self, number: int) -> None:
        """Publish a tombstone."""
        topic = self.made.config(self._user).cases_topic.name
        with closing(KafkaCasePublisher(topic, client_options(self._kafka))) as publisher:
            publisher.publish([CaseOutput(case(number).case_id, None)])

    def send(self, number: int, to: str | None = None) -> str:
        """Send a message that names the debt of a case, to the borrower's number of old or `to`; return its id."""
        return self.send_all([(number, to or case(number).borrower.phones[0])])[0]

    def send_all(self, messages: list[tuple[int, str]]) -> list[str]:
        """Send messages about cases to numbers; return their ids."""
        written = [_message(number, to) for number, to in messages]
        self.made.publish(self._kafka, self._route.input, [(b"k", value) for _, value in written])
        return [name for name, _ in written]

    def decisions(self) -> dict[str, Verdict]:
        """Return what has been decided so far, by message id. Fails if anything was decided twice."""
        found = [json.loads(record.value) for record in self.made.read(self._kafka, self._route.decisions)]
        assert len({one["id"] for one in found}) == len(found), "decided twice"
        return {one["id"]: (one["action"], _reason(one["reasons"])) for one in found}

    def verdict(self, name: str) -> Verdict:
        """Wait for the decision on a message and return it."""
        for _ in turns(f"the decision on {name}", _PATIENCE_S):
            if (found := self.decisions().get(name)) is not None:
                return found
        raise AssertionError

    def send_until(self, wanted: Verdict, number: int, to: str) -> None:
        """Send the same again and again until it is decided as `wanted`: two topics have no common order."""
        for _ in turns(f"{wanted}", _PATIENCE_S):
            if self.verdict(self.send(number, to)) == wanted:
                return

    def cleared(self) -> list[str]:
        """Return the ids of what was let through, in order."""
        return [json.loads(record.value)["id"] for record in self.made.read(self._kafka, self._route.cleared)]


def _message(number: int, to: str) -> tuple[str, bytes]:
    name = f"m-{number}-{uuid.uuid4().hex[:8]}"
    fields = {
        "id": name,
        "case_id": case(number).case_id,
        "recipients": [{"address": to, "relation": "borrower"}],
        "text": _TEXT,
    }
    return name, json.dumps(fields, ensure_ascii=False).encode()


def _reason(reasons: list[str]) -> str | None:
    return next((reason for reason in reasons if reason.startswith("cn/routing/")), None)
