"""The metrics of one worker, on a registry of their own. No label can hold a value of a message."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector

from pipeline.metrics import labels
from pipeline.metrics.age import OldestUninspected
from pipeline.metrics.facts import BUCKETS, NO_FACTS, Facts

#: Upper bounds in seconds. Ordinary messages take milliseconds; the last ones catch hostile and huge ones.
SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
#: From a record's timestamp to its commit: batches, queues and outages are in it.
END_TO_END_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0)

#: Error classes of dead letters that have a series from the start: an increase from nothing is not seen.
_USUAL_ERRORS = ("BadInput", "InspectionTimeout", "ProcessDied", "ContradictedDecision")


class Metrics:
    """Counts what was committed; a batch that is aborted is not counted until it comes through.

    `routes` are the names of the worker's routes: a closed set of labels, as are the columns of the policy and the ids of
    its rules, which `build` tells.
    """

    def __init__(self, routes: Iterable[str]) -> None:
        self.registry = CollectorRegistry()
        names = tuple(routes)
        self._route = labels.ClosedSet(names)
        self._group = labels.ClosedSet(labels.GROUPS)
        self._rule = labels.ClosedSet(())
        self._error = labels.FirstNames()
        self.waiting = OldestUninspected(names)
        self.registry.register(self.waiting)
        ProcessCollector(registry=self.registry)
        self._make_message_counters()
        self._make_loop_metrics()
        self._make_policy_metrics()
        self._begin(names)

    def _make_message_counters(self) -> None:
        whole = ["route", "channel", "group", "action"]
        self._messages = self._counter("messages", "Records inspected, by what became of them", *whole)
        self._bytes = self._counter("message_bytes", "Bytes of inspected records as they came in", *whole)
        self._findings = self._counter(
            "findings", "Findings, by whose data it was and what was done with it", "type", "owner", "action"
        )
        self._rules = self._counter("rules_fired", "Rules of the policy that decisions name", "rule")
        self._confidence = self._counter(
            "confidence", "Decisions, by the least certain finding acted on", "action", "confidence"
        )
        self._dead_letter = self._counter(
            "dead_letter", "Records that could not be inspected and were set aside", "route", "error"
        )
        self._unknown_case = self._counter("unknown_case", "Messages judged without their case", "route")
        self._unverified = self._counter(
            "unverified_recipient", "Messages to a borrower whose address is not in the case", "route"
        )
        self._leaks = self._counter(
            "leaks_by_bucket", "Messages held or blocked, by hashed sender: identifies nobody", "bucket"
        )

    def _make_loop_metrics(self) -> None:
        self._transactions = self._counter("transactions", "Transactions, by how they ended", "result")
        self._retries = self._counter("transaction_retries", "Batches that were tried again after an abort")
        self._fail_open = self._counter(
            "fail_open", "Outputs that contradicted their decision and were stopped before the commit"
        )
        self._inspect = self._histogram("inspect_seconds", "Time to inspect one record", SECONDS)
        self._stages = self._histogram(
            "stage_seconds", "Time of one stage of an inspection", SECONDS, "stage"
        )
        self._end_to_end = self._histogram(
            "end_to_end_seconds", "From a record's timestamp to its commit", END_TO_END_SECONDS, "route"
        )
        self._lag = self._gauge("position_lag", "Records of the input topic not committed yet", "route")
        self._last_commit = self._gauge("last_commit_timestamp_seconds", "When a batch was committed last")

    def _make_policy_metrics(self) -> None:
        self._build = Info("mifeng_build", "Version and policy", registry=self.registry)
        self._reloads = self._counter("policy_reloads", "Times that the policy was read again", "result")
        self._reload_ok = self._gauge("policy_reload_ok", "Whether the policy as it is on disk is in force")
        self._loaded = self._gauge("policy_loaded_timestamp_seconds", "When the policy in force was read")
        self._canary_runs = self._counter("canary_runs", "Times that the canaries were inspected")
        self._canary_failures = self._counter("canary_failures", "Canaries judged wrongly", "kind")
        self._recall = self._gauge("canary_recall", "Share of the known leaks that were stopped")
        self._pass_rate = self._gauge("canary_pass_rate", "Share of benign canaries left as they were")
        self._canary_at = self._gauge("canary_timestamp_seconds", "When the canaries were inspected last")

    def _begin(self, routes: Iterable[str]) -> None:
        """Make series that must be there from the start, so that an alert sees their first increase."""
        for name in routes:
            for error in _USUAL_ERRORS:
                self._dead_letter.labels(name, self._error(error))
            self._unknown_case.labels(name)
            self._unverified.labels(name)
            self._lag.labels(name)
            self._end_to_end.labels(name)
        for result in ("committed", "aborted"):
            self._transactions.labels(result)
        for result in ("ok", "failed"):
            self._reloads.labels(result)
        for kind in ("leak", "benign"):
            self._canary_failures.labels(kind)
        for bucket in range(BUCKETS):
            self._leaks.labels(f"{bucket:02}")

    def build(self, policy: str, groups: Iterable[str] = labels.GROUPS, rules: Iterable[str] = ()) -> None:
        """Set the build information when a policy comes into force: NAME@VERSION, its columns, the ids of its rules."""
        self._build.info({"version": _version(), "policy": policy})
        self._group = labels.ClosedSet(groups)
        self._rule = labels.ClosedSet(rules)
        self._loaded.set(time.time())
        self._reload_ok.set(1)

    def reloaded(self, fine: bool) -> None:
        """Count a change of the policy's file; when it is not `fine` the policy that was in force stays so."""
        self._reloads.labels("ok" if fine else "failed").inc()
        self._reload_ok.set(fine)

    def inspected(
        self,
        route: str,
        message_labels: Mapping[str, str],
        action: str,
        findings: Iterable[tuple[str, str, str]],
        *,
        size: int = 0,
        reasons: Iterable[str] = (),
        facts: Facts = NO_FACTS,
    ) -> None:
        """Count one record of `size` bytes and its findings, each (entity type, owner, action)."""
        whole = (
            self._route(route),
            labels.channel(message_labels.get("channel")),
            self._group(message_labels.get("group")),
            labels.action(action),
        )
        self._messages.labels(*whole).inc()
        self._bytes.labels(*whole).inc(size)
        for entity_type, owner, done in findings:
            self._findings.labels(
                labels.entity_type(entity_type), labels.owner(owner), labels.finding_action(done)
            ).inc()
        for reason in reasons:
            self._rules.labels(self._rule(reason)).inc()
        self._told(whole[0], whole[3], facts)

    def _told(self, route: str, action: str, facts: Facts) -> None:
        self._confidence.labels(action, facts.confidence).inc()
        if not facts.known_case:
            self._unknown_case.labels(route).inc()
        if not facts.verified:
            self._unverified.labels(route).inc()
        if facts.bucket is not None and action in ("hold", "block"):
            self._leaks.labels(f"{facts.bucket % BUCKETS:02}").inc()

    def timed(self, route: str, facts: Facts, end_to_end_s: float, trace_id: str | None) -> None:
        """Observe how long a record took, stage by stage and in all; `trace_id` goes with it as an exemplar."""
        exemplar = {"trace_id": trace_id} if trace_id else None
        for stage, seconds in facts.stages:
            self._stages.labels(labels.stage(stage)).observe(seconds, exemplar)
        self._end_to_end.labels(self._route(route)).observe(end_to_end_s, exemplar)

    def dead_lettered(self, route: str, error: str) -> None:
        """Count one record that went to dead-letter for an error of class `error`."""
        self._dead_letter.labels(self._route(route), self._error(error)).inc()

    def took(self, seconds: float) -> None:
        """Observe the time that one inspection took."""
        self._inspect.observe(seconds)

    def committed(self) -> None:
        """Count one committed batch."""
        self._transactions.labels("committed").inc()
        self._last_commit.set_to_current_time()

    def aborted(self) -> None:
        """Count one aborted batch, which is to be tried again."""
        self._transactions.labels("aborted").inc()
        self._retries.inc()

    def contradicted(self) -> None:
        """Count one output that was about to be let through against its decision."""
        self._fail_open.inc()

    def canaries(self, recall: float, pass_rate: float, failed_leaks: int, failed_benign: int) -> None:
        """Set what became of the canaries."""
        self._canary_runs.inc()
        self._canary_failures.labels("leak").inc(failed_leaks)
        self._canary_failures.labels("benign").inc(failed_benign)
        self._recall.set(recall)
        self._pass_rate.set(pass_rate)
        self._canary_at.set_to_current_time()

    def lag(self, route: str, records: int) -> None:
        """Set the lag of a route, in records."""
        self._lag.labels(self._route(route)).set(records)

    def _counter(self, name: str, text: str, *names: str) -> Counter:
        return Counter(f"mifeng_{name}", text, names, registry=self.registry)

    def _gauge(self, name: str, text: str, *names: str) -> Gauge:
        return Gauge(f"mifeng_{name}", text, names, registry=self.registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...], *names: str) -> Histogram:
        return Histogram(f"mifeng_{name}", text, names, buckets=buckets, registry=self.registry)


def _version() -> str:
    try:
        return version("mifeng")
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "0"
