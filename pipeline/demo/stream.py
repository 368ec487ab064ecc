"""The demo's stream: every fixture of the default policy, through a real worker on the embedded bus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from pipeline.bus import Output, SqliteBus
from pipeline.cases import Cases
from pipeline.contract import BadInput, Case, Decision, Message
from pipeline.fixtures import Prepared, load_fixtures
from pipeline.inspecting import audience
from pipeline.policy import Policy, load_policy
from pipeline.quarantine import load_recipients
from pipeline.worker.config import Config
from pipeline.worker.core import CoreInspector
from pipeline.worker.first_run import prepare
from pipeline.worker.loop import Worker
from pipeline.worker.routes import MESSAGES, NOTES

_T = TypeVar("_T")


class Outcome(NamedTuple):
    """What came of one message: as it went in, where it was going, the decision, and what came out (None: nothing)."""

    message: Message
    group: str
    decision: Decision
    sent: str | None


def fixtures_folder() -> Path:
    """Return the fixtures: beside the packages in a source tree, inside the package in an installed wheel."""
    package = Path(__file__).parent.parent
    if (package / "examples").is_dir():
        return package / "examples"
    if (package.parent / "pyproject.toml").is_file():
        return package.parent / "fixtures"
    raise BadInput("expected the fixtures beside the package", str(package))


def stream(config: Config) -> list[Outcome]:
    """Publish the fixtures, run a worker until nothing is left, and read back what came of each."""
    policy = load_policy(config.policy)
    prepared = [f for f in load_fixtures([fixtures_folder()]) if f.policy == config.policy]
    messages, cases = _numbered(prepared)
    prepare(config)
    with closing(SqliteBus(config.log_path, config.group)) as bus:
        bus.publish([_output(message) for message in messages])
        inspector = CoreInspector(Cases(cases), policy)
        Worker(bus, inspector, load_recipients(config.reviewer_public_path)).run(until_idle=True)
    by_id = {case.case_id: case for case in cases}
    return list(_outcomes(config, messages, by_id, policy))


def _numbered(prepared: list[Prepared]) -> tuple[list[Message], list[Case]]:
    """Give each message and its case an id of their own: two files may both have a case called zhang."""
    messages: list[Message] = []
    cases: list[Case] = []
    for number, fixture in enumerate(prepared, start=1):
        case_id = f"case-{number:04}" if fixture.case is not None else None
        if fixture.case is not None:
            cases.append(msgspec.structs.replace(fixture.case, case_id=case_id))
        messages.append(msgspec.structs.replace(fixture.message, id=f"demo-{number:04}", case_id=case_id))
    return messages, cases


def _output(message: Message) -> Output:
    route = NOTES if message.kind == "note" else MESSAGES
    return Output(route.input, msgspec.json.encode(message), key=(message.case_id or "").encode())


def _outcomes(
    config: Config, messages: list[Message], cases: dict[str, Case], policy: Policy
) -> Iterator[Outcome]:
    decisions = {d.id: d for d in _read(config, "decisions", Decision)}
    sent = {m.id: m.text for m in _read(config, "cleared", Message)}
    for message in messages:
        readers = audience(message, cases.get(message.case_id or ""), policy)
        group = policy.strictest_column(reader.column for reader in readers)
        yield Outcome(message, group, decisions[message.id], sent.get(message.id))


def _read(config: Config, outcome: str, record_type: type[_T]) -> Iterator[_T]:
    topics = [getattr(route, outcome) for route in (MESSAGES, NOTES)]
    with closing(SqliteBus(config.log_path, "mifeng-demo-reader")) as bus:
        while records := bus.poll(topics, 1000, timeout=0):
            for record in records:
                yield msgspec.json.decode(record.value, type=record_type)
