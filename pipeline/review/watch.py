"""`mifeng quarantine watch`: what waits for a reviewer, as metrics.

A process of its own, one for a group of workers: it reads what only reviewers may read, and workers need not. It has no key
and opens nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from pipeline.bus.base import Aborted
from pipeline.logs import get_logger
from pipeline.metrics import Health
from pipeline.review.backlog import Backlog
from pipeline.review.desk import Desk

_STATES = ("released", "rejected", "expired", "replayed")


class BacklogGauges(Collector):
    """Depth and oldest age by route, and how many were decided by state. `clock` gives Unix seconds."""

    def __init__(self, backlogs: Sequence[Backlog], clock: Callable[[], float] = time.time) -> None:
        self._backlogs = backlogs
        self._clock = clock

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics."""
        depth = GaugeMetricFamily(
            "mifeng_quarantine_depth", "Held records without a decision of a reviewer", labels=["route"]
        )
        oldest = GaugeMetricFamily(
            "mifeng_quarantine_oldest_seconds",
            "Age of the one that waits longest; 0 for none",
            labels=["route"],
        )
        reviews = CounterMetricFamily(
            "mifeng_reviews", "Decisions of reviewers, by what they were", labels=["route", "state"]
        )
        for backlog in self._backlogs:
            name, waiting = backlog.route.name, backlog.waiting
            since_ms = min(waiting.values(), default=None)
            depth.add_metric([name], len(waiting))
            oldest.add_metric([name], 0.0 if since_ms is None else max(0.0, self._clock() - since_ms / 1000))
            for state in _STATES:
                reviews.add_metric([name, state], backlog.decided[state])
        yield from (depth, oldest, reviews)


def registry_of(backlogs: Sequence[Backlog]) -> CollectorRegistry:
    """Return a registry with the metrics of `backlogs`."""
    registry = CollectorRegistry()
    registry.register(BacklogGauges(backlogs))
    return registry


def watch(
    desk: Desk, backlogs: Sequence[Backlog], health: Health, stop: threading.Event, interval_s: float
) -> None:
    """Keep `backlogs` up to date until `stop` is set. Raises `BusError` and `Refused`."""
    while not stop.is_set():
        try:
            for backlog in backlogs:
                backlog.catch_up(desk)
            health.set_ready("bus")
        except (
            Aborted
        ) as error:  # a transaction that was open for too long, a broker that was away: it passes
            get_logger("watch").warning("backlog_unread", exc_info=error)
            health.set_ready("bus", False)
        health.turned()
        stop.wait(interval_s)
