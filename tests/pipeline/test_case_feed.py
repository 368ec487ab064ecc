"""The feed: from the cases topic to the store, whatever the records, the topic and the disk do."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cases.feed import CaseFeed
from pipeline.cases.records import PositionLost, SetAside
from pipeline.cases.store import CaseStore, StoreFull
from pipeline.cases.waiting import WaitingCases
from tests.pipeline.case_fakes import KEY, UNREACHABLE, FakeTopic, case, put

_DAY = 24 * 3600.0


class Clock:
    """A clock that is set by hand, in seconds of Unix time."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    """An empty store."""
    opened = CaseStore(tmp_path / "cases.db", KEY)
    yield opened
    opened.close()


def _drain(feed: CaseFeed, topic: FakeTopic) -> int:
    total = 0
    for _ in range(200):
        total += feed.step(0)
        if not topic.failures and feed.state.behind == 0 and feed.state.error is None:
            return total
    raise AssertionError("the feed never came to the end")


def test_it_reads_all_partitions_and_says_when_it_is_level(store: CaseStore) -> None:
    """Not ready until everything that was there at the start is stored; size and age are told."""
    topic, clock = FakeTopic(partitions=2), Clock()
    topic.write_cases([case(number) for number in range(5)], partition=0)
    topic.write_cases([case(number) for number in range(5, 8)], partition=1)
    feed = CaseFeed(store, topic, clock=clock)
    assert not feed.state.ready
    assert feed.state.age_s is None
    assert feed.step(0) == 4
    assert (feed.state.ready, feed.state.behind, feed.state.cases) == (False, 4, 4)
    assert _drain(feed, topic) == 4
    clock.now += 7
    assert (feed.state.ready, feed.state.age_s, feed.state.cases) == (True, 7, 8)
    assert store.cases.get("CASE-0006") == case(6)


def test_an_empty_topic_is_level_at_once(store: CaseStore) -> None:
    """A lender without cases has a worker that is ready, and judges by the strict column."""
    feed = CaseFeed(store, FakeTopic())
    feed.step(0)
    assert feed.state.ready


def test_what_comes_after_the_start_does_not_unmake_ready(store: CaseStore) -> None:
    """A steady stream of updates keeps `behind` above zero for moments; the worker stays ready."""
    topic = FakeTopic()
    feed = CaseFeed(store, topic)
    _drain(feed, topic)
    topic.write_cases([case(number) for number in range(9)])
    feed.step(0)
    assert (feed.state.ready, feed.state.behind) == (True, 7)


def test_under_a_steady_stream_the_store_is_as_level_as_it_is(store: CaseStore) -> None:
    """Where there is always something left to read, the age is that of what has been read, and does not just grow."""
    topic, clock = FakeTopic(most=3), Clock()
    feed = CaseFeed(store, topic, clock=clock)
    _drain(feed, topic)
    for number in range(0, 200, 3):
        topic.write_cases([case(number), case(number + 1), case(number + 2)])
        topic.write_cases([case(999)] if number == 0 else [])
        clock.now += 1
        feed.step(0)
    assert feed.state.behind
    assert feed.is_current(6)
    clock.now += 7
    assert not feed.is_current(6)


def test_what_falls_behind_is_not_current(store: CaseStore) -> None:
    """Ready within the limit, not ready when updates have come faster than they are stored, ready when they are stored."""
    topic, clock = FakeTopic(), Clock()
    feed = CaseFeed(store, topic, clock=clock)
    assert not feed.is_current(60)
    _drain(feed, topic)
    topic.write_cases([case(number) for number in range(80)])
    current = []
    for _ in range(41):
        clock.now += 2
        feed.step(0)
        current.append(feed.is_current(60))
    assert current == [True] * 30 + [False] * 9 + [True] * 2


def test_each_failure_is_told_once(store: CaseStore) -> None:
    """The class of an error is told when it begins, and again only when it comes back or is another one."""
    topic, told = FakeTopic(), list[str]()
    feed = CaseFeed(store, topic, on_error=told.append)
    for failures in ([UNREACHABLE] * 3, [PositionLost("x")], [UNREACHABLE]):
        topic.failures = list(failures)
        for _ in failures:
            feed.step(0)
    _drain(feed, topic)
    topic.failures = [UNREACHABLE]
    feed.step(0)
    assert told == ["CaseSourceError", "PositionLost", "CaseSourceError", "CaseSourceError"]


def test_an_idle_topic_costs_no_writes(store: CaseStore) -> None:
    """Nothing is written while nothing comes, so that decoded cases are not forgotten at every poll."""
    topic = FakeTopic()
    topic.write_cases([case(1)])
    feed = CaseFeed(store, topic)
    _drain(feed, topic)
    before = store.writer._db.total_changes
    for _ in range(5):
        feed.step(0)
    assert store.writer._db.total_changes == before


def test_updates_and_tombstones(store: CaseStore) -> None:
    """In the order of the partition, within a batch and over several."""
    topic = FakeTopic(most=3)
    topic.write_cases([case(1, "13900001111"), case(2), case(1, "13900002222")])
    topic.write("CASE-0002", None)
    topic.write("CASE-0009", None)
    _drain(CaseFeed(store, topic), topic)
    assert store.cases.get("CASE-0001") == case(1, "13900002222")
    assert store.cases.get("CASE-0002") is None
    assert len(store.cases) == 1


def test_a_restart_reads_nothing_again(store: CaseStore) -> None:
    """A new feed begins where the last stored batch ended."""
    topic = FakeTopic()
    topic.write_cases([case(number) for number in range(4)])
    _drain(CaseFeed(store, topic), topic)
    topic.write_cases([case(9)])
    again = CaseFeed(store, topic)
    assert _drain(again, topic) == 1
    assert topic.sought[-1] == {0: 4}
    assert (again.state.ready, again.state.cases) == (True, 5)


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        (None, b"{}", "MissingKey"),
        (b"\xff", b"{}", "UnreadableKey"),
        ("CASE-0001", b"", "UnreadableCase"),
        ("CASE-0001", b"\xff\xfe", "UnreadableCase"),
        ("CASE-0001", b"[" * 100_000, "UnreadableCase"),
        ("CASE-0001", b'{"borrower": {}}', "UnreadableCase"),
        ("CASE-0001", b'{"case_id": "CASE-0001", "borrower": {"phones": "13900001111"}}', "UnreadableCase"),
        ("CASE-0001", b'{"case_id": "CASE-0002"}', "OtherCaseId"),
    ],
)
def test_an_unreadable_record_is_set_aside(
    store: CaseStore, key: str | bytes | None, value: bytes, error: str
) -> None:
    """It is counted and noted by class and place, the records around it are stored, and the feed goes on."""
    topic = FakeTopic(most=10)
    topic.write_cases([case(7)])
    topic.write(key, value)
    topic.write_cases([case(8)])
    feed = CaseFeed(store, topic)
    assert _drain(feed, topic) == 3
    assert feed.state.broken == {error: 1}
    assert store.writer.set_aside() == [("cases", SetAside(0, 1, error))]
    assert feed.state.ready
    assert {i: store.cases.get(i) is not None for i in ("CASE-0007", "CASE-0008")} == {
        "CASE-0007": True,
        "CASE-0008": True,
    }


def test_an_unreadable_update_withdraws_the_case(store: CaseStore) -> None:
    """The version before may name a number that the lender has taken out: without it, the strict column rules."""
    topic = FakeTopic()
    topic.write_cases([case(1)])
    topic.write("CASE-0001", b'{"case_id": "CASE-0001", "loan": {"principal": "much"}}')
    _drain(CaseFeed(store, topic), topic)
    assert store.cases.get("CASE-0001") is None
    topic.write_cases([case(1)])
    _drain(CaseFeed(store, topic), topic)
    assert store.cases.get("CASE-0001") == case(1)


def test_a_topic_that_cannot_be_read_is_tried_again(store: CaseStore) -> None:
    """Not ready while it lasts, with the class of the error; afterwards it goes on at the stored position."""
    topic = FakeTopic()
    topic.write_cases([case(number) for number in range(6)])
    feed = CaseFeed(store, topic)
    feed.step(0)
    topic.failures = [UNREACHABLE]
    assert feed.step(0) == 0
    assert (feed.state.ready, feed.state.error) == (False, "CaseSourceError")
    _drain(feed, topic)
    assert topic.sought[-1] == {0: 2}
    assert (feed.state.ready, feed.state.cases, feed.state.error) == (True, 6, None)


def test_a_full_disk_makes_it_not_ready_until_there_is_room(
    store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch that found no room is read again: nothing is left out."""
    topic = FakeTopic()
    topic.write_cases([case(number) for number in range(6)])
    feed = CaseFeed(store, topic)
    feed.step(0)
    with monkeypatch.context() as full:

        def refuse(*_: object) -> None:
            raise StoreFull("cases.db: cannot store a batch of cases, no space is left")

        full.setattr(store, "apply", refuse)
        assert [feed.step(0), feed.step(0)] == [0, 0]
        assert (feed.state.ready, feed.state.error, feed.state.cases) == (False, "StoreFull", 2)
    _drain(feed, topic)
    assert (feed.state.ready, feed.state.cases) == (True, 6)


