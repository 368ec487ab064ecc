"""The embedded bus: a log of topics in one SQLite file, with positions per group; one partition a topic.

Any number of processes may publish; SQLite lets one write at a time and the others wait for their turn, up to
the busy time-out. Readers never wait. See `pipeline.bus.sqlite_file` for what survives a kill and a power
loss.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import msgspec

from pipeline.bus.base import BusError, Output, PositionMoved, Record
from pipeline.bus.sqlite_file import Durability, bus_errors, connect

PARTITION = 0
#: Bytes of values after which a poll returns what it has; a batch of the largest records must fit in memory.
POLL_BYTES = 64 * 1024 * 1024
#: First and longest pause, in seconds, between two looks at an idle log.
_PAUSES = (0.005, 0.1)
#: One page of a topic, from an offset on; each row is for `record_of`.
READ = """
SELECT "offset", key, value, headers, timestamp_ms FROM records
WHERE topic = (SELECT id FROM topics WHERE name = ?) AND "offset" >= ? ORDER BY "offset" LIMIT ?"""
_POSITION = """
SELECT p."offset" FROM positions p JOIN topics t ON t.id = p.topic WHERE p."group" = ? AND t.name = ?"""
_headers = msgspec.json.Decoder(list[tuple[str, bytes]])


class SqliteBus:
    """A `Bus` on the file at `path`. A producer needs no group.

    A group that is new starts at the oldest record. Two workers of one group are safe, since a commit checks
    that the position is still where the batch began, but the one that comes second has worked for nothing.
    """

    def __init__(
        self,
        path: Path | str,
        group: str = "mifeng",
        *,
        durability: Durability = "power",
        busy_timeout_s: float = 30.0,
    ) -> None:
        self.path = Path(path)
        self.group = group
        self._db = connect(self.path, durability, busy_timeout_s)
        #: By topic: the offset to be polled next, and the committed position as this bus last knew it.
        self._next: dict[str, int] = {}
        self._base: dict[str, int] = {}
        self._turn = 0

    def poll(self, topics: Sequence[str], max_records: int, timeout: float) -> list[Record]:
        """See `Bus.poll`. Each poll begins with another topic, so that a busy one does not starve the rest."""
        until = time.monotonic() + timeout
        pause = _PAUSES[0]
        self._turn += 1
        while True:
            with bus_errors("read records"):
                records = self._read(topics, max_records)
            left = until - time.monotonic()
            if records or left <= 0:
                return records
            time.sleep(min(pause, left))
            pause = min(pause * 2, _PAUSES[1])

    def _read(self, topics: Sequence[str], max_records: int) -> list[Record]:
        records: list[Record] = []
        budget = POLL_BYTES
        for shift in range(len(topics)):
            name = topics[(self._turn + shift) % len(topics)]
            if budget <= 0 or len(records) >= max_records:
                break
            records += self._read_topic(name, max_records - len(records), budget)
            budget = POLL_BYTES - sum(len(record.value) for record in records)
        return records

    def _read_topic(self, name: str, limit: int, budget: int) -> list[Record]:
        if name not in self._next:
            self._next[name] = self._base[name] = position(self._db, self.group, name)
        records: list[Record] = []
        with closing(self._db.execute(READ, (name, self._next[name], limit))) as rows:
            for row in rows:
                records.append(record_of(name, row))
                budget -= len(records[-1].value)
                if budget <= 0:
                    break
        if records:
            self._next[name] = records[-1].offset + 1
        return records

    @contextmanager
    def transaction(self) -> Iterator[SqliteTransaction]:
        """See `Bus.transaction`. Takes the write lock at once, so that no wait can come half-way."""
        transaction = SqliteTransaction(self._db, self.group, self._base)
        try:
            with bus_errors("write"):
                self._db.execute("BEGIN IMMEDIATE")
                yield transaction
                self._db.execute("COMMIT")
        except BaseException:
            self._abort()
            raise
        self._base.update(transaction.moved)

    def _abort(self) -> None:
        # After some errors (disk full, I/O) SQLite has rolled back already; then there is nothing to roll
        # back.
        with suppress(sqlite3.Error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        self.rewind()

    def publish(self, outputs: Sequence[Output]) -> None:
        """See `Bus.publish`."""
        with bus_errors("publish"), self.transaction() as transaction:
            transaction.publish(outputs)

    def rewind(self) -> None:
        """See `Bus.rewind`."""
        self._next.clear()
        self._base.clear()

    def seek(self, topic: str, partition: int, offset: int) -> None:
        """See `Bus.seek`. Raises `BusError` for another partition than 0 or a negative offset."""
        if partition != PARTITION or offset < 0:
            raise BusError(f"expected partition {PARTITION} and an offset of 0 or more")
        with self.transaction() as transaction:
            transaction.place(topic, offset)
        self.rewind()

    def lag(self, topic: str) -> int:
        """See `Bus.lag`. A topic that nobody has published to yet has no lag."""
        with bus_errors("read positions"):
            row = self._db.execute("SELECT next_offset FROM topics WHERE name = ?", (topic,)).fetchone()
            return int(row[0]) - position(self._db, self.group, topic) if row else 0

    def close(self) -> None:
        """See `Bus.close`."""
        self._db.close()


class SqliteTransaction:
    """An open SQLite transaction that publishes and advances. Made by `SqliteBus.transaction` only."""

    def __init__(self, db: sqlite3.Connection, group: str, base: Mapping[str, int]) -> None:
        self._db = db
        self._group = group
        self._base = base
        #: The positions that this transaction leaves, by topic.
        self.moved: dict[str, int] = {}

    def publish(self, outputs: Sequence[Output]) -> None:
        """See `Transaction.publish`. Offsets of a topic have no gaps, for they are given out under the lock."""
        by_topic: dict[str, list[Output]] = {}
        for output in outputs:
            by_topic.setdefault(output.topic, []).append(output)
        for name, group in by_topic.items():
            self._append(name, group)

    def _append(self, name: str, outputs: list[Output]) -> None:
        topic, first = self._ensure(name)
        now = time.time_ns() // 1_000_000
        rows = [(topic, first + i, *_columns(output, now)) for i, output in enumerate(outputs)]
        self._db.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._db.execute("UPDATE topics SET next_offset = ? WHERE id = ?", (first + len(rows), topic))

    def _ensure(self, name: str) -> tuple[int, int]:
        self._db.execute("INSERT INTO topics (name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
        row = self._db.execute("SELECT id, next_offset FROM topics WHERE name = ?", (name,)).fetchone()
        return int(row[0]), int(row[1])

    def advance(self, records: Sequence[Record]) -> None:
        """See `Transaction.advance`. Also refused when somebody has set the position back for a replay."""
        after = {record.topic: record.offset + 1 for record in records}
        for name, offset in after.items():
            if position(self._db, self._group, name) != self._base.get(name):
                raise PositionMoved("the position is not where this batch began")
            self.place(name, offset)
            self.moved[name] = offset

    def place(self, name: str, offset: int) -> None:
        """Set the group's position in a topic."""
        topic, _ = self._ensure(name)
        self._db.execute(
            'INSERT INTO positions VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "offset" = excluded."offset"',
            (self._group, topic, offset),
        )


def position(db: sqlite3.Connection, group: str, topic: str) -> int:
    """Return the committed position of a group in a topic; 0 where there is none yet."""
    row = db.execute(_POSITION, (group, topic)).fetchone()
    return int(row[0]) if row else 0


def _columns(output: Output, now: int) -> tuple[bytes | None, bytes, bytes | None, int]:
    headers = msgspec.json.encode(output.headers) if output.headers else None
    return output.key, output.value, headers, now if output.timestamp_ms is None else output.timestamp_ms


def record_of(topic: str, row: tuple[int, bytes | None, bytes, bytes | None, int]) -> Record:
    """Return the record that a row of `READ` holds."""
    offset, key, value, headers, timestamp_ms = row
    decoded = tuple(_headers.decode(headers)) if headers else ()
    return Record(topic, PARTITION, offset, key, value, decoded, timestamp_ms)
