"""A limit for calls that have none of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress


def within(seconds: float, call: Callable[[], object]) -> bool:
    """Call in a thread and return whether it has ended within `seconds`, well or not. The thread is left to itself."""
    thread = threading.Thread(target=_quietly, args=(call,), daemon=True)
    thread.start()
    thread.join(seconds)
    return not thread.is_alive()


def _quietly(call: Callable[[], object]) -> None:
    with suppress(Exception):  # used for closing: there is nobody left to tell
        call()
