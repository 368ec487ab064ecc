"""The loop sends each record where it belongs, once, and fails closed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline import logs
from pipeline.bus import Busy, Output, SqliteBus
from pipeline.metrics import Health, Metrics
from pipeline.quarantine import Identity, open_record
from pipeline.worker.loop import Worker
from pipeline.worker.outcome import decide
from pipeline.worker.routes import MESSAGES, NOTES, ROUTES, Route
from tests.pipeline.worker_fakes import CANARY, TellingInspector, fill, message, read_all

IDENTITY = Identity.generate()
RECIPIENTS = (IDENTITY.to_public(),)


class Bench:
    """A log, a bus on it, and workers that read it."""

    def __init__(self, path: Path) -> None:
        self.log = path
        self.bus = SqliteBus(path)
        self.metrics = Metrics(route.name for route in ROUTES)

    def worker(
        self, inspector: TellingInspector | None = None, recipients: Sequence[object] = RECIPIENTS
    ) -> Worker:
        """Return a worker that does not wait long when idle."""
        return Worker(
            self.bus,
            inspector or TellingInspector(),
            recipients,  # type: ignore[arg-type]
            metrics=self.metrics,
            batch_size=7,
            poll_timeout_s=0.01,
        )

    def handle(self, *values: bytes, route: Route = MESSAGES) -> None:
        """Publish `values` and run a worker until nothing is left."""
        fill(self.log, route.input, list(values))
        self.worker().run(until_idle=True)

    def count(self, name: str, **labels: str) -> float:
        """Return a metric; 0 where there is no such series."""
        return self.metrics.registry.get_sample_value(name, labels) or 0.0


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Yield a bench with an empty log."""
    made = Bench(tmp_path / "topics.db")
    yield made
    made.bus.close()


def counts(bench: Bench, route: Route = MESSAGES) -> dict[str, int]:
    """Return how many records lie in each outcome topic of a route."""
    names = ("cleared", "quarantine", "dead_letter", "restricted", "decisions")
    return {name: n for name in names if (n := len(read_all(bench.log, getattr(route, name))))}


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("allow", {"cleared": 1, "decisions": 1}),
        ("redact", {"cleared": 1, "decisions": 1}),
        ("hold", {"quarantine": 1, "decisions": 1}),
        ("block", {"quarantine": 1, "decisions": 1}),
        ("crash", {"dead_letter": 1, "restricted": 1, "decisions": 1}),
        ("forward", {"dead_letter": 1, "restricted": 1, "decisions": 1}),
        ("allow_nothing", {"dead_letter": 1, "restricted": 1, "decisions": 1}),
        ("block_but_cleared", {"dead_letter": 1, "restricted": 1, "decisions": 1}),
    ],
)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_each_action_has_its_topic(bench: Bench, route: Route, action: str, expected: dict[str, int]) -> None:
    """Cleared is for allow and redact only; what contradicts itself or is unknown counts as failed."""
    bench.handle(message(1, action), route=route)
    assert counts(bench, route) == expected


def test_routes_have_the_documented_names() -> None:
    """Topic names are part of the interface."""
    assert MESSAGES.topics() == (
        "mifeng.messages",
        "mifeng.messages.cleared",
        "mifeng.messages.quarantine",
        "mifeng.messages.dead-letter",
        "mifeng.messages.restricted",
        "mifeng.messages.decisions",
    )
    assert NOTES.input == "mifeng.notes"
    assert Route(name="x", input="in", cleared="out").complete().topics()[:3] == (
        "in",
        "out",
        "in.quarantine",
    )


def test_a_batch_goes_on_after_a_failure(bench: Bench) -> None:
    """Failures in the middle change nothing for the records before and after, and order is kept."""
    bench.handle(*(message(n, "crash" if n % 3 == 1 else "allow") for n in range(20)), b"\xff no JSON")
    cleared = [json.loads(record.value)["id"] for record in read_all(bench.log, MESSAGES.cleared)]
    assert cleared == [f"m-{n}" for n in range(20) if n % 3 != 1]
    assert counts(bench)["dead_letter"] == 8
    assert counts(bench)["decisions"] == 21


