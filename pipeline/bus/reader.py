"""Reading a topic from an offset to its end, without a group: what a review needs beside the `Bus` seam.

A review asks "has anybody decided about this record yet?" and must not be told no when the answer is yes. So
`read` promises one thing more than a poll does: **a record whose transaction had committed before the call
is in the answer.**

On SQLite that is what a query gives. Apache Kafka needs three steps, for `read_committed` shows nothing
beyond the last stable offset, and any other transaction that happens to be open on the partition holds that
back:

1. ask for the end of each partition with `read_uncommitted`, that is for the high watermark;
2. read with `read_committed` until the *position* is there, over aborted records and control markers;
3. if it does not get there in time, because a transaction is still open, raise. Never answer with less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from pipeline.bus.base import Record


class Reader(Protocol):
    """Reads topics. It has no positions of its own and moves nobody's."""

    def first_offsets(self, topic: str) -> dict[int, int]:
        """Return by partition the oldest offset that is kept: above 0, something has been deleted.

        Empty for a topic that does not exist. Raises `BusError`.
        """

    def read(self, topic: str, since: Mapping[int, int] | None = None) -> Iterator[Record]:
        """Yield the committed records, each partition in order, up to its end as it is when the reading begins.

        A partition is read from `since`, or from its oldest record. A topic that does not exist is empty.
        Raises `BusError` rather than leave something out.
        """

    def close(self) -> None:
        """Close. Closing twice is no error."""
