"""SIGTERM and SIGINT: the first asks to stop after the batch, a second one ends the process at once (and safely)."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class StoppedAtStart(Exception):
    """The worker was told to end while it was still waiting for something at its start: nothing was done, nothing is wrong."""


class Stop(threading.Event):
    """An event that, when it is set, also calls `then`."""

    def __init__(self) -> None:
        super().__init__()
        self._then: Callable[[], None] = lambda: None

    def then(self, call: Callable[[], None]) -> None:
        """Have `call` called when the event is set; at once if it is."""
        self._then = call
        if self.is_set():
            call()

    def set(self) -> None:
        """Set the event."""
        super().set()
        self._then()


@contextmanager
def stop_on_signals() -> Iterator[Stop]:
    """Yield an event that the first signal sets. Off the main thread it stays unset."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def handle(number: int, _: FrameType | None) -> None:
        # A batch that never ends must not keep an operator waiting: an open transaction just vanishes.
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    before = {number: signal.signal(number, handle) for number in SIGNALS}
    # Whoever has started this process may have had them held back until there is somebody to heed them.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
