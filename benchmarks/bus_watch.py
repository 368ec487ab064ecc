"""What a process uses, seen from outside and at the same moments as the broker's own: CPU time, and memory at its largest."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

_EVERY_S = 0.02
_TICKS = os.sysconf("SC_CLK_TCK")


class Watch:
    """Looks at a process in a thread, for as long as the block lasts. Linux only: it reads /proc."""

    def __init__(self, pid: int) -> None:
        self._folder = Path(f"/proc/{pid}")
        self._seen: list[tuple[float, float]] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        #: The largest resident memory so far, in MiB.
        self.peak_mib = 0.0

    def cpu_s(self, since: float, until: float) -> float:
        """Return the seconds of CPU that all its threads have used between two moments (Unix time, in seconds)."""
        at, used = np.array(self._seen).T
        first, last = np.interp([since, until], at, used)
        return float(last - first)

    def _look(self) -> None:
        # The process may end at any moment.
        with suppress(OSError, IndexError):
            while not self._stop.wait(_EVERY_S):
                self._seen.append((time.time(), self._cpu()))
                self.peak_mib = self._peak() or self.peak_mib

    def _cpu(self) -> float:
        # The command's name, in parentheses, may hold blanks; user and system time are fields 14 and 15.
        fields = (self._folder / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def _peak(self) -> float:
        lines = (self._folder / "status").read_text().splitlines()
        found = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
        return found[0] / 1024 if found else 0.0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
