"""Timing two things alternately, so that a drifting machine hits both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def ratios(
    ours: Callable[[], object], baseline: Callable[[], object], rounds: int = 7
) -> tuple[float, float, float]:
    """Return minimum, median and maximum of (baseline time / our time): above 1, we are faster."""
    ours(), baseline()  # warm up
    found = [_seconds(baseline) / _seconds(ours) for _ in range(rounds)]
    return min(found), statistics.median(found), max(found)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def report(what: str, found: tuple[float, float, float]) -> None:
    """Print one line."""
    low, middle, high = found
    print(f"{what:<72} {middle:6.2f}x  ({low:.2f} to {high:.2f})")
