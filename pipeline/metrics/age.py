"""How old the oldest record is that has been polled and not committed, worked out when somebody asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector


class OldestUninspected(Collector):
    """A collector of one gauge by route, in seconds: 0 where nothing waits. `clock` is Unix time in seconds."""

    def __init__(self, routes: Iterable[str], clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._since_ms: dict[str, int | None] = dict.fromkeys(routes)

    def waits(self, route: str, since_ms: int | None) -> None:
        """Say since when (Unix, milliseconds) the oldest record of a route waits; None: none does."""
        self._since_ms[route] = since_ms

    def collect(self) -> Iterator[Metric]:
        """Yield the gauge."""
        family = GaugeMetricFamily(
            "mifeng_oldest_uninspected_seconds",
            "Age of the oldest record that was polled and is not committed; 0 where none waits",
            labels=["route"],
        )
        for route, since_ms in tuple(self._since_ms.items()):
            age = 0.0 if since_ms is None else max(0.0, self._clock() - since_ms / 1000)
            family.add_metric([route], age)
        yield family