def test_a_topic_that_was_cut_is_read_from_its_beginning(store: CaseStore) -> None:
    """Positions before the first record, or behind the last one: the store is emptied, and what is gone is gone."""
    topic = FakeTopic()
    topic.write_cases([case(number) for number in range(4)])
    _drain(CaseFeed(store, topic), topic)
    topic.logs[0].clear()
    topic.write_cases([case(9)])
    feed = CaseFeed(store, topic)
    _drain(feed, topic)
    assert (feed.state.ready, feed.state.cases) == (True, 1)
    assert store.cases.get("CASE-0001") is None


def test_a_store_that_may_have_missed_a_tombstone_is_read_anew(store: CaseStore) -> None:
    """After more than a day the topic has forgotten its tombstones; a store that slept so long starts again."""
    topic, clock = FakeTopic(), Clock()
    topic.write_cases([case(1), case(2)])
    _drain(CaseFeed(store, topic, clock=clock), topic)
    topic.write_cases([case(3)])
    clock.now += _DAY / 2
    _drain(CaseFeed(store, topic, clock=clock), topic)
    assert topic.sought[-1] == {0: 2}
    clock.now += _DAY
    feed = CaseFeed(store, topic, clock=clock)
    _drain(feed, topic)
    assert topic.sought[-1] == {}
    assert (feed.state.ready, feed.state.cases) == (True, 3)


