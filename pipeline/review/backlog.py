"""How much waits for a reviewer, and since when: kept up to date by reading on, not by reading all of it again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipeline.contract import BadInput
from pipeline.review.desk import Desk
from pipeline.review.items import held_item
from pipeline.worker.routes import Route


@dataclass(slots=True)
class Backlog:
    """The quarantine of one route. `waiting`: since when (Unix, ms) each open record waits, by reference; `decided`: how
    many records were released, rejected or expired. `unreadable` counts records that are no held ones.
    """

    route: Route
    waiting: dict[str, int] = field(default_factory=dict)
    decided: Counter[str] = field(default_factory=Counter)
    unreadable: int = 0
    _next: dict[int, int] = field(default_factory=dict)
    _open: dict[str, int] = field(default_factory=dict)

    def catch_up(self, desk: Desk) -> None:
        """Read what was held and what was decided since the last time. Raises `BusError` and `Refused`."""
        for record in desk.reader.read(self.route.quarantine, dict(self._next)):
            self._next[record.partition] = record.offset + 1
            try:
                item = held_item(record, self.route)
            except BadInput:
                self.unreadable += 1
                continue
            self._open.setdefault(item.reference, item.since_ms)
        ledger = desk.ledger(self.route)
        ledger.catch_up()
        states = ledger.states()
        self.waiting = {ref: since for ref, since in self._open.items() if ref not in states}
        self.decided = Counter(states.values())
