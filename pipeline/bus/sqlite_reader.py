"""The `Reader` of the embedded bus. It has a connection of its own, which cannot write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from pipeline.bus.base import BusError, Record
from pipeline.bus.sqlite import PARTITION, POLL_BYTES, READ, record_of
from pipeline.bus.sqlite_file import bus_errors, connect

_PAGE = 500
_NEXT = "SELECT next_offset FROM topics WHERE name = ?"
_FIRST = 'SELECT MIN("offset") FROM records WHERE topic = (SELECT id FROM topics WHERE name = ?)'


class SqliteReader:
    """Reads the log at `path`, which must exist. Raises `BusError`."""

    def __init__(self, path: Path, *, busy_timeout_s: float = 30.0) -> None:
        if not path.is_file():
            raise BusError(f"{path}: expected the log of a worker that has run")
        self._db = connect(path, "power", busy_timeout_s)
        self._db.execute("PRAGMA query_only = ON")

    def first_offsets(self, topic: str) -> dict[int, int]:
        """See `Reader.first_offsets`. Where all has been deleted it is the offset to be given out next."""
        with bus_errors("read records"):
            following = self._next(topic)
            (first,) = self._db.execute(_FIRST, (topic,)).fetchone()
        if following is None:
            return {}
        return {PARTITION: following if first is None else int(first)}

    def read(self, topic: str, since: Mapping[int, int] | None = None) -> Iterator[Record]:
        """See `Reader.read`.

        No query stays open between two records: an open one would hold the connection to the moment at which
        it began, and a second read, begun meanwhile under the write lock, would look into the past.
        """
        offset = (since or {}).get(PARTITION, 0)
        with bus_errors("read records"):
            end = self._next(topic) or 0
        while offset < end and (page := self._page(topic, offset)):
            yield from (record for record in page if record.offset < end)
            offset = page[-1].offset + 1

    def _page(self, topic: str, offset: int) -> list[Record]:
        page: list[Record] = []
        size = 0
        with bus_errors("read records"), closing(self._db.execute(READ, (topic, offset, _PAGE))) as rows:
            for row in rows:
                page.append(record_of(topic, row))
                size += len(page[-1].value)
                if size >= POLL_BYTES:
                    break
        return page

    def _next(self, topic: str) -> int | None:
        row: tuple[int] | None = self._db.execute(_NEXT, (topic,)).fetchone()
        return None if row is None else int(row[0])

    def close(self) -> None:
        """See `Reader.close`."""
        self._db.close()
