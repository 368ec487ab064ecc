"""A real `mifeng run` of a deployment on a test broker: its process, its log and its probes."""

from __future__ import annotations

import re
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.command import MIFENG
from tests.kafka.buses import turns
from tests.kafka.deployments import Deployment
from tests.kafka.process import Process
from tests.kafka.settings import HOST, free_port

#: Seconds that a worker may take to start, or a signal to be heeded, on a machine that does much else.
START_S, LITTLE_S = 120.0, 10.0


class Running:
    """`mifeng run` with a deployment's configuration, to which `settings` (dotted keys, as in TOML) are added.

    `before` are words that the command is put behind. With several `workers` the probes are those of the first. As a
    context manager it is gone with SIGKILL behind the block.
    """

    def __init__(
        self, made: Deployment, *, before: Sequence[str] = (), workers: int = 1, **settings: object
    ) -> None:
        self.port = free_port(workers)
        self.config = configuration(made, self.port, settings)
        self.data = made.folder / "mifeng-data"
        self.log = made.folder / f"worker-{self.port}.log"
        words = [*before, str(MIFENG), "run", "--config", str(self.config)]
        several = ["--workers", str(workers)] if workers > 1 else []
        self._process = Process([*words, *several], self.log)

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process._child.pid

    @property
    def said(self) -> str:
        """Return what it has written so far."""
        return self.log.read_text("utf-8", "replace")

    @property
    def words(self) -> list[str]:
        """Return the lines that are for people, not for the log."""
        return [line for line in self.said.splitlines() if line and not line.startswith("{")]

    @property
    def missing(self) -> list[str] | None:
        """Return the parts that /readyz misses, none when ready; None while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}/readyz", timeout=5):
                return []
        except urllib.error.HTTPError as error:
            found = re.fullmatch(r"not ready: (.*)\n", error.read().decode())
            return found[1].split(", ") if found else None
        except OSError:
            return None

    def wait_until(self, what: str, holds: Callable[[], object], seconds: float = START_S) -> None:
        """Wait for something. Fails when it does not come, or the process ends before."""
        for _ in turns(what, seconds):
            if holds():
                return
            assert self._process.is_alive(), f"ended before {what}: {self.said[-2000:]}"
            time.sleep(0.05)

    def wait_until_ready(self) -> None:
        """Wait until /readyz says so."""
        self.wait_until("readiness", lambda: self.missing == [])

    def wait_for_end(self, seconds: float) -> int:
        """Return the exit code. Fails when the process has not ended after `seconds`."""
        assert self._process.wait(seconds), f"still there after {seconds} s: {self.said[-2000:]}"
        return int(self._process._child.returncode)

    def terminate(self, within_s: float) -> int:
        """Send SIGTERM and return the exit code. Fails when that takes longer than `within_s` and a little."""
        self._process.send(signal.SIGTERM)
        return self.wait_for_end(within_s + LITTLE_S)

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()


def configuration(made: Deployment, port: int, settings: dict[str, object]) -> Path:
    """Write a deployment's configuration with more settings, and return its path; keyword a__b is a.b in TOML."""
    lines = [f"{name.replace('__', '.')} = {value}" for name, value in settings.items()]
    text = made.file().read_text().replace("metrics.port = 0", "\n".join([f"metrics.port = {port}", *lines]))
    path = made.folder / f"running-{port}.toml"
    path.write_text(text)
    return path
