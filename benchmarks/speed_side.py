"""One tool of the comparison: a process that stays alive, starts when it is entered, and reads a message file when it is asked."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from benchmarks.peers import Peer
from benchmarks.peers.environments import Unavailable, last_line

_ROOT = Path(__file__).resolve().parents[1]
#: Seconds that a tool has for one message file, and to end when there is no more.
_PATIENCE_S, _END_S = 600.0, 10.0
#: One core is one thread: libraries that would start more for their sums are told not to.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that can be timed. `does_not`: what a reader of its numbers has to know that it leaves to others."""

    name: str
    version: str
    command: Callable[[], list[str]]
    does_not: str

    @classmethod
    def of(cls, peer: Peer, does_not: str) -> Self:
        """Return the tool that is somebody else's."""
        return cls(peer.name, peer.version, peer.command, does_not)


def own_command() -> list[str]:
    """Return what starts mifeng's side."""
    return [sys.executable, "-X", "utf8", "-m", "benchmarks.speed_worker"]


@dataclass(frozen=True, slots=True)
class Pass:
    """One reading of a message file. Seconds of CPU of all threads, and of the clock; memory in MiB, now and at its largest.

    `found`: findings. `unread`: messages that the tool gave up. Of mifeng alone, `late`: messages that took longer than a worker would
    have waited; `actions`: decisions by action.
    """

    messages: int
    found: int
    unread: int
    cpu_s: float
    clock_s: float
    resident_mib: float
    peak_mib: float
    late: int = 0
    actions: dict[str, int] = field(default_factory=dict)

    @property
    def per_s(self) -> float:
        """Return messages per second of one core."""
        return self.messages / self.cpu_s


class Side:
    """A tool that runs, for as long as the block lasts. Everything raises `Unavailable` when the tool does not do its part."""

    def __init__(self, tool: Tool, patience_s: float = _PATIENCE_S) -> None:
        self.tool = tool
        self._patience_s = patience_s
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # closed when the block ends
        self._process: subprocess.Popen[str] | None = None

    def start(self, first: Path) -> float:
        """Start the process and have it read the message file in `first`; return seconds from nothing to the answer."""
        command = self.tool.command()
        began = time.perf_counter()
        try:
            self._process = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, encoding="utf-8",
                cwd=_ROOT, env=os.environ | _ONE_THREAD,
            )  # fmt: skip
        except OSError as error:
            raise self._failed(f"cannot be started: {type(error).__name__}") from None
        self.read(first)
        return time.perf_counter() - began

    def read(self, folder: Path) -> Pass:
        """Have the tool read the message file in a folder."""
        orders, answers = self._pipes()
        try:
            print(json.dumps({"folder": str(folder)}), file=orders, flush=True)
            ready, _, _ = select.select([answers], [], [], self._patience_s)
            if not ready:
                raise self._failed(f"took more than {self._patience_s:.0f} s for one message file")
            return Pass(**json.loads(answers.readline()))
        except (OSError, ValueError, TypeError):
            raise self._failed(f"gave no answer: {self._last_words()}") from None

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process is not None  # noqa: S101  # `start` comes first
        assert self._process.stdin is not None  # noqa: S101
        assert self._process.stdout is not None  # noqa: S101
        return self._process.stdin, self._process.stdout

    def _failed(self, what: str) -> Unavailable:
        return Unavailable(f"{self.tool.name} {self.tool.version} {what}")

    def _last_words(self) -> str:
        self._said.seek(0)
        return last_line(self._said.read().decode("utf-8", "replace"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._said.close()
        if self._process is None:
            return
        self._process.kill()  # it holds nothing that would have to be put in order
        self._process.communicate(timeout=_END_S)
