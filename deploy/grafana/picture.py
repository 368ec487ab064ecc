"""A picture of a dashboard: its panels on their grid, each drawn from its own queries.

Not Grafana, and not as fine: it is for the documentation, where no Grafana can be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deploy.grafana.drawing import Drawn, draw

#: Inches of one cell of the grid of 24 columns, and dots of an inch.
_WIDTH, _HEIGHT, _DOTS = 0.68, 0.36, 75


class Source(Protocol):
    """Answers queries: see Prometheus' HTTP API."""

    def query(self, promql: str) -> list[dict[str, Any]]:
        """Return labels ("metric") and "value" of each result now."""

    def query_range(self, promql: str, last_s: float, step_s: float) -> list[dict[str, Any]]:
        """Return labels ("metric") and "values" of each result over the last seconds."""


def paint(dashboard: Mapping[str, Any], source: Source, last_s: float, path: Path) -> None:
    """Write a PNG of the last seconds, everything chosen for every variable."""
    panels = dashboard["panels"]
    rows = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in panels) + 1
    figure = Figure(figsize=(24 * _WIDTH, rows * _HEIGHT), dpi=_DOTS, facecolor="#f4f5f5")
    figure.text(0.01, 1 - 0.6 / rows, dashboard["title"], size=15, weight="bold", va="center")
    for panel in panels:
        axes = _place(figure, panel["gridPos"], rows)
        if panel["type"] == "row":
            axes.axis("off")
            axes.text(0, 0.5, panel["title"], size=11, weight="bold", color="#555555", va="center")
        else:
            draw(axes, panel, [_asked(target, source, last_s) for target in panel["targets"]])
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="png", metadata={"Software": None})


def _place(figure: Figure, place: Mapping[str, int], rows: int) -> Axes:
    """Return axes for a panel, with room for its title and ticks, in fractions of the figure."""
    left, top = place["x"] + (0.9 if place["h"] > 1 else 0.2), place["y"] + 1 + (1.2 if place["h"] > 1 else 0)
    width = place["w"] - (1.3 if place["h"] > 1 else 0.4)
    height = place["h"] - (2.3 if place["h"] > 1 else 0)
    return figure.add_axes((left / 24, 1 - (top + height) / rows, width / 24, height / rows))


def _asked(target: Mapping[str, Any], source: Source, last_s: float) -> Drawn:
    step = max(1.0, last_s / 150)
    expr = target["expr"].replace("$__rate_interval", "15s").replace("$__range", f"{last_s:.0f}s")
    expr = re.sub(r"\$\w+", ".*", expr)
    results = source.query(expr) if target["instant"] else source.query_range(expr, last_s, step)
    return Drawn([_named(target["legendFormat"], one) for one in results])


def _named(legend: str, result: Mapping[str, Any]) -> tuple[str, dict[str, str], list[tuple[float, float]]]:
    labels: dict[str, str] = result["metric"]
    name = re.sub(r"\{\{(\w+)\}\}", lambda found: labels.get(found[1], ""), legend)
    points = result["values"] if "values" in result else [result["value"]]
    return name, labels, [(float(at), float(value)) for at, value in points]
