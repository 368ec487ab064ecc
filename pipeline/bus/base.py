"""The bus as the worker sees it: poll a batch, then publish and advance the position in one transaction.

The order is always the same, and it is what Apache Kafka's transactions ask for too: decide the whole batch
first, *then* begin → publish… → advance → commit. So a transaction is open for milliseconds, never while a
message is inspected. An abort leaves the positions where they were, and the batch is delivered again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, Self, TypeAlias

Headers: TypeAlias = tuple[tuple[str, bytes], ...]


class BusError(Exception):
    """The bus cannot go on: unreadable, unwritable, of another version. Its text holds no content."""

    _cause: str | None = None

    def because(self, cause: str) -> Self:
        """Note the class of the error beneath; return the error."""
        self._cause = cause
        return self

    @property
    def why(self) -> str:
        """Return the class of the error beneath, or of this one where there is none."""
        return self._cause or type(self).__name__


class Aborted(BusError):
    """A transaction did not happen, or a read must be done again. Nothing was published; poll again."""


class Busy(Aborted):
    """Somebody else held the write lock for longer than the busy time-out."""


class PositionMoved(Aborted):
    """Another worker of the same group has handled these records in the meantime, so this batch is not ours."""


class Refused(Aborted):
    """Nothing was published, for what one of the outputs is, for example too large. The same batch again is in vain."""


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """A record as polled. `offset` counts from 0 in its partition; `timestamp_ms` is Unix time."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    headers: Headers
    timestamp_ms: int

    def __repr__(self) -> str:
        """Show where the record is, never what it says."""
        return f"<Record {self.reference}>"

    @property
    def reference(self) -> str:
        """Return TOPIC/PARTITION/OFFSET: a name for the record that gives nothing away."""
        return f"{self.topic}/{self.partition}/{self.offset}"


@dataclass(frozen=True, slots=True, repr=False)
class Output:
    """A record to be published. `timestamp_ms` None: now."""

    topic: str
    value: bytes
    key: bytes | None = None
    headers: Headers = ()
    timestamp_ms: int | None = None


class Transaction(Protocol):
    """An open transaction. Nothing that is done here can be seen by anyone before the commit."""

    def publish(self, outputs: Sequence[Output]) -> None:
        """Add outputs, in order."""

    def advance(self, records: Sequence[Record]) -> None:
        """Move the group's positions past `records`. Raises `PositionMoved` if they are past already."""


class Bus(Protocol):
    """A log of topics with positions per consumer group. One bus object belongs to one thread and one group."""

    def poll(self, topics: Sequence[str], max_records: int, timeout: float) -> list[Record]:
        """Return up to `max_records` of the records that follow those polled before, each topic in order.

        Waits up to `timeout` seconds for the first one; an empty list says that none came.
        """

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin; commit when the block is left, abort and rewind if it raises. Raises `BusError`."""

    def publish(self, outputs: Sequence[Output]) -> None:
        """Publish as a producer does: all of `outputs` or none, in a transaction of their own."""

    def rewind(self) -> None:
        """Go back to the committed positions: what was polled but not committed is polled again."""

    def seek(self, topic: str, partition: int, offset: int) -> None:
        """Set and commit the group's position, for a replay or to step over records, while no worker runs."""

    def lag(self, topic: str) -> int:
        """Return how many records of `topic` the group has not committed yet."""

    def close(self) -> None:
        """Close; an open transaction is aborted. Closing twice is no error."""