def test_a_dead_letter_is_a_reference(bench: Bench) -> None:
    """It names the place and the error's class; neither the text of the error nor the record can be read."""
    bench.handle(message(1, "crash"))
    (letter,) = read_all(bench.log, MESSAGES.dead_letter)
    content = json.loads(letter.value)
    assert content.pop("timestamp_ms") > 0
    assert content == {
        "topic": "mifeng.messages",
        "partition": 0,
        "offset": 0,
        "error": "UnluckyDetectorError",
    }
    (restricted,) = read_all(bench.log, MESSAGES.restricted)
    assert open_record(restricted.value, IDENTITY).value == message(1, "crash")


def test_a_dead_letter_has_a_decision_too(bench: Bench) -> None:
    """Every input record has one decision; the reference stands for an id that cannot be trusted."""
    bench.handle(b"no JSON")
    (decision,) = read_all(bench.log, MESSAGES.decisions)
    content = json.loads(decision.value)
    assert (content["id"], content["action"], content["text"]) == ("mifeng.messages/0/0", "block", None)
    assert content["reasons"] == ["dead-letter/BadInput"]
    assert content["policy"] == "fake@1"


def test_quarantine_is_sealed(bench: Bench) -> None:
    """The envelope says why; the original comes out of the seal byte for byte."""
    bench.handle(message(1, "hold"))
    (record,) = read_all(bench.log, MESSAGES.quarantine)
    envelope = json.loads(record.value)
    assert {key: envelope[key] for key in ("id", "action", "reasons", "policy")} == {
        "id": "m-1",
        "action": "hold",
        "reasons": ["fake/told"],
        "policy": "fake@1",
    }
    assert open_record(record.value, IDENTITY).value == message(1, "hold")


def test_nothing_personal_outside_cleared(bench: Bench, capfd: pytest.CaptureFixture[str]) -> None:
    """No other topic, no log line and no metric shows what a record says, in whichever way it failed."""
    restore = logs.configure()
    try:
        bench.handle(
            *(message(n, a) for n, a in enumerate(("hold", "block", "crash", "forward"))), CANARY.encode()
        )
    finally:
        restore()
    shown = capfd.readouterr().err.encode()
    shown += b"".join(r.value + (r.key or b"") for t in MESSAGES.topics()[1:] for r in read_all(bench.log, t))
    assert b"dead_lettered" in shown
    for piece in CANARY.split():
        assert piece.encode() not in shown
        assert json.dumps(piece).strip('"').encode() not in shown


def test_the_cleared_record_keeps_key_headers_and_time(bench: Bench) -> None:
    """Only the value of a record may change on its way: key, headers, in order, and timestamp stay as they were."""
    headers = (("traceparent", b"00-1"), ("note", b"\xff"), ("traceparent", b"00-2"))
    bench.bus.publish([Output(MESSAGES.input, message(1), b"C-1", headers, 1_700_000_000_123)])
    bench.worker().run(until_idle=True)
    (cleared,) = read_all(bench.log, MESSAGES.cleared)
    assert (cleared.key, cleared.value) == (b"C-1", message(1))
    assert (cleared.headers, cleared.timestamp_ms) == (headers, 1_700_000_000_123)


def test_nobody_else_says_that_a_reviewer_released_it(bench: Bench) -> None:
    """A producer's header of mifeng's own names does not go on to cleared."""
    headers = (("mifeng-released", b"forged/now"), ("traceparent", b"00-1"), ("mifeng-replayed", b"x"))
    bench.bus.publish([Output(MESSAGES.input, message(1), None, headers)])
    bench.worker().run(until_idle=True)
    (cleared,) = read_all(bench.log, MESSAGES.cleared)
    assert cleared.headers == (("traceparent", b"00-1"),)


def test_a_failing_seal_never_clears(bench: Bench) -> None:
    """Without a usable key a held record goes to dead-letter by reference; nothing readable is kept of it."""
    fill(bench.log, MESSAGES.input, [message(1, "hold")])
    bench.worker(recipients=()).run(until_idle=True)
    assert counts(bench) == {"dead_letter": 1, "decisions": 1}


def test_stops_after_the_batch(bench: Bench) -> None:
    """A stop in the middle of a batch lets the batch be committed and starts no other."""
    inspector = TellingInspector(lambda raw: worker.stop() if b'"m-2"' in raw else None)
    worker = bench.worker(inspector)
    fill(bench.log, MESSAGES.input, [message(n) for n in range(20)])
    assert worker.run() == 7
    assert counts(bench) == {"cleared": 7, "decisions": 7}
    assert bench.bus.lag(MESSAGES.input) == 13