def test_so_is_one_whose_feed_was_cut_off_so_long(store: CaseStore) -> None:
    """The same when the worker ran all the time and only the topic was away."""
    topic, clock = FakeTopic(), Clock()
    topic.write_cases([case(1)])
    feed = CaseFeed(store, topic, clock=clock)
    _drain(feed, topic)
    clock.now += _DAY
    _drain(feed, topic)
    assert topic.sought == [{}, {}]
    assert feed.state.ready


def test_a_store_of_another_topic_is_read_anew(store: CaseStore) -> None:
    """Cases of the topic that the configuration named before are not kept."""
    store.apply([put(case(1))], "other", {0: 1})
    topic = FakeTopic()
    topic.write_cases([case(2)])
    feed = CaseFeed(store, topic)
    _drain(feed, topic)
    assert (store.cases.get("CASE-0001"), feed.state.cases) == (None, 1)


def test_the_thread_goes_on_and_stops_when_told(store: CaseStore) -> None:
    """Even an error that nobody foresaw is kept as its class and tried again; stopping closes the source."""
    topic, stop = FakeTopic(), threading.Event()
    topic.failures = [RuntimeError("13900001111"), UNREACHABLE]
    topic.write_cases([case(1)])
    feed = CaseFeed(store, topic)
    thread = threading.Thread(target=feed.run, args=(stop,))
    thread.start()
    assert store.cases.wait_for_case("CASE-0001", 30) == case(1)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert topic.closed
    assert feed.state.ready


def test_a_message_waits_for_its_case_but_a_batch_not_for_ever(store: CaseStore) -> None:
    """The time to wait is one for the whole batch; the next batch has it again."""
    cases = WaitingCases(store.cases, 0.2)
    store.apply([put(case(1))])
    assert cases.get("CASE-0001") == case(1)
    started = time.monotonic()
    assert [cases.get(f"never-{number}") for number in range(50)] == [None] * 50
    assert cases.get(None) is None
    assert time.monotonic() - started < 2
    cases.new_batch()
    assert [cases.get(f"never-{number}") for number in range(50)] == [None] * 50
    timer = threading.Timer(0.05, store.apply, [[put(case(2))]])
    timer.start()
    assert cases.get("CASE-0002") == case(2)
    timer.join()
    assert cases.directory.case_of("13900000002") == "CASE-0002"


def test_a_case_that_did_not_come_is_not_waited_for_again_at_once(store: CaseStore) -> None:
    """Batch after batch about a case that nobody knows costs the time to wait once; when it comes after all, it is there."""
    cases = WaitingCases(store.cases, 0.3)
    started = time.monotonic()
    for _ in range(20):
        cases.new_batch()
        assert cases.get("CASE-0003") is None
    assert time.monotonic() - started < 3
    store.apply([put(case(3))])
    assert cases.get("CASE-0003") == case(3)
