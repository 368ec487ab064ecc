"""Whatever happens to a message, its personal data shows up nowhere but in what may be sent and in what is sealed."""

from __future__ import annotations

import json
import logging
import socket
import traceback
import urllib.request
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.pretty import pretty_repr

from detectors import View
from detectors.debt.status import DebtStatus
from detectors.record import RecordRecognizer
from pipeline import logs
from pipeline.bus import Output, SqliteBus
from pipeline.bus.base import Record
from pipeline.cases import load_cases, record_of
from pipeline.contract import Case, Message
from pipeline.fixtures import load_fixtures
from pipeline.inspecting import audience, detect, inspect
from pipeline.inspecting.attribution import Context, attribute
from pipeline.policy import load_policy
from pipeline.quarantine import load_identity, open_record
from pipeline.worker.config import BusConfig, Config, MetricsConfig, WorkerConfig
from pipeline.worker.core import CoreInspector
from pipeline.worker.inspector import Inspector, Verdict
from pipeline.worker.routes import MESSAGES, NOTES, ROUTES
from pipeline.worker.run import run
from tests.leak_search import Haystack, planted, values_of_case, values_of_findings, without_numbers

FIXTURES = Path(__file__).parent.parent / "fixtures"
_POLICIES = ("cn", "tw", "us")
_LAST = "last-message"


class Run:
    """One policy's fixtures through `run`, and everything that came out of it."""

    def __init__(self, folder: Path, policy: str, planted_fault: Callable[[], None] = lambda: None) -> None:
        self.folder = folder
        self.policy = load_policy(policy)
        self.messages, self.cases = _numbered(policy)
        self.metrics = ""
        self._fault = planted_fault
        cases_file = folder / "cases.jsonl"
        cases_file.write_bytes(b"\n".join(map(msgspec.json.encode, self.cases)))
        self.config = Config(
            data_dir=str(folder / "data"),
            policy=policy,
            cases=str(cases_file),
            bus=BusConfig(durability="process"),
            worker=WorkerConfig(batch_size=50, poll_timeout_s=0.01),
            metrics=MetricsConfig(port=_free_port()),
        )

    def go(self) -> int:
        """Publish, run until nothing is left, and return the exit code."""
        Path(self.config.data_dir).mkdir()
        assert run(self.config, until_idle=True, build_inspector=lambda _: _Nothing()) == 0  # makes keys
        bus = SqliteBus(self.config.log_path, "producer")
        bus.publish([_output(message) for message in self.messages])
        bus.publish([_output(Message(id=_LAST, text="您好"))] * 60)
        bus.publish([Output(MESSAGES.input, value) for value in _broken(self.messages)])
        bus.close()
        return run(self.config, until_idle=True, build_inspector=self._inspector)

    def _inspector(self, config: Config) -> Inspector:
        _open_all_loggers()
        self._fault()
        core = CoreInspector(load_cases(Path(config.cases or "")), self.policy)
        return _Scraping(core, self)

    def scrape(self) -> None:
        """Keep what /metrics says now."""
        url = f"http://127.0.0.1:{self.config.metrics.port}/metrics"
        with urllib.request.urlopen(url) as answer:  # our own server
            self.metrics = answer.read().decode()

    def topic(self, *names: str) -> list[Record]:
        """Return the records of the outcome topics `names` of both routes."""
        bus = SqliteBus(self.config.log_path, "reader-" + "-".join(names))
        topics = [getattr(route, name) for route in ROUTES for name in names]
        records: list[Record] = []
        while more := bus.poll(topics, 10_000, 0):
            records += more
        bus.close()
        return records

    def planted(self) -> list[str]:
        """Return every value that must not be seen."""
        values = [value for case in self.cases for value in values_of_case(case)]
        by_id = {case.case_id: case for case in self.cases}
        for message in self.messages:
            decision = inspect(message, by_id.get(message.case_id or ""), self.policy)
            values += values_of_findings(message, decision)
        return planted(values)


class _Nothing:
    policy = "none@1"

    def prepare(self, raws: Sequence[bytes]) -> None:
        """Nothing to do ahead."""

    def inspect(self, raw: bytes) -> Verdict:
        raise AssertionError("nothing was published yet")