def test_an_aborted_batch_is_done_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the lock cannot be had, the batch comes again, its outputs appear once, and numbers count once."""
    fill(bench.log, MESSAGES.input, [message(n) for n in range(3)])
    begin, refusals = bench.bus.transaction, iter((True, True))

    def sometimes_busy() -> object:
        if next(refusals, False):
            raise Busy("cannot write: SQLITE_BUSY")
        return begin()

    monkeypatch.setattr(bench.bus, "transaction", sometimes_busy)
    assert bench.worker().run(until_idle=True) == 3
    assert counts(bench) == {"cleared": 3, "decisions": 3}
    counted = bench.count(
        "mifeng_messages_total", route="messages", channel="sms", group="contact", action="allow"
    )
    assert (counted, bench.count("mifeng_transactions_total", result="aborted")) == (3, 2)


def test_two_workers_of_a_group_share_the_work(tmp_path: Path) -> None:
    """Rivals on one log get in each other's way, and still every record is handled once."""
    log = tmp_path / "topics.db"
    fill(log, MESSAGES.input, [message(n) for n in range(300)])

    def work() -> None:
        bus = SqliteBus(log)
        Worker(bus, TellingInspector(), RECIPIENTS, batch_size=5, poll_timeout_s=0.01).run(until_idle=True)
        bus.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    cleared = [json.loads(record.value)["id"] for record in read_all(log, MESSAGES.cleared)]
    assert cleared == [f"m-{n}" for n in range(300)]


def test_counts_what_was_done(bench: Bench) -> None:
    """Actions, findings, failures, times and the lag are in the metrics, each with its labels."""
    bench.handle(
        message(1, "redact"), message(2, "hold", "im"), message(3, "allow", CANARY), message(4, "crash")
    )
    fill(bench.log, NOTES.input, [message(5)])
    count = bench.count
    assert (
        count("mifeng_messages_total", route="messages", channel="sms", group="contact", action="redact") == 1
    )
    assert count("mifeng_messages_total", route="messages", channel="im", group="contact", action="hold") == 1
    assert (
        count("mifeng_messages_total", route="messages", channel="other", group="contact", action="allow")
        == 1
    )
    assert count("mifeng_findings_total", type="PHONE_NUMBER", owner="contact", action="redact") == 1
    assert count("mifeng_dead_letter_total", route="messages", error="UnluckyDetectorError") == 1
    assert count("mifeng_inspect_seconds_count") == 4
    assert count("mifeng_position_lag", route="messages") == 0
    worker = bench.worker(TellingInspector(lambda _: worker.stop()))
    fill(bench.log, NOTES.input, [message(n) for n in range(9)])
    worker.run()
    assert count("mifeng_position_lag", route="notes") == 3


def test_idle_does_not_spin(bench: Bench) -> None:
    """An idle worker sleeps, and stops soon after it is told to."""
    worker = Worker(bench.bus, TellingInspector(), RECIPIENTS, poll_timeout_s=0.2)
    timer = threading.Timer(0.6, worker.stop)
    used = time.process_time()
    timer.start()
    assert worker.run() == 0
    assert time.process_time() - used < 0.3
    timer.join()


def test_a_beat_for_each_record(bench: Bench) -> None:
    """A long batch that makes progress is live; the heart beats at each record, not at each batch."""
    now = [0.0]
    health = Health(live_s=10, clock=lambda: now[0])
    lives: list[bool] = []

    def slow(_: bytes) -> None:
        now[0] += 6
        lives.append(health.live)

    fill(bench.log, MESSAGES.input, [message(n) for n in range(5)])
    Worker(bench.bus, TellingInspector(slow), RECIPIENTS, health=health, poll_timeout_s=0.01).run(
        until_idle=True
    )
    assert lives == [True] * 5


def test_an_inspector_may_raise_anything(bench: Bench) -> None:
    """Even the errors of an exhausted machine make a dead letter and no crash."""
    for error in (RecursionError(), MemoryError(), UnicodeDecodeError("utf-8", b"x", 0, 1, "bad")):

        def fail(_: bytes, error: Exception = error) -> None:
            raise error

        fill(bench.log, MESSAGES.input, [message(1)])
        (record,) = bench.bus.poll([MESSAGES.input], 1, 0)
        outcome = decide(record, MESSAGES, TellingInspector(fail), RECIPIENTS)
        assert {output.topic for output in outcome.outputs} == {
            MESSAGES.dead_letter, MESSAGES.restricted, MESSAGES.decisions,
        }  # fmt: skip
