"""The loop: poll a batch, decide all of it, publish and advance in one transaction, and again.

    poll ─► decide each ─► begin ─► publish ─► advance ─► commit ─► count
             (no lock)     └──────── milliseconds ───────┘

Killed anywhere before the commit, it is as if the batch had never been polled; after it, everything has
happened once. Numbers are counted after the commit, so that they say what has happened and not what was
tried.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from pipeline.bus.base import Aborted, Bus, Record, Refused
from pipeline.logs import get_logger
from pipeline.metrics import Health, Metrics
from pipeline.quarantine import Recipient
from pipeline.worker.batch_size import BatchSize
from pipeline.worker.decider import Decider
from pipeline.worker.in_hand import InHand
from pipeline.worker.inspector import Inspector
from pipeline.worker.outcome import Failure, Outcome, contradicts
from pipeline.worker.routes import ROUTES, Route
from pipeline.worker.trace import trace_id

#: The error class of an output that contradicts its decision.
_CONTRADICTION = Failure("ContradictedDecision", "worker.outcome:0")
#: First and longest pause, in seconds, before a batch that was aborted is tried again.
_PAUSES = (0.05, 2.0)


class Worker:
    """Moves the records of `routes` from their input topics to where they belong, until it is stopped.

    `batch_size` is the most records in one transaction, and after `batch_s` seconds one ends with what is decided by
    then. `poll_timeout_s` is how long an idle worker waits before it looks whether it has been stopped, through `stop()`
    or the event `stop` that it was given. `in_hand` is where the record in hand is noted for a successor. `between`
    is called between batches.
    """

    def __init__(
        self,
        bus: Bus,
        inspector: Inspector,
        recipients: Sequence[Recipient],
        *,
        routes: Sequence[Route] = ROUTES,
        metrics: Metrics | None = None,
        health: Health | None = None,
        batch_size: int = 200,
        batch_s: float = 5.0,
        poll_timeout_s: float = 0.2,
        stop: threading.Event | None = None,
        in_hand: InHand | None = None,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        self._bus = bus
        self._decider = Decider(inspector, recipients, in_hand)
        self._routes = {route.input: route for route in routes}
        self._metrics = metrics or Metrics(route.name for route in routes)
        self._health = health or Health()
        self._size = BatchSize(batch_size, careful=in_hand is not None and in_hand.died)
        self._batch_s = batch_s
        self._between = between
        self._poll_timeout_s = poll_timeout_s
        self._stop = stop or threading.Event()
        #: Records that the group had still to commit after the last batch.
        self._behind = 0
        self._log = get_logger("worker")

    def stop(self) -> None:
        """Ask the loop to end after the batch that it is in. May be called from a signal handler or a thread."""
        self._stop.set()

    def run(self, until_idle: bool = False) -> int:
        """Turn until stopped, or with `until_idle` until nothing is left; return how many records were
        committed.

        Raises `BusError` when the bus cannot go on; the positions then say where to resume.
        """
        committed = 0
        pause = _PAUSES[0]
        while not self._stop.is_set():
            try:
                handled = self.step()
            except Aborted as error:
                self._log.warning("batch_aborted", exc_info=error, cause=error.why)
                self._metrics.aborted()
                self._bus.rewind()
                self._stop.wait(pause)
                pause = min(pause * 2, _PAUSES[1])
                continue
            pause = _PAUSES[0]
            committed += handled
            if until_idle and not handled and not self._behind:
                break
        return committed

    def step(self) -> int:
        """Handle one batch; return how many records were committed. Raises `Aborted` if it is to be tried again."""
        self._health.turned()
        self._between()
        records = self._bus.poll(tuple(self._routes), self._size.now, self._poll_timeout_s)
        self._wait_since(records)
        outcomes = self._decide(records)
        if outcomes:
            self._commit(outcomes)
            now_ms = time.time() * 1000
            for outcome in outcomes:
                self._count(outcome, now_ms)
        if len(outcomes) < len(records):
            self._bus.rewind()  # what there was no time for is polled again
        self._behind = self._measure_lag()
        return len(outcomes)

    def _measure_lag(self) -> int:
        lags = {route.name: self._bus.lag(route.input) for route in self._routes.values()}
        for name, lag in lags.items():
            self._metrics.lag(name, lag)
            if not lag:
                self._metrics.waiting.waits(name, None)
        return sum(lags.values())

    def _wait_since(self, records: Sequence[Record]) -> None:
        oldest: dict[str, int] = {}
        for record in records:
            name = self._routes[record.topic].name
            oldest[name] = min(oldest.get(name, record.timestamp_ms), record.timestamp_ms)
        for name, since_ms in oldest.items():
            self._metrics.waiting.waits(name, since_ms)

    def _decide(self, records: Sequence[Record]) -> list[Outcome]:
        """Decide one record after the other, until the time of a batch is used up."""
        outcomes: list[Outcome] = []
        if records:
            self._decider.prepare(records)
        started = last = time.perf_counter()
        for record in records:
            outcome = self._decider.decide(record, self._routes[record.topic])
            outcomes.append(self._stopped(outcome) if contradicts(outcome) else outcome)
            now = time.perf_counter()
            self._metrics.took(now - last)
            self._health.turned()
            last = now
            if now - started > self._batch_s:
                break
        self._decider.rest()
        return outcomes

    def _stopped(self, outcome: Outcome) -> Outcome:
        """Set aside what was about to be let through against its decision. It never happens, or something is broken."""
        self._metrics.contradicted()
        return self._decider.set_aside(outcome.record, outcome.route, _CONTRADICTION)

    def _commit(self, outcomes: Sequence[Outcome]) -> None:
        try:
            with self._bus.transaction() as transaction:
                transaction.publish([output for outcome in outcomes for output in outcome.outputs])
                transaction.advance([outcome.record for outcome in outcomes])
        except Refused as error:
            self._size.refused(len(outcomes))
            if len(outcomes) == 1:
                self._decider.give_up(outcomes[0], error)
            raise
        self._metrics.committed()
        self._size.succeeded()
        self._decider.committed(outcomes)

    def _count(self, outcome: Outcome, now_ms: float) -> None:
        name, result, record = outcome.route.name, outcome.result, outcome.record
        if isinstance(result, Failure):
            self._metrics.dead_lettered(name, result.error)
            self._log.warning(
                "dead_lettered",
                topic=record.topic,
                partition=record.partition,
                offset=record.offset,
                error=result.error,
                place=result.place,
            )
        else:
            self._metrics.inspected(
                name,
                result.labels,
                result.action,
                result.findings,
                size=len(record.value),
                reasons=result.reasons,
                facts=result.facts,
            )
            age_s = max(0.0, now_ms - record.timestamp_ms) / 1000
            self._metrics.timed(name, result.facts, age_s, trace_id(record.headers))
