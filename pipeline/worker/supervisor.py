"""Several worker processes under one: started together, and ended together.

None is started again. When one ends early the others are told to end, too, and whatever supervises this process (systemd,
Kubernetes) sees the exit code, waits as it is set up to wait, and starts all of them again under their names. To start one again here
would hide a worker that ends again and again, and what is left of the others does not stand still meanwhile.

Workers are told to end by the end of a pipe, not by a signal: often (Ctrl-C, systemd) they have been sent the signal themselves, and a
second one means "at once". It tells them, too, when this process was killed.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import TypeAlias

from pipeline.processes import Child, start
from pipeline.worker.config import INSTANCE_VARIABLE, Config
from pipeline.worker.exit_codes import DONE, FAILED
from pipeline.worker.signals import SIGNALS, Stop

#: Runs a worker, which ends when the `Stop` that it hands to the function is set; returns its exit code. Importable.
Work: TypeAlias = Callable[[Config, bool, Callable[[Stop], None]], int]


def supervise(members: Mapping[str, Config], work: Work, *, until_idle: bool = False) -> int:
    """Run a worker for each of `members` until a signal stops them, one ends early, or with `until_idle` all have ended.

    Returns the highest of their exit codes; one that was killed counts as failed. A second signal kills them, which is safe.
    Raises `ProcessFailed` when one cannot be started. Only on the main thread.
    """
    crew = _Crew()
    with _heeding(crew):
        try:
            for name, config in members.items():
                if not crew.is_stopping:
                    crew.start(name, config, work, until_idle)
            return max(crew.endings(until_idle), default=DONE)
        finally:
            crew.stop()
            crew.kill()


class _Crew:
    """The workers that run."""

    def __init__(self) -> None:
        self._running: dict[int, tuple[str, Child]] = {}
        self.is_stopping = self._has_heeded = False

    def start(self, name: str, config: Config, work: Work, until_idle: bool) -> None:
        """Start a worker."""
        child = start(_work, config, work, until_idle, held=SIGNALS)
        self._running[child.process.sentinel] = name, child
        if self.is_stopping:
            child.connection.close()

    def endings(self, until_idle: bool) -> Iterator[int]:
        """Yield the exit code of each as it ends. When one ends before it was to, the others are told to end."""
        while self._running:
            for sentinel in wait([*self._running]):
                assert isinstance(sentinel, int)  # noqa: S101 - we wait for nothing else
                name, child = self._running.pop(sentinel)
                ending = child.ending()
                code = child.process.exitcode
                if not self.is_stopping and (code or not until_idle):
                    sys.stderr.write(f"worker {name} {ending}; all workers end\n")
                    self.stop()
                yield FAILED if code is None or code < 0 else code

    def stop(self) -> None:
        """Tell all to end."""
        self.is_stopping = True
        for _, child in [*self._running.values()]:
            child.connection.close()

    def kill(self) -> None:
        """End those that still run at once. What they have not committed is as if it had not been polled."""
        for _, child in [*self._running.values()]:
            child.process.kill()

    def heed(self, _: int, __: FrameType | None) -> None:
        """Handle a signal."""
        if self._has_heeded:
            self.kill()
        self._has_heeded = True
        self.stop()


@contextmanager
def _heeding(crew: _Crew) -> Iterator[None]:
    before = {number: signal.signal(number, crew.heed) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _work(tether: Connection, config: Config, work: Work, until_idle: bool) -> None:
    """Be one of the workers."""
    os.environ.pop(INSTANCE_VARIABLE, None)  # its name was made of it, and is in its configuration
    sys.exit(work(config, until_idle, partial(_tie, tether)))


def _tie(tether: Connection, stop: Stop) -> None:
    """Have `stop` set when the other end of the pipe is closed."""

    def follow() -> None:
        with suppress(EOFError, OSError):
            tether.recv_bytes()
        stop.set()

    threading.Thread(target=follow, name="tether", daemon=True).start()
