"""The ledger: which records have been decided, read from the audit events. Missing pages are not read as blank ones."""

from __future__ import annotations

from pipeline.bus.reader import Reader
from pipeline.review.errors import Refused
from pipeline.review.event import Event, State, read_event, reviews_topic
from pipeline.review.items import Item
from pipeline.worker.routes import Route

#: Later than any time: of a topic that has been emptied nothing is known.
_NEVER = 2**62


class Ledger:
    """The decisions of one route. The first event about a reference counts; there should be no second."""

    def __init__(self, reader: Reader, route: Route) -> None:
        self._reader = reader
        self._topic = reviews_topic(route)
        self._next: dict[int, int] = {}
        self._events: dict[str, Event] = {}
        #: By partition of which old events were deleted: the time (Unix, ms) from which all are still there.
        self._known_from: dict[int, int] = {}

    def catch_up(self) -> None:
        """Read what has been decided since the last time. Raises `BusError` and `Refused`."""
        for partition, first in self._reader.first_offsets(self._topic).items():
            if first > self._next.setdefault(partition, 0):  # events were deleted before they were read
                self._next[partition] = first
                self._known_from[partition] = _NEVER
        for record in self._reader.read(self._topic, dict(self._next)):
            if self._known_from.get(record.partition) == _NEVER:
                self._known_from[record.partition] = record.timestamp_ms
            event = read_event(record)
            self._events.setdefault(event.reference, event)
            self._next[record.partition] = record.offset + 1

    def event(self, item: Item) -> Event | None:
        """Return the decision about an item, if one is known."""
        return self._events.get(item.reference)

    def states(self) -> dict[str, State]:
        """Return what has become of each record that was decided, by reference."""
        return {reference: event.state for reference, event in self._events.items()}

    def state(self, item: Item) -> State:
        """Return what an item is as far as is known."""
        event = self.event(item)
        return "open" if event is None else event.state

    def require_open(self, item: Item, leaving: bool) -> None:
        """Raise `Refused` if the item is decided; and, with `leaving`, unless it is certain that it is not.

        `leaving`: something is to be published. A rejection sends nothing, so it may be made on what is known;
        being an event itself, it is also where a topic that was emptied begins to be known again.
        """
        if (event := self.event(item)) is not None:
            raise Refused(f"{item.reference}: {event.state} already, by {event.reviewer} at {event.time}")
        if leaving and item.since_ms < max(self._known_from.values(), default=0):
            raise Refused(
                f"{item.reference}: older than what is left of {self._topic}, so it cannot be shown that it is"
                " still open; it can be rejected. Keep that topic as long as the records it is about"
            )
