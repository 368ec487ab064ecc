"""Lines over time: axes, curves that may stand on each other, a legend."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from deploy.grafana.svg import Box, Point, area, line, text, width_of
from deploy.grafana.units import shown, steps

COLOURS = ("#56a64b", "#e0b400", "#3274d9", "#e0752d", "#c4162a", "#8f3bb8", "#19a2b5", "#7a6a4f")
_GRID, _FAINT = "#e4e5e8", "#777777"
#: A curve that is nowhere higher than this is drawn as 0: differences of floating-point shares are not.
_NOTHING = 1e-9
_LEGEND = 18


class Curve(NamedTuple):
    """A series: its name, and points of time (Unix seconds) and value."""

    name: str
    points: list[Point]


class Plane(NamedTuple):
    """Where values from 0 to `top`, and times from `since` to `until`, come to stand."""

    box: Box
    since: float
    until: float
    top: float

    def at(self, time: float, value: float) -> Point:
        """Return the place of a point."""
        x = (time - self.since) / max(1.0, self.until - self.since)
        y = value / self.top
        return self.box.x + x * self.box.width, self.box.y + (1 - y) * self.box.height


def curves(box: Box, series: Sequence[Curve], unit: str, stacked: bool) -> list[str]:
    """Return the elements of a panel of lines."""
    clean = [Curve(name, [one for one in points if not math.isnan(one[1])]) for name, points in series]
    laid = list(_laid(clean, stacked))
    points = [point for _, high in laid for point in high]
    if not points:
        return []
    top = max(value for _, value in points)
    marks = steps(top if top > _NOTHING else 1.0, unit)
    times = [time for time, _ in points]
    plane = Plane(box.inside(62, 4, 12, 22 + _LEGEND), min(times), max(times), marks[-1])
    drawn = [_curve(plane, number, low, high, stacked) for number, (low, high) in enumerate(laid)]
    return [*_axes(plane, marks, unit), *(part for parts in drawn for part in parts), *_legend(box, clean)]


def _laid(series: Sequence[Curve], stacked: bool) -> Iterator[tuple[list[Point], list[Point]]]:
    """Yield the lower and the upper edge of each; each stands on those before it if they are stacked."""
    below: dict[float, float] = {}
    for curve in series:
        low = [(time, below.get(time, 0.0)) for time, _ in curve.points]
        high = [(time, value + (below.get(time, 0.0) if stacked else 0.0)) for time, value in curve.points]
        yield low, high
        below.update(high)


def _curve(
    plane: Plane, number: int, low: Sequence[Point], high: Sequence[Point], stacked: bool
) -> list[str]:
    colour = COLOURS[number % len(COLOURS)]
    upper = [plane.at(*point) for point in high]
    drawn = [line(upper, colour)]
    if stacked:
        drawn.append(area([*upper, *(plane.at(*point) for point in reversed(low))], colour))
    return drawn


def _axes(plane: Plane, marks: Sequence[float], unit: str) -> Iterator[str]:
    for mark in marks:
        left, right = plane.at(plane.since, mark), plane.at(plane.until, mark)
        yield line([left, right], _GRID, 1)
        yield text((left[0] - 6, left[1] + 4), shown(mark, unit), 11, _FAINT, "end")
    for part, anchor in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
        time = plane.since + part * (plane.until - plane.since)
        x, y = plane.at(time, 0)
        yield text((x, y + 15), f"{datetime.fromtimestamp(time, UTC):%H:%M:%S}", 11, _FAINT, anchor)


def _legend(box: Box, series: Sequence[Curve]) -> Iterator[str]:
    """Yield names with their colours on one line, as many as there is room for."""
    x, y = box.x + 12, box.y + box.height - 8
    for number, curve in enumerate(series):
        wide = width_of(curve.name, 11) + 34
        if x + wide > box.x + box.width - 70 and number < len(series) - 1:
            yield text((x, y), f"and {len(series) - number} more", 11, _FAINT)
            return
        yield line([(x, y - 4), (x + 14, y - 4)], COLOURS[number % len(COLOURS)], 3)
        yield text((x + 18, y), curve.name, 11)
        x += wide
