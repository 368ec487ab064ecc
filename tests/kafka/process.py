"""A child process that does not outlive this one, however this one ends."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path


class Process:
    """A command with its output appended to a file, in a session of its own: Ctrl-C at the terminal does not reach it.

    A guard, two lines of shell, waits for the end of a pipe that only this process holds open, and then kills the
    command: also when this process was killed itself and could clean up nothing.
    """

    def __init__(self, command: Sequence[str], log: Path) -> None:
        with log.open("ab") as out:
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        guard = f"read _; kill -9 {self._child.pid}"
        self._guard = subprocess.Popen(["sh", "-c", guard], stdin=subprocess.PIPE, start_new_session=True)

    def is_alive(self) -> bool:
        """Whether the command still runs (a paused one does)."""
        alive = self._child.poll() is None
        if not alive:
            self._dismiss_guard()
        return alive

    def send(self, number: signal.Signals) -> None:
        """Send a signal; nothing happens when the command has ended already."""
        if self.is_alive():
            self._child.send_signal(number)

    def wait(self, timeout_s: float) -> bool:
        """Wait for the command to end; False when it still runs after `timeout_s`."""
        try:
            self._child.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return False
        self._dismiss_guard()
        return True

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self.send(signal.SIGKILL)
        self._child.wait()
        self._dismiss_guard()

    def _dismiss_guard(self) -> None:
        """The number of an ended process may soon be another's: the guard must not wait on it any longer."""
        if self._guard.poll() is None:
            self._guard.kill()
            self._guard.wait()
        if self._guard.stdin is not None:
            self._guard.stdin.close()
