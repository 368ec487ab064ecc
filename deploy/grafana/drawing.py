"""Drawing one panel, by its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from deploy.grafana.curves import COLOURS, Curve, curves
from deploy.grafana.svg import Box, Point, cut, filled, text
from deploy.grafana.units import shown

_STATES = {"green": "#2f9e44", "yellow": "#d99e00", "red": "#c4162a"}
_BORDER = "#d8d9dd"
#: What a panel without results says.
NO_DATA = "no data"
_TABLE_ROW = 20


class Result(NamedTuple):
    """One result of a query: its name in the legend, its labels, and points of time (Unix seconds) and value."""

    name: str
    labels: dict[str, str]
    points: list[Point]


def draw(box: Box, panel: Mapping[str, Any], results: Sequence[Result]) -> list[str]:
    """Return the elements of a panel with what its queries gave."""
    frame = [
        filled(box, "#ffffff", _BORDER),
        text((box.x + 12, box.y + 22), panel["title"], 13, "#222222", bold=True),
    ]
    within = box.inside(0, 32, 0, 0)
    body = _body(within, panel, results) if results else []
    return frame + (body or [text(_middle(within), NO_DATA, 13, "#999999", "middle")])


def _body(box: Box, panel: Mapping[str, Any], results: Sequence[Result]) -> list[str]:
    defaults = panel["fieldConfig"]["defaults"]
    unit = defaults["unit"]
    if panel["type"] == "stat":
        return [_number(box, results[0].points[-1][1], unit, defaults["thresholds"]["steps"])]
    if panel["type"] == "bargauge":
        return list(_bars(box, results, unit))
    if panel["type"] == "table":
        return list(_table(box, results))
    stacked = defaults["custom"].get("stacking", {}).get("mode") == "normal"
    return curves(box, [Curve(one.name, one.points) for one in results], unit, stacked)


def _middle(box: Box) -> Point:
    return box.x + box.width / 2, box.y + box.height / 2


def _number(box: Box, value: float, unit: str, limits: Sequence[Mapping[str, Any]]) -> str:
    """Return a number in the colour of the highest limit that it has reached."""
    reached = [one["color"] for one in limits if one["value"] is None or value >= one["value"]]
    x, y = _middle(box)
    return text((x, y + 6), shown(value, unit), 30, _STATES[reached[-1]], "middle", bold=True)


def _bars(box: Box, results: Sequence[Result], unit: str) -> Iterator[str]:
    ordered = sorted(results, key=lambda one: -one.points[-1][1])
    most = max(ordered[0].points[-1][1], 1e-9)
    high = min(34.0, (box.height - 10) / len(ordered))
    size = 12 if high >= 16 else 10
    names = box.width * 0.5
    for place, one in enumerate(ordered):
        value = one.points[-1][1]
        y = box.y + place * high
        long = value / most * (box.width - names - 85)
        yield text((box.x + names, y + high / 2 + 4), cut(one.name, names - 8, size), size, anchor="end")
        yield filled(Box(box.x + names + 8, y + high * 0.15, max(1.0, long), high * 0.7), COLOURS[2])
        yield text((box.x + names + 14 + long, y + high / 2 + 4), shown(value, unit), size)


def _table(box: Box, results: Sequence[Result]) -> Iterator[str]:
    columns = [name for name in results[0].labels if not name.startswith("__")]
    wide = (box.width - 24) / max(1, len(columns))
    rows = [columns, *([one.labels.get(name, "") for name in columns] for one in results)]
    for number, row in enumerate(rows[: int(box.height / _TABLE_ROW)]):
        for place, words in enumerate(row):
            at = (box.x + 12 + place * wide, box.y + 14 + number * _TABLE_ROW)
            yield text(at, cut(words, wide - 8), bold=number == 0)
