"""Telling how long the stages of an inspection take, without a clock in the core: whoever wants to know brings one."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeAlias

#: Called with a stage's name (fold, detect, decide, redact) when it has just ended.
Lap: TypeAlias = Callable[[str], None]


def no_lap(_: str) -> None:
    """Take no note."""


class Stopwatch:
    """A `Lap` that adds up the time of each stage; `spent` is in seconds by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._last = time.perf_counter()

    def __call__(self, stage: str) -> None:
        """Take note that `stage` has ended."""
        now = time.perf_counter()
        self.spent[stage] = self.spent.get(stage, 0.0) + now - self._last
        self._last = now
