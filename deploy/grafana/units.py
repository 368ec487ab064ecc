"""Values as a person reads them, and the steps of an axis: for pictures, where no Grafana does it."""

from __future__ import annotations

import math

_BYTES = ("B", "KiB", "MiB", "GiB", "TiB")
_TIMES = ((86400.0, "d"), (3600.0, "h"), (60.0, "min"), (1.0, "s"), (0.001, "ms"))
_RATES = ("reqps", "ops")
#: What steps of an axis may begin with.
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


def shown(value: float, unit: str) -> str:
    """Return a value with its unit, which is one of Grafana's: percentunit, s, bytes, Bps, reqps, ops, short."""
    if unit == "percentunit":
        return f"{_number(round(value * 100, 2))}%"
    size, name = _size(value, unit)
    return f"{_number(value / size)}{name}"


def steps(top: float, unit: str, count: int = 4) -> list[float]:
    """Return about `count` round values from 0 up to the first that is no less than `top`, which is more than 0."""
    size = 0.01 if unit == "percentunit" else _size(top, unit)[0]
    least = top / size / count
    power = 10.0 ** math.floor(math.log10(least))
    step = next(nice * power for nice in _NICE if nice * power >= least * 0.999) * size
    return [number * step for number in range(math.ceil(top / step * 0.999) + 1)]


def _size(value: float, unit: str) -> tuple[float, str]:
    """Return by what a value is divided, and what is written behind the quotient."""
    if unit == "s":
        size, name = next((one for one in _TIMES if value >= one[0]), _TIMES[-1] if value else _TIMES[-2])
        return size, f" {name}"
    if unit in ("bytes", "Bps"):
        power = min(len(_BYTES) - 1, int(math.log(max(value, 1), 1024)))
        return 1024.0**power, f" {_BYTES[power]}" + "/s" * (unit == "Bps")
    return 1.0, "/s" * (unit in _RATES)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
