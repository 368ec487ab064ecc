"""Drawing one panel, by its kind, with matplotlib."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter
from matplotlib.ticker import FuncFormatter, MaxNLocator

_COLOURS = (
    "#7eb26d",
    "#eab839",
    "#6ed0e0",
    "#ef843c",
    "#e24d42",
    "#1f78c1",
    "#ba43a9",
    "#705da0",
    "#508642",
    "#cca300",
)
_STATES = {"green": "#2f9e44", "yellow": "#e8a200", "red": "#d03030"}
_TIMES = ((86400, "d"), (3600, "h"), (60, "min"))
_DAY_S = 86400
#: So many series a legend has room for.
_NAMES = 8


class Drawn(NamedTuple):
    """What a query gave: name, labels, and points of time (Unix seconds) and value, for each result."""

    results: list[tuple[str, dict[str, str], list[tuple[float, float]]]]


def draw(axes: Axes, panel: Mapping[str, Any], answers: Sequence[Drawn]) -> None:
    """Draw a panel with what its queries gave."""
    axes.set_title(panel["title"], size=9, loc="left", color="#222222", pad=4)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    results = [one for answer in answers for one in answer.results]
    if not results:
        _empty(axes)
        return
    unit = panel["fieldConfig"]["defaults"]["unit"]
    if panel["type"] == "stat":
        _number(axes, results[0][2][-1][1], unit, panel["fieldConfig"]["defaults"]["thresholds"]["steps"])
    elif panel["type"] == "bargauge":
        _bars(axes, [(name, points[-1][1]) for name, _, points in results], unit)
    elif panel["type"] == "table":
        _table(axes, [labels for _, labels, _ in results])
    else:
        stacked = panel["fieldConfig"]["defaults"]["custom"].get("stacking", {}).get("mode") == "normal"
        _lines(axes, [(name, points) for name, _, points in results], unit, stacked)


def shown(value: float, unit: str) -> str:
    """Return a value with its unit as a person writes it."""
    if unit == "percentunit":
        return f"{value:.3g}".rstrip(".") if math.isnan(value) else f"{value * 100:.3g}%"
    if unit == "s":
        return _duration(value)
    if unit in ("bytes", "Bps"):
        power = min(4, int(math.log(max(value, 1), 1024)))
        text = f"{value / 1024**power:.3g} {('B', 'KiB', 'MiB', 'GiB', 'TiB')[power]}"
        return f"{text}/s" if unit == "Bps" else text
    return f"{value:.3g}" + ("/s" if unit in ("reqps", "ops") else "")


def _duration(seconds: float) -> str:
    for size, name in _TIMES:
        if seconds >= 2 * size:
            return f"{seconds / size:.3g} {name}"
    return f"{seconds * 1000:.3g} ms" if 0 < seconds < 1 else f"{seconds:.3g} s"


def _empty(axes: Axes) -> None:
    axes.axis("off")
    axes.text(
        0.5, 0.5, "no data", size=10, color="#888888", ha="center", va="center", transform=axes.transAxes
    )


def _number(axes: Axes, value: float, unit: str, steps: Sequence[Mapping[str, Any]]) -> None:
    axes.axis("off")
    reached = [step["color"] for step in steps if step["value"] is None or value >= step["value"]]
    text, colour = shown(value, unit), _STATES[reached[-1]]
    axes.text(
        0.5,
        0.45,
        text,
        size=20,
        weight="bold",
        color=colour,
        ha="center",
        va="center",
        transform=axes.transAxes,
    )


def _bars(axes: Axes, bars: Sequence[tuple[str, float]], unit: str) -> None:
    ordered = sorted(bars, key=lambda bar: bar[1])
    axes.barh([name for name, _ in ordered], [value for _, value in ordered], color=_COLOURS[5], height=0.6)
    axes.set_xlim(0, max([value for _, value in ordered] + [1e-9]) * 1.25)
    axes.tick_params(axis="y", labelsize=6, direction="in", pad=-4)
    for place, label in enumerate(axes.get_yticklabels()):
        label.set_horizontalalignment("left")
        label.set_zorder(10)
        axes.text(
            ordered[place][1], place, f" {shown(ordered[place][1], unit)}", size=6, va="center", ha="left"
        )
    axes.set_xticks([])


def _table(axes: Axes, rows: Sequence[Mapping[str, str]]) -> None:
    axes.axis("off")
    lines = [
        "   ".join(f"{name}={value}" for name, value in row.items() if not name.startswith("__"))
        for row in rows
    ]
    axes.text(0, 0.95, "\n".join(lines[:12]), size=8, va="top", family="monospace", transform=axes.transAxes)


def _lines(
    axes: Axes, series: Sequence[tuple[str, list[tuple[float, float]]]], unit: str, stacked: bool
) -> None:
    below: dict[float, float] = {}
    for number, (name, points) in enumerate(series):
        colour = _COLOURS[number % len(_COLOURS)]
        good = [(at, value) for at, value in points if not math.isnan(value)]
        days = [at / _DAY_S for at, _ in good]
        low = [below.get(at, 0.0) for at, _ in good]
        high = (
            [base + value for base, (_, value) in zip(low, good, strict=True)]
            if stacked
            else [v for _, v in good]
        )
        axes.plot(days, high, color=colour, linewidth=1.2, label=name if number < _NAMES else None)
        if stacked:
            axes.fill_between(days, low, high, color=colour, alpha=0.35, linewidth=0)
            below.update(zip([at for at, _ in good], high, strict=True))
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: shown(value, unit)))
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_formatter(DateFormatter("%H:%M:%S"))  # type: ignore[no-untyped-call]
    axes.tick_params(labelsize=6)
    axes.grid(alpha=0.25)
    axes.legend(fontsize=6, loc="upper left", ncols=2, framealpha=0.6)
