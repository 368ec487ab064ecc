"""The desk: one decision about one record, once, whoever else decides at the same moment.

    claim the record ─► catch up with the audit events ─► open? ─► publish + audit event ─► commit
    (only one can)      (all that committed before)        └ no: refuse, abort

Why it happens once:

*SQLite.* The claim is the write lock (``BEGIN IMMEDIATE``), which is held to the commit. Whoever has it sees
every event that was committed, and nobody adds one.

*Kafka.* The claim is a transactional id of the record's own, ``GROUP`` + reference. Initialising it (before
anything is read) completes or aborts what an earlier holder left, and raises the epoch: from then on that
holder's commit is refused as fenced. So of two reviewers A, then B, either A had committed before B's
initialisation — then B's read, which goes to the high watermark and waits for open transactions (see
`pipeline.bus.reader`), shows A's event and B is refused — or A had not, and then A cannot any more. A commit
whose answer was lost is settled the same way by trying again: it says "released already", or does it.

In both, output and event are in one transaction; a crash leaves both or neither.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from pipeline.bus.base import Bus, Output
from pipeline.bus.reader import Reader
from pipeline.review.event import Event, event_output, iso
from pipeline.review.items import Item
from pipeline.review.ledger import Ledger
from pipeline.worker.routes import Route

#: Opens a bus that only one holder of the same reference can commit on.
Claims = Callable[[str], AbstractContextManager[Bus]]


def now_ms() -> int:
    """Return the time, Unix, in milliseconds."""
    return time.time_ns() // 1_000_000


class Desk:
    """Where decisions about the records of `routes` are made. `clock` gives Unix milliseconds."""

    def __init__(
        self, reader: Reader, claims: Claims, routes: Sequence[Route], clock: Callable[[], int] = now_ms
    ) -> None:
        self.reader = reader
        self.routes = tuple(routes)
        self.clock = clock
        self._claims = claims
        self._ledgers = {route.name: Ledger(reader, route) for route in routes}

    def ledger(self, route: Route) -> Ledger:
        """Return the ledger of a route, as it was when it last caught up."""
        return self._ledgers[route.name]

    def settle(self, item: Item, event: Event, outputs: Sequence[Output] = ()) -> None:
        """Publish `outputs` and the event, if nobody has decided about the item. Raises `Refused` and `BusError`."""
        ledger = self.ledger(item.route)
        with self._claims(item.reference) as bus, bus.transaction() as transaction:
            ledger.catch_up()
            ledger.require_open(item, leaving=bool(outputs))
            transaction.publish([*outputs, event_output(event, item.route)])

    def time(self) -> str:
        """Return the time as events give it."""
        return iso(self.clock())
