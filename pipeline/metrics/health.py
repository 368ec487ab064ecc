"""Live and ready: what the two probes are told."""

from __future__ import annotations

import time
from collections.abc import Callable


class Health:
    """Live while the loop has turned within `live_s` seconds; ready while every part is.

    The parts: `bus` (the group has given out its partitions), `policy`, `keys`, and `cases` (all that the cases topic holds
    is in the store, and has been lately; where there is no such topic, at once). `on_turn` is called at each turn. Read by
    the server's threads, written by the worker's: each write is a single assignment.
    """

    PARTS = ("bus", "policy", "keys", "cases")

    def __init__(
        self,
        live_s: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
        on_turn: Callable[[], None] = lambda: None,
        parts: tuple[str, ...] | None = None,
    ) -> None:
        self._live_s = live_s
        self._on_turn = on_turn
        self._clock = clock
        self._turned_at = clock()
        #: The parts that there are, in order.
        self.parts = self.PARTS if parts is None else parts
        self._ready: dict[str, Callable[[], bool]] = dict.fromkeys(self.parts, _never)

    def turned(self) -> None:
        """Say that the loop has turned."""
        self._turned_at = self._clock()
        self._on_turn()

    def set_ready(self, part: str, ready: bool = True) -> None:
        """Say whether a part (one of `PARTS`) is ready. Raises `KeyError` for another name."""
        self.ready_while(part, _always if ready else _never)

    def ready_while(self, part: str, holds: Callable[[], bool]) -> None:
        """Have a part be ready whenever `holds` says so. It is asked at each probe, in any thread, and must answer at once.

        Raises `KeyError` for a name that is none of the parts.
        """
        if part not in self._ready:
            raise KeyError(part)
        self._ready[part] = holds

    @property
    def live(self) -> bool:
        """Return whether the loop has turned lately."""
        return self._clock() - self._turned_at <= self._live_s

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the parts that are not ready, in the order of `PARTS`; empty when ready."""
        return tuple(part for part in self.parts if not self._ready[part]())


def _always() -> bool:
    return True


def _never() -> bool:
    return False
