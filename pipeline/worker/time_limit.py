"""A time limit on one inspection: what takes longer fails, and so goes to dead-letter, not further.

The limit is a signal (SIGALRM), which reaches Python code and its regular expressions alike. What hangs outside the
interpreter is not reached; for that there is the watchdog (`pipeline.worker.watchdog`).
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from pipeline.worker.inspector import Inspector, Verdict

#: Seconds after which an alarm comes again: code that was interrupted may have swallowed the first.
_AGAIN_S = 1.0


class InspectionTimeout(Exception):
    """An inspection has taken longer than it may."""


class TimedInspector:
    """An `Inspector` whose `inspect` raises `InspectionTimeout` after `seconds`, and whose `prepare` just ends by then.

    Signals are for the main thread alone: in any other there is no limit.
    """

    def __init__(self, inspector: Inspector, seconds: float) -> None:
        self._inspector = inspector
        self._seconds = seconds

    @property
    def policy(self) -> str:
        """See `Inspector.policy`."""
        return self._inspector.policy

    def prepare(self, raws: Sequence[bytes]) -> None:
        """See `Inspector.prepare`. What was not made ready in time is made when its record is inspected."""
        try:
            with time_limit(self._seconds):
                self._inspector.prepare(raws)
        except InspectionTimeout:
            self._inspector.prepare(())

    def inspect(self, raw: bytes) -> Verdict:
        """See `Inspector.inspect`."""
        with time_limit(self._seconds):
            return self._inspector.inspect(raw)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `InspectionTimeout` in the block once it has run for `seconds`. Not to be nested."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    running = True

    def expire(_: int, __: FrameType | None) -> None:
        if running:  # an alarm that comes when the block has just ended must not hit what follows
            raise InspectionTimeout

    before = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_S)
    try:
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
