"""The embedded bus keeps order, loses nothing, repeats nothing, and says what is wrong with a file."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.bus import BusError, Busy, Output, PositionMoved, Record, SqliteBus
from pipeline.bus import sqlite as sqlite_bus
from pipeline.bus.retention import trim
from tests.pipeline.worker_fakes import fill, read_all

TOPIC = "mifeng.messages"
OUT = "mifeng.messages.cleared"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return where the log is."""
    return tmp_path / "topics.db"


@pytest.fixture
def bus(log: Path) -> Iterator[SqliteBus]:
    """Yield a consumer's bus."""
    with_group = SqliteBus(log, "group")
    yield with_group
    with_group.close()


def values(records: list[Record]) -> list[bytes]:
    """Return the values of records."""
    return [record.value for record in records]


def numbered(count: int, start: int = 0) -> list[bytes]:
    """Return `count` values that differ."""
    return [f"v{number}".encode() for number in range(start, start + count)]


def handle(bus: SqliteBus, records: list[Record]) -> None:
    """Publish the values of `records` and advance past them."""
    with bus.transaction() as transaction:
        transaction.publish([Output(OUT, record.value) for record in records])
        transaction.advance(records)


def test_a_record_comes_back_whole(bus: SqliteBus) -> None:
    """Key, value, headers and time are what was published; offsets count from 0."""
    headers = (("traceparent", b"00-\xff"), ("traceparent", b"again"))
    bus.publish([Output(TOPIC, b"\x00\xffvalue", b"key", headers, 1234), Output(TOPIC, b"")])
    first, second = bus.poll([TOPIC], 10, 0)
    assert (first.topic, first.partition, first.offset) == (TOPIC, 0, 0)
    assert (first.key, first.value, first.headers) == (b"key", b"\x00\xffvalue", headers)
    assert first.timestamp_ms == 1234
    assert (second.offset, second.key, second.value, second.headers) == (1, None, b"", ())
    assert abs(second.timestamp_ms - time.time() * 1000) < 60_000


def test_polls_go_on_in_order(bus: SqliteBus, log: Path) -> None:
    """Each poll takes up where the last one ended, also before its batch is committed."""
    fill(log, TOPIC, numbered(5))
    assert values(bus.poll([TOPIC], 2, 0)) == [b"v0", b"v1"]
    assert values(bus.poll([TOPIC], 2, 0)) == [b"v2", b"v3"]
    assert values(bus.poll([TOPIC], 2, 0)) == [b"v4"]
    assert bus.poll([TOPIC], 2, 0) == []


def test_a_commit_moves_outputs_and_position_together(bus: SqliteBus, log: Path) -> None:
    """After a commit another bus of the group goes on behind it and the outputs can be read."""
    fill(log, TOPIC, numbered(3))
    handle(bus, bus.poll([TOPIC], 2, 0))
    successor = SqliteBus(log, "group")
    assert values(successor.poll([TOPIC], 10, 0)) == [b"v2"]
    assert values(read_all(log, OUT)) == [b"v0", b"v1"]
    assert successor.lag(TOPIC) == 1
    successor.close()


def _half_a_transaction(bus: SqliteBus, records: list[Record]) -> None:
    with bus.transaction() as transaction:
        transaction.publish([Output(OUT, b"half")])
        transaction.advance(records)
        raise ZeroDivisionError


def test_an_abort_leaves_nothing_and_delivers_again(bus: SqliteBus, log: Path) -> None:
    """An exception in the block takes back outputs and position, and the batch is polled again."""
    fill(log, TOPIC, numbered(2))
    records = bus.poll([TOPIC], 10, 0)
    with pytest.raises(ZeroDivisionError):
        _half_a_transaction(bus, records)
    assert read_all(log, OUT) == []
    assert values(bus.poll([TOPIC], 10, 0)) == [b"v0", b"v1"]
    handle(bus, records)
    assert [record.offset for record in read_all(log, OUT)] == [0, 1]


def test_nothing_is_seen_before_the_commit(bus: SqliteBus, log: Path) -> None:
    """A reader sees an output only when its transaction is committed."""
    fill(log, TOPIC, numbered(1))
    with bus.transaction() as transaction:
        transaction.publish([Output(OUT, b"pending")])
        assert read_all(log, OUT) == []
    assert values(read_all(log, OUT)) == [b"pending"]


def test_groups_do_not_share_positions(bus: SqliteBus, log: Path) -> None:
    """A second group starts at the oldest record, whatever the first has committed."""
    fill(log, TOPIC, numbered(2))
    handle(bus, bus.poll([TOPIC], 10, 0))
    assert len(read_all(log, TOPIC)) == 2


