"""Numbers, axes and curves of the pictures of dashboards."""

from __future__ import annotations

import math

import pytest

from deploy.grafana.curves import Curve, curves
from deploy.grafana.svg import Box, cut, text
from deploy.grafana.units import shown, steps

_BOX = Box(0, 0, 400, 200)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.0, "short", "0"),
        (1234.4, "short", "1,234"),
        (0.08333, "percentunit", "8.33%"),
        (6e-17, "percentunit", "0%"),
        (0.0025, "s", "2.5 ms"),
        (0.0, "s", "0 s"),
        (90.0, "s", "1.5 min"),
        (3 * 1024.0**2, "bytes", "3 MiB"),
        (2048.0, "Bps", "2 KiB/s"),
        (0.5, "reqps", "0.5/s"),
    ],
)
def test_values_have_units(value: float, unit: str, words: str) -> None:
    """In the unit that one would say it in, and what is nothing but rounding is nothing."""
    assert shown(value, unit) == words


@pytest.mark.parametrize(
    ("top", "unit", "marks"),
    [
        (28.0, "reqps", [0, 10, 20, 30]),
        (1.0, "percentunit", [0, 0.25, 0.5, 0.75, 1.0]),
        (90.0, "s", [0, 30, 60, 90]),
        (3 * 1024.0**2, "bytes", [0, 1024.0**2, 2 * 1024.0**2, 3 * 1024.0**2]),
    ],
)
def test_axes_have_round_steps(top: float, unit: str, marks: list[float]) -> None:
    """From 0 to what covers the highest value, round in the unit that is written."""
    assert steps(top, unit) == pytest.approx(marks)


def test_stacked_curves_stand_on_each_other() -> None:
    """The second begins where the first ends, and leaves out what is no number."""
    series = [Curve("a", [(0, 1.0), (60, 1.0)]), Curve("b", [(0, 1.0), (30, math.nan), (60, 1.0)])]
    lines = [one for one in curves(_BOX, series, "short", stacked=True) if "<polyline" in one]
    heights = {one.split('"')[1].split()[0].split(",")[1] for one in lines if 'stroke-width="1.5"' in one}
    assert len(heights) == 2
    assert "nan" not in "".join(lines)


def test_curves_without_numbers_are_none() -> None:
    """A ratio of nothing to nothing draws nothing, so that the panel says that there is no data."""
    assert curves(_BOX, [Curve("a", [(0, math.nan)])], "short", stacked=False) == []


def test_what_does_not_fit_is_cut() -> None:
    """With a sign that it was; and what labels say cannot become markup."""
    assert cut("cn/routing/borrower_not_verified", 80) == "cn/routin…"
    assert cut("short", 80) == "short"
    assert "&lt;b&gt;" in text((0, 0), "<b>")
