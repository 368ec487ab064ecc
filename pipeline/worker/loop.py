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
from collections.abc import Sequence

from pipeline.bus.base import Aborted, Bus, Record
from pipeline.logs import get_logger
from pipeline.metrics import Health, Metrics
from pipeline.quarantine import Recipient
from pipeline.worker.inspector import Inspector
from pipeline.worker.outcome import Failure, Outcome, decide
from pipeline.worker.routes import ROUTES, Route

#: First and longest pause, in seconds, before a batch that was aborted is tried again.
_PAUSES = (0.05, 2.0)


class Worker:
    """Moves the records of `routes` from their input topics to where they belong, until it is stopped.

    `batch_size` is the most records in one transaction. `poll_timeout_s` is how long an idle worker waits
    before it looks whether it has been stopped, through `stop()` or the event `stop` that it was given.
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
        poll_timeout_s: float = 0.2,
        stop: threading.Event | None = None,
    ) -> None:
        self._bus = bus
        self._inspector = inspector
        self._recipients = recipients
        self._routes = {route.input: route for route in routes}
        self._metrics = metrics or Metrics(route.name for route in routes)
        self._health = health or Health()
        self._batch_size = batch_size
        self._poll_timeout_s = poll_timeout_s
        self._stop = stop or threading.Event()
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
                self._log.warning("batch_aborted", exc_info=error)
                self._metrics.aborted()
                self._bus.rewind()
                self._stop.wait(pause)
                pause = min(pause * 2, _PAUSES[1])
                continue
            pause = _PAUSES[0]
            committed += handled
            if until_idle and not handled:
                break
        return committed

    def step(self) -> int:
        """Handle one batch; return how many records it had. Raises `Aborted` if it is to be tried again."""
        self._health.turned()
        records = self._bus.poll(tuple(self._routes), self._batch_size, self._poll_timeout_s)
        if records:
            self._inspector.prepare([record.value for record in records])
            outcomes = [self._decide(record) for record in records]
            self._commit(records, outcomes)
            for outcome in outcomes:
                self._count(outcome)
        for route in self._routes.values():
            self._metrics.lag(route.name, self._bus.lag(route.input))
        return len(records)

    def _decide(self, record: Record) -> Outcome:
        started = time.perf_counter()
        outcome = decide(record, self._routes[record.topic], self._inspector, self._recipients)
        self._metrics.took(time.perf_counter() - started)
        self._health.turned()
        return outcome

    def _commit(self, records: Sequence[Record], outcomes: Sequence[Outcome]) -> None:
        with self._bus.transaction() as transaction:
            transaction.publish([output for outcome in outcomes for output in outcome.outputs])
            transaction.advance(records)

    def _count(self, outcome: Outcome) -> None:
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
            self._metrics.inspected(name, result.labels, result.action, result.findings)
