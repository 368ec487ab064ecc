"""Writing to the store: a batch of changes and the positions behind them, in one transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.cases.records import Change, SetAside
from pipeline.cases.store.errors import damaged, store_errors
from pipeline.cases.store.sealing import Sealer, Unsealable
from pipeline.contract import Case

#: So many references to unreadable records are kept; all of them are counted.
_MOST_SET_ASIDE = 1000


class StoreWriter:
    """Applies changes. One thread; writers of other processes take turns with it. Made by `CaseStore`."""

    def __init__(self, path: Path, db: sqlite3.Connection, sealer: Sealer) -> None:
        self._path = path
        self._db = db
        self._sealer = sealer

    def apply(
        self, changes: Iterable[Change], topic: str = "", positions: Mapping[int, int] | None = None,
        set_aside: Sequence[SetAside] = (),
    ) -> None:  # fmt: skip
        """Store all of it or nothing. A change from before the stored position is passed over: it has been applied.

        `positions` are the offsets to be read next, by partition. Raises `CaseStoreError`.
        """
        with self._transaction("store a batch of cases"):
            known = self._positions(topic)
            newest = {
                change.case_id: change for change in changes
                if change.offset is None or change.offset >= known.get(change.partition, 0)
            }  # fmt: skip
            for change in newest.values():
                self._put(change.case) if change.case is not None else self._delete(change.case_id)
            self._db.executemany(
                'INSERT INTO set_aside (topic, "partition", "offset", error) VALUES (?, ?, ?, ?)',
                [(topic, one.partition, one.offset, one.error) for one in set_aside
                 if one.offset >= known.get(one.partition, 0)],
            )  # fmt: skip
            self._db.execute(_TRIM, (_MOST_SET_ASIDE,))
            for partition, offset in (positions or {}).items():
                self._db.execute(_ADVANCE, (topic, partition, offset))

    def positions(self, topic: str) -> dict[int, int]:
        """Return the offset to be read next, by partition; empty where nothing was read yet."""
        with store_errors(self._path, "read the positions"):
            return self._positions(topic)

    def set_aside(self) -> list[tuple[str, SetAside]]:
        """Return the last unreadable records: topic, and reference with error class."""
        with store_errors(self._path, "read what was set aside"):
            rows = self._db.execute(
                'SELECT topic, "partition", "offset", error FROM set_aside ORDER BY number'
            )
            return [(row[0], SetAside(*row[1:])) for row in rows]

    def other_topics(self, topic: str) -> bool:
        """Tell whether the store was read from another topic than this."""
        with store_errors(self._path, "read the positions"):
            found = self._db.execute("SELECT 1 FROM positions WHERE topic <> ? LIMIT 1", (topic,))
            return found.fetchone() is not None

    def level(self, now: float | None = None) -> None:
        """Note that everything up to now (Unix time) has been read."""
        with self._transaction("note the time"):
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('level', ?)", (now or time.time(),))

    def level_at(self) -> float | None:
        """Return when (Unix time) everything had been read, or None."""
        with store_errors(self._path, "read the time"):
            row = self._db.execute("SELECT value FROM meta WHERE name = 'level'").fetchone()
            return float(row[0]) if row else None

    def clear(self) -> None:
        """Remove every case and position, to read all of it again."""
        with self._transaction("remove all cases"):
            for table in ("cases", "identifiers", "positions"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608  # names from the line above
            self._db.execute("DELETE FROM meta WHERE name = 'level'")
            self._db.execute("UPDATE meta SET value = 0 WHERE name = 'cases'")

    def flush(self) -> None:
        """Bring everything to the disk and empty the write-ahead log, as far as readers allow."""
        with store_errors(self._path, "flush"):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _transaction(self, what: str) -> Iterator[None]:
        with store_errors(self._path, what):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # after some errors SQLite has rolled back already
                    self._db.execute("ROLLBACK")
                raise

    def _positions(self, topic: str) -> dict[int, int]:
        rows = self._db.execute('SELECT "partition", "offset" FROM positions WHERE topic = ?', (topic,))
        return dict(rows.fetchall())

    def _put(self, case: Case) -> None:
        tag = self._sealer.tag(case.case_id)
        sealed, digests = self._sealer.seal(case, tag), self._sealer.digests(case)
        row = self._db.execute(
            "SELECT number, CAST(sealed AS BLOB) FROM cases WHERE tag = ?", (tag,)
        ).fetchone()
        if row is None:
            added = self._db.execute("INSERT INTO cases (tag, sealed) VALUES (?, ?)", (tag, sealed))
            self._identify(int(added.lastrowid or 0), digests, frozenset())
            self._count(1)
        else:
            self._db.execute("UPDATE cases SET sealed = ? WHERE number = ?", (sealed, row[0]))
            self._identify(row[0], digests, self._digests_before(row[1], tag))

    def _delete(self, case_id: str) -> None:
        tag = self._sealer.tag(case_id)
        row = self._db.execute(
            "SELECT number, CAST(sealed AS BLOB) FROM cases WHERE tag = ?", (tag,)
        ).fetchone()
        if row is not None:
            self._db.execute("DELETE FROM cases WHERE number = ?", (row[0],))
            self._identify(row[0], frozenset(), self._digests_before(row[1], tag))
            self._count(-1)

    def _digests_before(self, sealed: bytes, tag: bytes) -> set[bytes]:
        try:
            return self._sealer.digests(self._sealer.open(sealed, tag))
        except Unsealable:
            raise damaged(self._path, "a case that was altered") from None

    def _identify(
        self, number: int, now: set[bytes] | frozenset[bytes], before: set[bytes] | frozenset[bytes]
    ) -> None:
        gone = [(digest, number) for digest in before - now]
        new = [(digest, number) for digest in now - before]
        self._db.executemany("DELETE FROM identifiers WHERE digest = ? AND number = ?", gone)
        self._db.executemany("INSERT INTO identifiers VALUES (?, ?)", new)

    def _count(self, step: int) -> None:
        self._db.execute("UPDATE meta SET value = value + ? WHERE name = 'cases'", (step,))


_ADVANCE = """
INSERT INTO positions VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET "offset" = max("offset", excluded."offset")"""
_TRIM = "DELETE FROM set_aside WHERE number <= (SELECT coalesce(max(number), 0) FROM set_aside) - ?"
