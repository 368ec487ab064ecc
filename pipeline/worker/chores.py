"""What a worker does between batches: each chore in its own rhythm, on the worker's own thread, never within a batch."""

from __future__ import annotations

import time
from collections.abc import Callable

from pipeline.logs import get_logger


class Chores:
    """Calls what was given to `every`, when it is due and `run` is called. `clock` counts seconds.

    A chore that raises is logged, and called again when it is due again: it must not stop the inspection of messages.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._chores: list[tuple[float, Callable[[], None]]] = []
        self._due: list[float] = []

    def every(self, seconds: float, call: Callable[[], None]) -> None:
        """Have `call` called every `seconds`, the first time at once."""
        self._chores.append((seconds, call))
        self._due.append(self._clock())

    def run(self) -> None:
        """Do what is due."""
        for index, (seconds, call) in enumerate(self._chores):
            if self._clock() < self._due[index]:
                continue
            self._due[index] = self._clock() + seconds
            try:
                call()
            except Exception as error:  # noqa: BLE001 - see above
                get_logger("chores").error("chore_failed", exc_info=error)
