"""A watchdog that ends the process when its loop hangs, or when it does not end in time after it was told to.

It is a thread of C (`faulthandler`), so it needs neither the interpreter nor its lock, which whatever hangs may hold. On its
way out it writes where each thread was, by file and line and without any value, to a file; the next start tells of it.
A process that ends so has committed nothing since its last commit, and exits with 1 for its supervisor to start another.
"""

from __future__ import annotations

import faulthandler
import time
from collections.abc import Callable
from pathlib import Path

#: Seconds between two turns of the hourglass: each costs a thread.
_TURN_S = 1.0


class Watchdog:
    """Ends the process when `beat` was not called for `hang_s` seconds, or `stop_s` seconds after `stopping`.

    `trace` is the file for the threads' places. Raises `OSError` where it cannot be written.
    """

    def __init__(
        self,
        trace: Path,
        hang_s: float,
        stop_s: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        #: Whether the process before this one was ended by its watchdog.
        self.bit_before = trace.exists() and trace.stat().st_size > 0
        self._trace = trace.open("w", encoding="utf-8")
        self._hang_s = hang_s
        self._stop_s = stop_s
        self._clock = clock
        self._stopping = False
        self._turned_at = float("-inf")
        self.beat()

    def beat(self) -> None:
        """Say that the loop goes on."""
        now = self._clock()
        if not self._stopping and now - self._turned_at >= _TURN_S:
            self._turned_at = now
            self._end_in(self._hang_s)

    def stopping(self) -> None:
        """Say that the process has been told to end; from now on it has `stop_s` seconds, whatever it does."""
        self._stopping = True
        self._end_in(self._stop_s)

    def _end_in(self, seconds: float) -> None:
        faulthandler.dump_traceback_later(seconds, exit=True, file=self._trace)

    def close(self) -> None:
        """Call the watchdog off."""
        self._stopping = True
        faulthandler.cancel_dump_traceback_later()
        self._trace.close()
