"""Starting processes of our own, and saying how one has ended.

They are spawned, not forked. A new process begins empty: with nothing of the messages, cases and keys that this one has in its
memory, and without the locks of threads that it does not have (of the progress bar, of numpy). It reads the detectors again,
which costs it a second or two. And it holds its own end of one pipe and no other, so that either side reads the end of the other
one, even after SIGKILL.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.resource_tracker import ensure_running
from typing import NamedTuple

_SPAWN = multiprocessing.get_context("spawn")
#: Seconds until a process whose end of the pipe is closed has ended: it is on its way.
_END_S = 10.0


class ProcessFailed(Exception):
    """A process could not be started, or ended before its work was done. Says so in words for people, without personal data."""


class Child(NamedTuple):
    """A process, and our end of the pipe to it."""

    process: SpawnProcess
    connection: Connection

    def ending(self) -> str:
        """Return how the process has ended, as in "it …". It must have, or be about to."""
        self.process.join(_END_S)
        code = self.process.exitcode
        if code is None or code >= 0:
            return f"ended with exit code {code}" if code is not None else "does not answer"
        name = signal.Signals(-code).name
        return f"was ended by {name}" + (", as when memory is short" if name == "SIGKILL" else "")


def start(target: Callable[..., None], *arguments: object, held: Iterable[signal.Signals]) -> Child:
    """Start a process that calls `target` with its end of a pipe and the arguments. Raises `ProcessFailed`.

    The signals `held` wait until the process lets them through: one that comes while it starts would end it with a traceback.
    """
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=target, args=(theirs, *arguments), daemon=True)
    ensure_running()  # a helper of the library's, which lets signals through again when it is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        process.start()
    except OSError as error:
        ours.close()
        raise ProcessFailed(f"cannot start a process ({error.strerror})") from None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
    return Child(process, ours)
