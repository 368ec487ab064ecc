"""The queries of the dashboards that are committed, with the variables filled in as Grafana does."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from deploy.grafana.dashboards import FOLDER
from tests.deploy.prometheus import Server

#: What Grafana fills in by itself: at least four scrapes, and a short time range.
_BUILT_IN = {"$__rate_interval": "10s", "$__range": "2m", "$__interval": "5s"}


class Query(NamedTuple):
    """One query of a panel. `instant`: for the end of the time range only."""

    page: str
    panel: str
    expr: str
    instant: bool
    legend: str

    def filled(self, chosen: Mapping[str, str]) -> str:
        """Return the query with variables filled in: `chosen` by name, .* for all others."""
        expr = self.expr
        for name, value in _BUILT_IN.items():
            expr = expr.replace(name, value)
        return re.sub(r"\$(\w+)", lambda found: chosen.get(found[1], ".*"), expr)

    def has_data(self, prometheus: Server, chosen: Mapping[str, str]) -> bool:
        """Whether there is a number among its results now."""
        results = prometheus.query(self.filled(chosen))
        return any(not math.isnan(float(one["value"][1])) for one in results)


def dashboards() -> dict[str, dict[str, Any]]:
    """Return what is committed, by name."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def panels(page: str) -> list[dict[str, Any]]:
    """Return the panels of a dashboard, without the titles of rows."""
    return [one for one in dashboards()[page]["panels"] if one["type"] != "row"]


def queries() -> Iterator[Query]:
    """Yield every query of every panel."""
    for page in dashboards():
        for panel in panels(page):
            for target in panel["targets"]:
                yield Query(page, panel["title"], target["expr"], target["instant"], target["legendFormat"])


def choices(prometheus: Server) -> dict[str, str]:
    """Return the variables with every value that they offer chosen one by one, as a pattern."""
    found: dict[str, str] = {}
    for page in dashboards().values():
        for variable in page["templating"]["list"]:
            if variable["type"] == "query":
                metric, label = re.fullmatch(r"label_values\((\w+), (\w+)\)", variable["query"]).groups()  # type: ignore[union-attr]
                found[variable["name"]] = "|".join(
                    prometheus.get(f"label/{label}/values", **{"match[]": metric})
                )
    return found
