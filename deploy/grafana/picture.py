"""A picture of a dashboard: its panels on their grid, each drawn from its own queries.

Not Grafana, and not as fine: it is for the documentation, which was made where no Grafana can run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

from deploy.grafana.drawing import Result, draw
from deploy.grafana.svg import Box, filled, page, text

#: Pixels of one cell of the grid of 24 columns, of the gap between panels, and of the head of the picture.
_WIDTH, _HEIGHT, _GAP, _HEAD = 52, 30, 4, 56
_COLUMNS = 24
#: Points of a curve.
_POINTS = 120


class Source(Protocol):
    """Answers queries: see Prometheus' HTTP API."""

    def query(self, promql: str) -> list[dict[str, Any]]:
        """Return labels ("metric") and "value" of each result now."""

    def query_range(self, promql: str, last_s: float, step_s: float) -> list[dict[str, Any]]:
        """Return labels ("metric") and "values" of each result over the last seconds."""


def picture(dashboard: Mapping[str, Any], source: Source, last_s: float) -> str:
    """Return an SVG of the last seconds, everything chosen for every variable."""
    panels = dashboard["panels"]
    rows = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in panels)
    width, height = _COLUMNS * _WIDTH, _HEAD + rows * _HEIGHT + _GAP
    note = "drawn from what Prometheus answered to the queries of the panels; not by Grafana"
    drawn = [
        filled(Box(0, 0, width, height), "#f4f5f5"),
        text((12, 35), dashboard["title"], 22, "#111111", bold=True),
        text((width - 12, 35), note, 12, "#777777", "end"),
    ]
    for panel in panels:
        drawn += _panel(panel, source, last_s)
    return page(width, height, drawn)


def _panel(panel: Mapping[str, Any], source: Source, last_s: float) -> list[str]:
    place = panel["gridPos"]
    cell = Box(place["x"] * _WIDTH, _HEAD + place["y"] * _HEIGHT, place["w"] * _WIDTH, place["h"] * _HEIGHT)
    if panel["type"] == "row":
        return [text((cell.x + 12, cell.y + 21), panel["title"], 15, "#555555", bold=True)]
    results = [one for target in panel["targets"] for one in _asked(target, source, last_s)]
    return draw(cell.inside(_GAP, _GAP, _GAP, _GAP), panel, results)


def _asked(target: Mapping[str, Any], source: Source, last_s: float) -> list[Result]:
    expr = target["expr"].replace("$__rate_interval", "15s").replace("$__range", f"{last_s:.0f}s")
    expr = re.sub(r"\$\w+", ".*", expr)
    if target["instant"]:
        answers = source.query(expr)
    else:
        answers = source.query_range(expr, last_s, max(1.0, last_s / _POINTS))
    return [_result(target["legendFormat"], one) for one in answers]


def _result(legend: str, answer: Mapping[str, Any]) -> Result:
    labels: dict[str, str] = answer["metric"]
    name = re.sub(r"\{\{(\w+)\}\}", lambda found: labels.get(found[1], ""), legend)
    points = answer["values"] if "values" in answer else [answer["value"]]
    return Result(name, labels, [(float(at), float(value)) for at, value in points])