class _Scraping:
    """The real inspector; when the last messages come, it reads /metrics, while the worker is at work."""

    def __init__(self, core: CoreInspector, owner: Run) -> None:
        self._core = core
        self._owner = owner
        self.policy = core.policy

    def prepare(self, raws: Sequence[bytes]) -> None:
        """Nothing to do ahead."""

    def inspect(self, raw: bytes) -> Verdict:
        if _LAST.encode() in raw:
            self._owner.scrape()
        return self._core.inspect(raw)


def _numbered(policy: str) -> tuple[list[Message], list[Case]]:
    messages: list[Message] = []
    cases: list[Case] = []
    for number, fixture in enumerate(f for f in load_fixtures([FIXTURES]) if f.policy == policy):
        case_id = f"case-{number:04}" if fixture.case is not None else None
        if fixture.case is not None:
            cases.append(msgspec.structs.replace(fixture.case, case_id=case_id))
        messages.append(msgspec.structs.replace(fixture.message, id=f"leak-{number:04}", case_id=case_id))
    return messages, cases


def _broken(messages: list[Message]) -> Iterator[bytes]:
    """Yield records that cannot be read, with personal data in them."""
    for message in messages[:20]:
        raw = msgspec.json.encode(message)
        yield raw[:-2]
        yield raw.replace(b'"text":', b'"text":7,"was":')
        yield msgspec.json.encode(
            {"id": message.id, "text": "x", "channel": message.text, "recipients": message.text}
        )
        yield message.text.encode("gb18030", "replace")


def _output(message: Message) -> Output:
    route = NOTES if message.kind == "note" else MESSAGES
    headers = (("x-text", message.text.encode()),)
    return Output(route.input, msgspec.json.encode(message), (message.case_id or "").encode(), headers)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _open_all_loggers() -> None:
    """Make every logger as talkative as somebody who debugs would, on handlers that print all that a record holds."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s %(exc_text)s %(stack_info)s"))
    logging.root.addHandler(handler)
    names = ("presidio-analyzer", "presidio-anonymizer", "decision_process", "spacy", "tldextract", "mifeng")
    for logger in (logging.root, *map(logging.getLogger, (*names, *logging.root.manager.loggerDict))):
        logger.setLevel(logging.DEBUG)
        logger.disabled = False


@pytest.fixture
def restored_logging() -> Iterator[None]:
    """Put all loggers back as they were."""
    levels = {name: logging.getLogger(name).level for name in logging.root.manager.loggerDict}
    restore = logs.configure()
    yield
    restore()
    for name in logging.root.manager.loggerDict:
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


def _everything_visible(done: Run, shown: str) -> dict[str, str]:
    """Return by name whatever anybody but the recipients and the reviewers can see of a run."""
    values = [r.value.decode() for r in done.topic("decisions", "dead_letter")]
    envelopes = [_outside(record) for record in done.topic("quarantine", "restricted")]
    data = Path(done.config.data_dir)
    files = [path for path in data.rglob("*") if path.is_file() and not path.name.startswith("topics.db")]
    return {
        "logs": "\n".join(map(without_numbers, shown.splitlines())),
        "metrics": "\n".join(line.rpartition(" ")[0] for line in done.metrics.splitlines()),
        "decisions and dead letters": "\n".join(map(without_numbers, values)),
        "envelopes": "\n".join(envelopes),
        "keys of records": "\n".join((r.key or b"").decode() for r in done.topic("decisions", "dead_letter", "quarantine")),
        "file names": "\n".join(map(str, data.rglob("*"))),
        "files": "\n".join(path.read_text("utf-8") for path in files),
    }  # fmt: skip


def _outside(record: Record) -> str:
    envelope = json.loads(record.value)
    sealed = envelope.pop("sealed"), envelope.pop("sealed_meta", "")
    assert all(part.isascii() for part in sealed)
    return without_numbers(json.dumps(envelope, ensure_ascii=False))


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.parametrize("policy", _POLICIES)
def test_a_run_shows_nothing(policy: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All fixtures and broken records, every logger at DEBUG: no value in logs, metrics, decisions, envelopes, files."""
    done = Run(tmp_path, policy)
    assert done.go() == 0
    captured = capfd.readouterr()
    visible = _everything_visible(done, captured.err + captured.out)
    search = Haystack(done.planted())
    assert {name: search.found_in(text) for name, text in visible.items() if search.found_in(text)} == {}
    assert "mifeng_messages_total" in visible["metrics"]
    assert len(done.topic("dead_letter")) == len(list(_broken(done.messages)))
    assert len(done.topic("decisions")) == len(done.topic("input"))