def test_the_second_worker_of_a_group_is_refused(bus: SqliteBus, log: Path) -> None:
    """Two workers that polled the same batch cannot both commit it; the late one then goes on behind it."""
    fill(log, TOPIC, numbered(3))
    rival = SqliteBus(log, "group")
    mine, theirs = bus.poll([TOPIC], 2, 0), rival.poll([TOPIC], 2, 0)
    handle(bus, mine)
    with pytest.raises(PositionMoved):
        handle(rival, theirs)
    assert values(rival.poll([TOPIC], 10, 0)) == [b"v2"]
    assert values(read_all(log, OUT)) == [b"v0", b"v1"]
    rival.close()


def test_seek_replays(bus: SqliteBus, log: Path) -> None:
    """A position that was set back is where every bus of the group goes on, and a running batch is refused."""
    fill(log, TOPIC, numbered(4))
    handle(bus, bus.poll([TOPIC], 2, 0))
    running = bus.poll([TOPIC], 2, 0)
    operator = SqliteBus(log, "group")
    operator.seek(TOPIC, 0, 1)
    operator.close()
    with pytest.raises(PositionMoved):
        handle(bus, running)
    assert values(bus.poll([TOPIC], 10, 0)) == [b"v1", b"v2", b"v3"]


@pytest.mark.parametrize(("partition", "offset"), [(1, 0), (0, -1)])
def test_seek_refuses_what_cannot_be(bus: SqliteBus, partition: int, offset: int) -> None:
    """There is one partition and no negative offset."""
    with pytest.raises(BusError, match="expected partition 0"):
        bus.seek(TOPIC, partition, offset)


def test_a_busy_topic_does_not_starve_the_other(bus: SqliteBus, log: Path) -> None:
    """Two polls in a row begin with different topics, so both get their turn."""
    fill(log, TOPIC, numbered(50))
    fill(log, "mifeng.notes", [b"note"])
    polled = bus.poll([TOPIC, "mifeng.notes"], 5, 0) + bus.poll([TOPIC, "mifeng.notes"], 5, 0)
    assert b"note" in values(polled)


def test_a_batch_is_bounded_in_bytes(bus: SqliteBus, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large records come in smaller batches, at least one at a time, and none is skipped."""
    monkeypatch.setattr(sqlite_bus, "POLL_BYTES", 5)
    fill(log, TOPIC, [b"aaa", b"bbb", b"ccccccccc", b"d"])
    batches = [values(bus.poll([TOPIC], 10, 0)) for _ in range(3)]
    assert batches == [[b"aaa", b"bbb"], [b"ccccccccc"], [b"d"]]


def test_an_idle_poll_waits_and_wakes(bus: SqliteBus, log: Path) -> None:
    """A poll sleeps while there is nothing, and returns soon after a record has come from elsewhere."""
    started, used = time.monotonic(), time.process_time()
    assert bus.poll([TOPIC], 10, 0.4) == []
    assert time.monotonic() - started >= 0.4
    assert time.process_time() - used < 0.2
    timer = threading.Timer(0.1, fill, (log, TOPIC, [b"late"]))
    timer.start()
    assert values(bus.poll([TOPIC], 10, 20)) == [b"late"]
    timer.join()


def test_several_processes_publish_without_gaps(log: Path) -> None:
    """Offsets of concurrent producers have no gaps and no repeats, and each producer's order is kept."""
    program = (
        "import sys; from pipeline.bus import SqliteBus, Output; bus = SqliteBus(sys.argv[1])\n"
        "for n in range(60): bus.publish([Output('mifeng.messages', f'{sys.argv[2]}-{n}'.encode())] * 2)"
    )
    producers = [subprocess.Popen([sys.executable, "-c", program, log, name]) for name in "abc"]
    assert [producer.wait(60) for producer in producers] == [0, 0, 0]
    records = read_all(log, TOPIC)
    assert [record.offset for record in records] == list(range(360))
    for name in b"abc":
        own = [int(record.value[2:]) for record in records if record.value[0] == name]
        assert own == [n for n in range(60) for _ in range(2)]


def test_a_log_may_appear_while_it_is_looked_for(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process that creates all of it between two looks at the file has not made it another program's."""
    looks = []

    class Watched(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            if "application_id" in sql or "sqlite_schema" in sql:
                looks.append(sql)
                if len(looks) == 2:
                    monkeypatch.undo()
                    SqliteBus(log).close()
            return super().execute(sql, *given)

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Watched))
    with_watch = SqliteBus(log)
    with_watch.publish([Output(TOPIC, b"v")])
    with_watch.close()
    assert len(looks) > 1
    assert values(read_all(log, TOPIC)) == [b"v"]


def test_a_writer_waits_its_turn_and_says_when_it_gave_up(bus: SqliteBus, log: Path) -> None:
    """A producer that cannot get the lock within the busy time-out is told so, and may try again."""
    impatient = SqliteBus(log, busy_timeout_s=0.05)
    with bus.transaction(), pytest.raises(Busy):
        impatient.publish([Output(TOPIC, b"x")])
    impatient.publish([Output(TOPIC, b"x")])
    assert len(read_all(log, TOPIC)) == 1
    impatient.close()


def test_reading_needs_no_turn(bus: SqliteBus, log: Path) -> None:
    """Somebody's open transaction does not hold up a poll."""
    fill(log, TOPIC, numbered(1))
    writer = SqliteBus(log)
    with writer.transaction():
        assert len(bus.poll([TOPIC], 10, 0)) == 1
    writer.close()


@pytest.mark.parametrize(("durability", "level"), [("power", 2), ("process", 1)])
def test_durability_is_what_it_says(log: Path, durability: str, level: int) -> None:
    """``power`` flushes at each commit (synchronous=FULL), ``process`` does not (NORMAL); both write ahead."""
    bus = SqliteBus(log, durability=durability)  # type: ignore[arg-type]
    assert bus._db.execute("PRAGMA synchronous").fetchone() == (level,)
    assert bus._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    bus.close()


def test_the_files_are_their_owners(bus: SqliteBus, log: Path) -> None:
    """The log and the files beside it hold personal data and can be read by their owner only."""
    bus.publish([Output(TOPIC, b"x")])
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in log.parent.iterdir()}
    assert modes == {"topics.db": 0o600, "topics.db-wal": 0o600, "topics.db-shm": 0o600}


