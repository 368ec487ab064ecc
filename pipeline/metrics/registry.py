"""The metrics of one worker, on a registry of their own. No label can hold a value of a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info

from pipeline.metrics import labels

#: Upper bounds in seconds. Ordinary messages take milliseconds; the last ones catch hostile and huge ones.
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """Counts what was committed; a batch that is aborted is not counted until it comes through.

    `routes` are the names of the worker's routes, `groups` the columns of its policy: the closed sets of
    these labels.
    """

    def __init__(self, routes: Iterable[str], groups: Iterable[str] = labels.GROUPS) -> None:
        self.registry = CollectorRegistry()
        names = tuple(routes)
        self._route = labels.ClosedSet(names)
        self._group = labels.ClosedSet(groups)
        self._error = labels.FirstNames()
        self._messages = Counter(
            "mifeng_messages",
            "Records inspected, by what became of them",
            ["route", "channel", "group", "action"],
            registry=self.registry,
        )
        self._findings = Counter(
            "mifeng_findings",
            "Findings, by whose data it was and what was done with it",
            ["type", "owner", "action"],
            registry=self.registry,
        )
        self._dead_letter = Counter(
            "mifeng_dead_letter",
            "Records that could not be inspected and were set aside",
            ["route", "error"],
            registry=self.registry,
        )
        self._aborts = Counter(
            "mifeng_aborted_batches",
            "Batches whose transaction was aborted and that are delivered again",
            registry=self.registry,
        )
        self._seconds = Histogram(
            "mifeng_inspect_seconds", "Time to inspect one record", buckets=BUCKETS, registry=self.registry
        )
        self._lag = Gauge(
            "mifeng_position_lag",
            "Records of the input topic that are not committed yet",
            ["route"],
            registry=self.registry,
        )
        self._build = Info("mifeng_build", "Version and policy", registry=self.registry)
        for name in names:  # a series that is there from the start lets an alert see its first increase
            self._dead_letter.labels(name, self._error("BadInput"))
            self._lag.labels(name)

    def build(self, policy: str) -> None:
        """Set the build information; `policy` is NAME@VERSION."""
        self._build.info({"version": _version(), "policy": policy})

    def inspected(
        self,
        route: str,
        message_labels: Mapping[str, str],
        action: str,
        findings: Iterable[tuple[str, str, str]],
    ) -> None:
        """Count one record and its findings, each (entity type, owner, action)."""
        channel = labels.channel(message_labels.get("channel"))
        group = self._group(message_labels.get("group"))
        self._messages.labels(self._route(route), channel, group, labels.action(action)).inc()
        for entity_type, owner, done in findings:
            self._findings.labels(
                labels.entity_type(entity_type), labels.owner(owner), labels.finding_action(done)
            ).inc()

    def dead_lettered(self, route: str, error: str) -> None:
        """Count one record that went to dead-letter for an error of class `error`."""
        self._dead_letter.labels(self._route(route), self._error(error)).inc()

    def took(self, seconds: float) -> None:
        """Observe the time that one inspection took."""
        self._seconds.observe(seconds)

    def aborted(self) -> None:
        """Count one aborted batch."""
        self._aborts.inc()

    def lag(self, route: str, records: int) -> None:
        """Set the lag of a route, in records."""
        self._lag.labels(self._route(route)).set(records)


def _version() -> str:
    try:
        return version("mifeng")
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "0"