@pytest.mark.usefixtures("restored_logging")
def test_the_search_would_find_it(tmp_path: Path) -> None:
    """What goes in does hold the planted values, as do opened seals: the search above is not blind."""
    done = Run(tmp_path, "cn")
    assert done.go() == 0
    search = Haystack(done.planted())
    for message in done.messages[:5]:
        assert search.found_in(msgspec.json.encode(done.cases[0]).decode() + message.text)
    identity = load_identity(done.config.reviewer_identity_path)
    opened = [open_record(record.value, identity).value.decode() for record in done.topic("quarantine")]
    assert sum(bool(search.found_in(text)) for text in opened) > len(opened) / 4


class TalkativeError(RuntimeError):
    """An error of the kind that quotes what it could not handle."""


def _fail_with(text: str) -> None:
    """Do all that a careless detector could do with a text."""
    logging.getLogger("presidio-analyzer").error("cannot read %s", text, stack_info=True)
    logging.getLogger("careless").debug(text, extra={"what": text})
    warnings.warn(text, stacklevel=1)
    try:
        raise ValueError(text)
    except ValueError as error:
        failure = TalkativeError(f"cannot read {text}", text)
        failure.add_note(text)
        logging.getLogger("careless").exception(text)
        raise failure from error


@pytest.mark.usefixtures("restored_logging")
def test_a_failing_detector_shows_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that quotes the text, logged, warned of and raised, sends all to dead-letter and is seen nowhere."""
    done = Run(tmp_path, "cn")
    values = done.planted()

    def find(self: DebtStatus, view: View) -> Iterable[Any]:
        if view.source != "您好":
            _fail_with(view.source)
        return ()

    monkeypatch.setattr(DebtStatus, "find", find)
    assert done.go() == 0
    captured = capfd.readouterr()
    visible = _everything_visible(done, captured.err + captured.out)
    search = Haystack([*values, *planted(message.text for message in done.messages)])
    assert {name: search.found_in(text) for name, text in visible.items() if search.found_in(text)} == {}
    failed = [json.loads(r.value)["error"] for r in done.topic("dead_letter")].count("TalkativeError")
    assert failed == len(done.messages)
    assert [r for r in done.topic("cleared") if _LAST.encode() not in r.value] == []


def _records(message: Message, case: Case | None) -> Iterator[object]:
    """Yield one of each type of record that holds personal data on its way through the pipeline."""
    policy = load_policy("cn")
    record = record_of(case, message.recipients)
    view, found = detect(message.text, record)
    context = Context(message, case, audience(message, case, policy), None)
    yield from (message, *message.recipients, record, *record.values, RecordRecognizer(record), view)
    yield from attribute(sorted(found, key=lambda f: f.start), view, "text", context)
    yield from (inspect(message, case, policy), *found, context)
    raw = msgspec.json.encode(message)
    yield Record("mifeng.messages", 0, 0, message.text.encode(), raw, (("x", raw),), 0)
    yield Output("mifeng.messages", raw, raw, (("x", raw),))
    yield Verdict(message.id, "allow", raw, raw, {"channel": message.channel, "group": "contact"})
    if case is not None:
        yield from (case, case.borrower, case.loan, *case.contacts)


def test_no_record_shows_itself() -> None:
    """repr, str, format, rich and the traceback of an error that carries one show no value of any record type."""
    messages, cases = _numbered("cn")
    by_id = {case.case_id: case for case in cases}
    search = Haystack(planted(value for case in cases for value in values_of_case(case)))
    for message in messages:
        for one in _records(message, by_id.get(message.case_id or "")):
            shown = [
                repr(one),
                str(one),
                f"{one}",
                pretty_repr(one),
                *traceback.format_exception(ValueError(one)),
            ]
            assert not search.found_in(" ".join(shown)), type(one).__name__
