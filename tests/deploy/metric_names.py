"""Every metric that mifeng has, as it is exposed: read off the registries of a worker and of the quarantine watch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from prometheus_client import CollectorRegistry, Metric

from deploy.alerts.objectives import OBJECTIVES
from deploy.alerts.recordings import RECORDINGS
from pipeline.cases.feed import FeedState
from pipeline.metrics import Health, Metrics
from pipeline.metrics.facts import Facts
from pipeline.metrics.parts import CaseStoreGauges, Readiness
from pipeline.review.backlog import Backlog
from pipeline.review.watch import registry_of
from pipeline.worker.routes import ROUTES

_CASES = FeedState(caught_up=True, age_s=0.0, cases=1, behind=0, broken={}, error=None)
_ENDINGS = {"counter": ("_total",), "info": ("_info",), "histogram": ("_bucket", "_sum", "_count")}
#: Prometheus' own.
_OTHERS = frozenset({"up", "ALERTS"})


class Exposed(NamedTuple):
    """A metric: its kind as Prometheus calls it, its labels in order, its help."""

    kind: str
    labels: tuple[str, ...]
    help: str


def exposed() -> dict[str, Exposed]:
    """Return mifeng's own metrics by name, a counter with its _total."""
    found: dict[str, Exposed] = {}
    for family in _families():
        name = family.name + ("_total" if family.type == "counter" else "_info" * (family.type == "info"))
        labels = tuple(label for label in family.samples[0].labels if label != "le")
        found[name] = Exposed(family.type, labels, family.documentation)
    return found


def names() -> frozenset[str]:
    """Return every name that a query may have: of series, and of what is recorded."""
    series = {
        family.name + end for family in _families(own=False) for end in _ENDINGS.get(family.type, ("",))
    }
    recorded = {one.record for one in (*RECORDINGS, *(o for each in OBJECTIVES for o in each.recordings()))}
    return _OTHERS | series | recorded


def _families(own: bool = True) -> Iterator[Metric]:
    registries = _worker(), registry_of([Backlog(ROUTES[0])])
    for registry in registries:
        for family in registry.collect():
            if family.name.startswith("mifeng_") or not own:
                yield family


def _worker() -> CollectorRegistry:
    """Return a registry in which each metric has a sample."""
    metrics = Metrics(["messages"])
    metrics.registry.register(Readiness(Health()))
    metrics.registry.register(CaseStoreGauges(lambda: _CASES))
    metrics.build("cn@1", rules=["rule"])
    facts = Facts(stages=(("detect", 0.001),))
    found = [("CN_PHONE", "borrower", "redact")]
    metrics.inspected("messages", {}, "redact", found, reasons=["rule"], facts=facts)
    metrics.timed("messages", facts, 0.01, None)
    return metrics.registry