def _newer(path: Path) -> None:
    SqliteBus(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 7")


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE somebody (s)")


WRONG_FILES = [
    pytest.param(_newer, "expected a log of schema version 1, found version 7", id="newer"),
    pytest.param(_foreign, "found another program's database", id="foreign"),
    pytest.param(lambda p: p.write_bytes(b"not a database" * 99), "no SQLite database", id="text"),
    pytest.param(lambda p: p.mkdir(), "cannot open", id="directory"),
]


@pytest.mark.parametrize(("make", "expected"), WRONG_FILES)
def test_a_wrong_file_is_refused(log: Path, make: object, expected: str) -> None:
    """A file that is no log of this version is left alone, and the error says what it is."""
    make(log)  # type: ignore[operator]
    with pytest.raises(BusError, match=expected):
        SqliteBus(log)


def test_many_can_open_a_new_log_at_once(log: Path) -> None:
    """Processes that start together do not trip over each other while the log is made."""
    program = "import sys; from pipeline.bus import SqliteBus; SqliteBus(sys.argv[1]).close()"
    openers = [subprocess.Popen([sys.executable, "-c", program, log]) for _ in range(6)]
    assert [opener.wait(60) for opener in openers] == [0] * 6


def test_a_record_does_not_show_its_content(bus: SqliteBus) -> None:
    """The repr of a record and an output is safe to print."""
    bus.publish([Output(TOPIC, b"secret", b"secret")])
    (record,) = bus.poll([TOPIC], 1, 0)
    assert repr(record) == f"<Record {TOPIC}/0/0>"
    assert "secret" not in repr(Output(TOPIC, b"secret"))


def test_closing_twice_is_no_error(bus: SqliteBus) -> None:
    """The fixture closes it once more."""
    bus.close()


def test_trim_takes_only_what_is_old_and_read(bus: SqliteBus, log: Path) -> None:
    """Records go when they are old and every group has passed them, and their bytes with them."""
    old = [Output(TOPIC, f"old-marker-{n}".encode(), timestamp_ms=1000) for n in range(3)]
    bus.publish([*old, Output(TOPIC, b"new", timestamp_ms=9000)])
    with bus.transaction() as transaction:
        transaction.advance(bus.poll([TOPIC], 2, 0))
    bus.close()
    assert trim(log, TOPIC, before_ms=5000) == 2
    assert values(read_all(log, TOPIC)) == [b"old-marker-2", b"new"]
    assert read_all(log, TOPIC)[0].offset == 2
    assert b"old-marker-1" not in log.read_bytes()
