"""A time limit on one inspection: what takes longer fails, and so goes to dead-letter, not further.

The limit is a signal (SIGALRM), which reaches Python code and its regular expressions alike. What hangs outside the
interpreter is not reached; for that there is the watchdog (`pipeline.worker.watchdog`).
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence
from types import FrameType
from typing import ClassVar

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
        self._limit = TimeLimit(seconds)

    @property
    def policy(self) -> str:
        """See `Inspector.policy`."""
        return self._inspector.policy

    def prepare(self, raws: Sequence[bytes]) -> None:
        """See `Inspector.prepare`. What was not made ready in time is made when its record is inspected."""
        try:
            with self._limit:
                self._inspector.prepare(raws)
        except InspectionTimeout:
            self._inspector.prepare(())

    def inspect(self, raw: bytes) -> Verdict:
        """See `Inspector.inspect`."""
        with self._limit:
            return self._inspector.inspect(raw)


class TimeLimit:
    """A block under it raises `InspectionTimeout` once it has run for `seconds`. May be used again; not to be nested.

    It takes SIGALRM when it is first used in the main thread, and keeps it until another takes it: to set the handler at each message
    costs more than ten times what to set the timer does.
    """

    _holder: ClassVar[TimeLimit | None] = None

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._running = False

    def __enter__(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            return
        if TimeLimit._holder is not self:
            signal.signal(signal.SIGALRM, self._expire)
            TimeLimit._holder = self
        self._running = True
        signal.setitimer(signal.ITIMER_REAL, self._seconds, _AGAIN_S)

    def __exit__(self, *_: object) -> None:
        if self._running:
            self._running = False
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _expire(self, _: int, __: FrameType | None) -> None:
        if self._running:  # an alarm that comes when the block has just ended must not hit what follows
            raise InspectionTimeout
