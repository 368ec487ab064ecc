"""What is ready, and how the cases are: gauges that are read from those who know when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from pipeline.metrics.health import Health


class CaseState(Protocol):
    """How a case store keeps level with its topic. See `pipeline.cases.feed.FeedState`."""

    @property
    def caught_up(self) -> bool:
        """Whether all that was there at the start has been read."""

    @property
    def age_s(self) -> float | None:
        """Seconds since everything was known to be in the store."""

    @property
    def cases(self) -> int:
        """How many cases there are."""

    @property
    def behind(self) -> int | None:
        """Records of the topic still to be read."""


class Readiness(Collector):
    """One gauge: 1 for each part that is ready, 0 for each that is not."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        """Yield the gauge."""
        family = GaugeMetricFamily("mifeng_ready", "Whether a part is ready", labels=["part"])
        missing = self._health.missing
        for part in self._health.parts:
            family.add_metric([part], part not in missing)
        yield family


class CaseStoreGauges(Collector):
    """Size, age and catch-up of the case store, as `state` tells them."""

    def __init__(self, state: Callable[[], CaseState]) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges."""
        state = self._state()
        yield _gauge("cases", "Cases in the store", state.cases)
        yield _gauge("caught_up", "Whether all that the topic held at the start is in it", state.caught_up)
        yield _gauge("behind", "Records of the cases topic that are not in it yet", state.behind)
        yield _gauge("age_seconds", "Time since everything was known to be in it", state.age_s)


def _gauge(name: str, text: str, value: float | None) -> Metric:
    """Return a gauge, without a sample where the value is not known."""
    family = GaugeMetricFamily(f"mifeng_case_store_{name}", text)
    if value is not None:
        family.add_metric([], value)
    return family
