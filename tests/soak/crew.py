"""The supervisor of a soak: worker processes, each under its instance name, started again when they have ended."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.worker.config import INSTANCE_VARIABLE
from tests.kafka.process import Process

#: The real command, as an operator starts it.
MIFENG = (str(Path(sys.executable).with_name("mifeng")), "run", "--config")
#: What a worker logs when it has opened everything.
STARTED = "worker_started"
_LOOK_S = 0.05
#: Seconds within which a worker that is asked to stop has to be gone.
GRACE_S = 30.0
#: A worker that ends at once is not started again at once.
_PAUSE_S = 1.0


@dataclass
class Worker:
    """One life of a worker: its process and what it has said."""

    name: str
    process: Process
    log: Path
    started_at: float = field(default_factory=time.monotonic)
    is_wanted: bool = True
    is_over: bool = False

    @property
    def code(self) -> int | None:
        """Return the exit code, negative for a signal; None while it runs."""
        return self.process._child.poll()

    @property
    def last_words(self) -> str:
        """Return the last line that it has written for people, else the last of its log, or nothing."""
        lines = [line for line in self.log.read_text("utf-8", "replace").splitlines() if line.strip()]
        words = [line for line in lines if not line.startswith("{")]
        return (words or lines or [""])[-1]

    def count(self, event: str) -> int:
        """Return how often it has logged an event."""
        return self.log.read_text("utf-8", "replace").count(event)


@dataclass(frozen=True)
class End:
    """A worker that has ended: its name, exit code and last words."""

    name: str
    code: int
    last_words: str


class Crew(AbstractContextManager["Crew"]):
    """Workers of one configuration. Inside the block those that end are started again, unless they were dismissed.

    `ends` are those that ended by themselves; a kill by the soak is no end of that kind, and is in `kills`.
    """

    def __init__(self, config: Path, command: Sequence[str] = MIFENG) -> None:
        self.kills = 0
        self.restarts = 0
        self.ends: list[End] = []
        self._config = config
        self._command = tuple(command)
        self._lives: list[Worker] = []
        self._now: dict[str, Worker] = {}
        self._lock = threading.RLock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._supervise, daemon=True)

    @property
    def names(self) -> list[str]:
        """Return the names of the workers that are wanted."""
        with self._lock:
            return sorted(self._now)

    def start(self, name: str, command: Sequence[str] | None = None) -> Worker:
        """Start a worker and keep it running; `command` is for this life only."""
        with self._lock:
            self._now[name] = worker = self.launch(name, command)
            return worker

    def launch(self, name: str, command: Sequence[str] | None = None) -> Worker:
        """Start a worker that nobody starts again."""
        with self._lock:
            log = self._config.parent / f"{name}-{len(self._lives)}.log"
            words = ["env", f"{INSTANCE_VARIABLE}={name}", *(command or self._command), str(self._config)]
            worker = Worker(name, Process(words, log), log)
            self._lives.append(worker)
            return worker

    def release(self, name: str) -> Worker:
        """Supervise a worker no longer; it goes on."""
        with self._lock:
            return self._now.pop(name)

    def adopt(self, worker: Worker) -> None:
        """Supervise a worker that was launched or released."""
        with self._lock:
            self._now[worker.name] = worker

    def worker(self, name: str) -> Worker:
        """Return the worker that runs under a name now."""
        with self._lock:
            return self._now[name]

    def kill(self, name: str) -> None:
        """SIGKILL a worker; it is started again."""
        with self._lock:
            worker = self._now[name]
            worker.is_wanted = False
            worker.process.kill()
            self.kills += 1

    def dismiss(self, *names: str) -> float:
        """Ask workers to stop, all at once, and return how many seconds the slowest took.

        Raises AssertionError if one has not gone within its grace, or has not gone well.
        """
        began = time.monotonic()
        with self._lock:
            leaving = [self._now.pop(name) for name in names]
        for worker in leaving:
            worker.is_wanted = False
            worker.process.send(signal.SIGTERM)
        for worker in leaving:
            left = GRACE_S - (time.monotonic() - began)
            assert worker.process.wait(max(left, 0)), f"{worker.name} outlasts its grace"
            # Python itself ends at the signal until the worker's own start has come so far as to heed it.
            is_good = worker.code == 0 or (worker.code == -signal.SIGTERM and not worker.count(STARTED))
            assert is_good, f"{worker.name} ended with {worker.code}: {worker.last_words}"
        return time.monotonic() - began

    def logged(self, event: str) -> int:
        """Return how often all workers of all lives have logged an event."""
        with self._lock:
            return sum(worker.count(event) for worker in self._lives)

    def endings(self) -> Counter[str]:
        """Return how often workers ended by themselves, by exit code and last words."""
        return Counter(f"exit {end.code}: {end.last_words[:200]}" for end in self.ends)

    def _supervise(self) -> None:
        while not self._stop.wait(_LOOK_S):
            with self._lock:
                for worker in list(self._now.values()):
                    if not worker.process.is_alive():
                        self._again(worker)

    def _again(self, worker: Worker) -> None:
        if worker.is_wanted and not worker.is_over:
            worker.is_over = True
            self.ends.append(End(worker.name, worker.code or 0, worker.last_words))
        if not worker.is_wanted or time.monotonic() - worker.started_at > _PAUSE_S:
            self.restarts += 1
            self.start(worker.name)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
        for worker in self._lives:
            worker.process.kill()
