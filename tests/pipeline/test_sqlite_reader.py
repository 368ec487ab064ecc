"""Reading the embedded log without a group: all that was committed before, nothing else, and nobody's position moves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.bus import BusError, Output, SqliteBus
from pipeline.bus.retention import trim
from pipeline.bus.sqlite_reader import SqliteReader

T = "a.topic"


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[SqliteBus]:
    """Yield a bus on a new log."""
    with closing(SqliteBus(tmp_path / "log.db")) as made:
        yield made


@pytest.fixture
def reader(bus: SqliteBus) -> Iterator[SqliteReader]:
    """Yield a reader of the bus's log."""
    with closing(SqliteReader(bus.path)) as made:
        yield made


def _publish(bus: SqliteBus, *values: bytes) -> None:
    bus.publish([Output(T, value, b"k", (("h", b"\xff"),), 1_000) for value in values])


def test_what_is_read(bus: SqliteBus, reader: SqliteReader) -> None:
    """Whole records from an offset to the end, as often as one likes; an unknown topic is empty."""
    assert list(reader.read(T)) == []
    assert reader.first_offsets(T) == {}
    _publish(bus, b"0", b"1", b"2")
    assert [record.value for record in reader.read(T)] == [b"0", b"1", b"2"]
    assert list(reader.read(T, {0: 1})) == bus.poll([T], 10, 0)[1:]
    assert (list(reader.read(T, {0: 3})), reader.first_offsets(T)) == ([], {0: 0})
    assert bus.lag(T) == 3


def test_many_pages(bus: SqliteBus, reader: SqliteReader) -> None:
    """More records than fit into a page come in order, and those that come meanwhile do not."""
    _publish(bus, *(b"%d" % number for number in range(1_200)))
    found = []
    for record in reader.read(T):
        found.append(int(record.value))
        if len(found) == 3:
            _publish(bus, b"-1")
    assert found == list(range(1_200))


def test_a_second_read_is_not_held_back_by_a_first(bus: SqliteBus, reader: SqliteReader) -> None:
    """While one reading is half-way, another one sees what was committed in between: a ledger depends on it."""
    _publish(bus, b"0", b"1")
    first = reader.read(T)
    next(first)
    _publish(bus, b"2")
    assert len(list(reader.read(T))) == 3
    assert len(list(first)) == 1


def test_what_was_deleted_shows(bus: SqliteBus, reader: SqliteReader) -> None:
    """The first offset tells that records were deleted, also when all of them were."""
    _publish(bus, b"0", b"1")
    bus.publish([Output(T, b"2", timestamp_ms=9_000)])
    trim(bus.path, T, 5_000)
    assert (reader.first_offsets(T), [record.offset for record in reader.read(T)]) == ({0: 2}, [2])
    trim(bus.path, T, 10_000)
    assert (reader.first_offsets(T), list(reader.read(T))) == ({0: 3}, [])


def test_an_open_transaction_is_not_seen(bus: SqliteBus, reader: SqliteReader) -> None:
    """Nothing of it before the commit, all of it after."""
    with bus.transaction() as transaction:
        transaction.publish([Output(T, b"0")])
        assert list(reader.read(T)) == []
    assert len(list(reader.read(T))) == 1


def test_it_makes_and_changes_nothing(bus: SqliteBus, reader: SqliteReader, tmp_path: Path) -> None:
    """A log that is not there is not made, and the connection of a reader cannot write."""
    with pytest.raises(BusError, match="expected the log"):
        SqliteReader(tmp_path / "other.db")
    assert not (tmp_path / "other.db").exists()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._db.execute("INSERT INTO topics (name) VALUES ('x')")
