"""What looks after a running worker: the watchdog, the limit on an inspection, and the note of what is in hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from pipeline.contract import BadInput
from pipeline.logs import get_logger
from pipeline.worker.config import Config
from pipeline.worker.in_hand import InHand
from pipeline.worker.signals import Stop
from pipeline.worker.watchdog import Watchdog

_T = TypeVar("_T", InHand, Watchdog)


@contextmanager
def watched(config: Config, stop: Stop) -> Iterator[Callable[[], None]]:
    """Yield what to call at each turn of the loop, lest the process be ended. Only on the main thread: there is one watchdog
    a process.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return
    trace = config.data / f"hang.{config.instance_name}.txt"
    with closing(_written(trace, lambda: Watchdog(trace, config.worker.hang_s, config.worker.stop_s))) as dog:
        if dog.bit_before:
            get_logger("worker").warning("ended_by_watchdog_before", trace=str(trace))
        stop.then(dog.stopping)
        yield dog.beat
        stop.then(lambda: None)  # somebody may still set it when the dog has gone


@contextmanager
def noting(config: Config) -> Iterator[InHand]:
    """Yield the note of what is in hand, under this worker's name."""
    path = config.data / f"in-hand.{config.instance_name}"
    with closing(_written(path, lambda: InHand(path))) as note:
        yield note


def _written(path: Path, make: Callable[[], _T]) -> _T:
    try:
        return make()
    except OSError as error:
        raise BadInput(f"expected a file that can be written ({error.strerror})", str(path)) from None
