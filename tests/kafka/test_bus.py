"""The bus on a real broker: everything or nothing, in order, for one worker of a name at a time."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline.bus import Aborted, BusError, Output, PositionMoved, Record
from pipeline.bus.kafka import KafkaBus
from pipeline.bus.kafka.limits import within
from tests.kafka.broker import Broker
from tests.kafka.buses import PATIENCE_S, Site, config, forward, turns

HEADERS = (("traceparent", b"00-1"), ("raw", b"\xff\x00"), ("traceparent", b"00-2"), ("empty", b""))
Sites = Callable[..., Site]


@pytest.fixture
def sites(kafka: Broker) -> Iterator[Sites]:
    """Make sites whose buses are closed after the test."""
    made: list[Site] = []

    def make(partitions: int = 1) -> Site:
        made.append(Site(kafka.bootstrap, partitions))
        return made[-1]

    yield make
    for site in made:
        site.close()


def fail_in_transaction(bus: KafkaBus, outputs: list[Output], records: Sequence[Record] = ()) -> None:
    """Publish and advance, and fail before the commit, when the outputs have reached the broker."""
    with bus.transaction() as transaction:
        transaction.publish(outputs)
        transaction.advance(records)
        bus._writer._producer.flush(timeout=10)
        raise ZeroDivisionError


def zombie_polls(bus: KafkaBus, site: Site) -> None:
    """Poll until that is an error for good."""
    for _ in turns("the end of the zombie"):
        try:
            bus.poll([site.input], 10, 0.2)
        except Aborted:
            bus.rewind()


@pytest.mark.parametrize("key", [b"C-1", None, b""])
@pytest.mark.parametrize("compression", ["none", "gzip"])
def test_a_record_arrives_as_it_was_sent(sites: Sites, key: bytes | None, compression: str) -> None:
    """Key, value, headers with their order and repetitions, and the timestamp come through unchanged."""
    site = sites()
    bus = site.bus(compression=compression)  # type: ignore[arg-type]
    bus.publish([Output(site.input, b"\x00\xff", key, HEADERS, 1_700_000_000_123)])
    (record,) = site.poll(bus, 1)
    assert (record.key, record.value, record.headers) == (key, b"\x00\xff", HEADERS)
    assert (record.topic, record.partition, record.offset, record.timestamp_ms) == (
        site.input,
        0,
        0,
        1_700_000_000_123,
    )


def test_records_of_one_key_keep_their_order(sites: Sites) -> None:
    """Whatever the batches, each partition of the output has the records of its keys in the order of the input."""
    site = sites(partitions=3)
    site.fill(300, key=lambda number: b"k%d" % (number % 7))
    bus = site.bus()
    done = 0
    while done < 300:
        records = bus.poll([site.input], 40, 0.2)
        if records:
            forward(bus, site, records)
            done += len(records)
    by_key: dict[int, list[int]] = {}
    for _, value in site.placed():
        by_key.setdefault(int(value) % 7, []).append(int(value))
    assert by_key == {rest: list(range(rest, 300, 7)) for rest in range(7)}


def test_an_abort_leaves_nothing_and_rewinds(sites: Sites) -> None:
    """What was published before the error cannot be seen by readers of what is committed; the batch comes again."""
    site = sites()
    site.fill(5)
    bus = site.bus()
    records = site.poll(bus, 5)
    with pytest.raises(ZeroDivisionError):
        fail_in_transaction(bus, [Output(site.output, b"never")] * 3, records)
    again = site.poll(bus, 5)
    assert [record.offset for record in again] == [record.offset for record in records]
    forward(bus, site, again)
    assert site.visible() == [b"0", b"1", b"2", b"3", b"4"]


def test_after_a_record_that_is_too_large_the_next_transaction_goes_through(sites: Sites) -> None:
    """What a topic does not take aborts the batch, and does no harm to the transactions behind it."""
    site = sites()
    site.fill(1)
    bus = site.bus(compression="none")
    site.poll(bus, 1)
    with pytest.raises(Aborted, match="MessageSizeTooLargeError"), bus.transaction() as transaction:
        transaction.publish([Output(site.output, b"\x00" * 3_000_000), Output(site.output, b"never")])
    forward(bus, site, site.poll(bus, 1))
    assert site.visible() == [b"0"]


def test_aborts_in_a_row_leave_the_producer_fit(sites: Sites) -> None:
    """Aborted with records on their way, again and again, a transaction can still be committed."""
    site = sites()
    site.fill(1)
    bus = site.bus()
    for _ in range(20):
        site.poll(bus, 1)
        with contextlib.suppress(ZeroDivisionError), bus.transaction() as transaction:
            transaction.publish([Output(site.output, b"never" * 1000)] * 200)
            raise ZeroDivisionError
    forward(bus, site, site.poll(bus, 1))
    assert site.visible() == [b"0"]


def test_rewind_delivers_again(sites: Sites) -> None:
    """After `rewind` polling begins at the committed position, not at the first record and not where it was."""
    site = sites()
    site.fill(6)
    bus = site.bus()
    forward(bus, site, site.poll(bus, 2))
    assert [record.value for record in site.poll(bus, 4)] == [b"2", b"3", b"4", b"5"]
    bus.rewind()
    assert [record.value for record in site.poll(bus, 4)] == [b"2", b"3", b"4", b"5"]


def test_part_of_a_batch_can_be_committed(sites: Sites) -> None:
    """The position is behind the last record that was advanced past, not behind the last that was polled."""
    site = sites()
    site.fill(5)
    bus = site.bus()
    records = site.poll(bus, 5)
    forward(bus, site, records[:2])
    bus.rewind()
    assert [record.value for record in site.poll(bus, 3)] == [b"2", b"3", b"4"]


def test_what_was_polled_and_not_committed_is_not_skipped_when_idle(sites: Sites) -> None:
    """An empty poll commits positions, but never past records whose batch is still open."""
    site = sites()
    site.fill(3)
    bus = site.bus()
    site.poll(bus, 3)
    assert bus.poll([site.input], 10, 0.5) == []
    bus.rewind()
    assert len(site.poll(bus, 3)) == 3


def test_a_batch_is_committed_once(sites: Sites) -> None:
    """Advancing past records again, or past records from before a rewind, raises and publishes nothing."""
    site = sites()
    site.fill(2)
    bus = site.bus()
    records = site.poll(bus, 2)
    forward(bus, site, records)
    for _ in range(2):
        with pytest.raises(PositionMoved):
            forward(bus, site, records)
    assert site.visible() == [b"0", b"1"]


def test_a_successor_takes_over_at_once_from_one_that_was_killed(sites: Sites) -> None:
    """Killed between send and commit, nothing is to be seen; the same name gets the batch without any time-out."""
    site = sites()
    site.fill(4)
    command = [sys.executable, "-m", "tests.kafka.crash_worker", site.bootstrap, site.group]
    with subprocess.Popen([*command, site.input, site.output], stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "sent\n"
        killed.kill()
    began = time.monotonic()
    bus = site.bus()
    forward(bus, site, site.poll(bus, 4))
    assert time.monotonic() - began < 5
    assert site.visible() == [b"0", b"1", b"2", b"3"]


def test_two_workers_share_the_partitions(sites: Sites) -> None:
    """Both get work, and every record is in the output exactly once although the partitions move meanwhile."""
    site = sites(partitions=4)
    done = {"w1": 0, "w2": 0}
    stop = threading.Event()

    def work(name: str) -> None:
        bus = site.bus(name)
        while not stop.is_set():
            try:
                records = bus.poll([site.input], 10, 0.1)
                forward(bus, site, records)
                done[name] += len(records)
            except Aborted:
                bus.rewind()

    with ThreadPoolExecutor(2) as pool:
        workers = [pool.submit(work, name) for name in done]
        rounds = 0
        try:
            for _ in turns("work for both"):
                site.fill(20, key=lambda number: b"k%d" % number)
                rounds += 1
                if min(done.values()) > 0:
                    break
            for _ in turns("an end of the work"):
                time.sleep(0.05)
                if sum(done.values()) >= 20 * rounds:
                    break
        finally:
            stop.set()
        for worker in workers:
            worker.result(timeout=PATIENCE_S)
    assert Counter(map(int, site.visible())) == dict.fromkeys(range(20), rounds)


def test_a_batch_of_a_partition_that_has_moved_is_refused(sites: Sites) -> None:
    """Who polled before a rebalance cannot commit after it; the new owner delivers the records, once."""
    site = sites(partitions=1)
    site.fill(3)
    old = site.bus("w1", max_poll_interval_s=2.0)
    records = site.poll(old, 3)
    new = site.bus("w0")
    taken = site.poll(new, 3)
    forward(new, site, taken)
    with pytest.raises(Aborted):
        forward(old, site, records)
    assert site.visible() == [b"0", b"1", b"2"]


def test_the_lag_of_an_idle_worker_is_nothing(sites: Sites) -> None:
    """Markers of transactions, committed and aborted ones, do not count as something that is still to be done."""
    site = sites(partitions=2)
    bus = site.bus()
    assert bus.lag(site.input) == 0
    site.fill(10, key=lambda number: b"k%d" % number)
    with pytest.raises(ZeroDivisionError):
        fail_in_transaction(bus, [Output(site.input, b"never", b"k%d" % number) for number in range(10)])
    for _ in turns("a lag of 10 and more"):
        if bus.lag(site.input) >= 10:
            break
    forward(bus, site, site.poll(bus, 10))
    for _ in turns("a lag of 0"):
        assert bus.poll([site.input], 10, 0.2) == []
        if bus.lag(site.input) == 0:
            break


def test_a_zombie_is_fenced_and_says_so(sites: Sites) -> None:
    """A second worker of the same name takes over; the first publishes nothing more and ends with a clear error."""
    site = sites()
    site.fill(2)
    zombie = site.bus()
    records = site.poll(zombie, 2)
    successor = site.bus()
    taken = site.poll(successor, 2)
    with pytest.raises(Aborted, match="fenced"):
        forward(zombie, site, records)
    forward(successor, site, taken)
    with pytest.raises(BusError, match="another worker runs under this instance name") as caught:
        zombie_polls(zombie, site)
    assert not isinstance(caught.value, Aborted)
    assert site.visible() == [b"0", b"1"]


def test_an_idle_zombie_says_so_too(sites: Sites) -> None:
    """With nothing to commit, a worker learns within about a session time-out that another has its name."""
    site = sites()
    site.fill(1)
    zombie = site.bus(session_timeout_s=1.5)
    forward(zombie, site, site.poll(zombie, 1))
    zombie.poll([site.input], 1, 0.5)
    site.bus().poll([site.input], 1, 0.5)
    with pytest.raises(BusError, match="another worker runs under this instance name"):
        zombie_polls(zombie, site)


def test_a_seek_by_a_worker_replays(sites: Sites) -> None:
    """The position can be set back, and is committed: a successor begins there, too."""
    site = sites()
    site.fill(5)
    bus = site.bus()
    forward(bus, site, site.poll(bus, 5))
    bus.seek(site.input, 0, 3)
    assert [record.value for record in site.poll(bus, 2)] == [b"3", b"4"]
    bus.close()
    assert [record.value for record in site.poll(site.bus(), 2)] == [b"3", b"4"]


def test_a_seek_from_outside_needs_a_group_without_workers(sites: Sites) -> None:
    """Before there are workers a position can be set; while there are, Kafka refuses and the error says what to do."""
    site = sites()
    site.fill(5)
    outside = site.bus("operator")
    outside.seek(site.input, 0, 4)
    assert [record.value for record in site.poll(site.bus(), 1)] == [b"4"]
    with pytest.raises(BusError, match="stop its workers"):
        outside.seek(site.input, 0, 0)


@pytest.mark.parametrize(("partition", "offset"), [(0, -1), (-1, 0), (7, 0)])
def test_a_seek_to_nowhere_is_refused(sites: Sites, partition: int, offset: int) -> None:
    """A partition that is not there, or a negative offset, is an error."""
    site = sites()
    with pytest.raises(BusError, match="expected a partition"):
        site.bus().seek(site.input, partition, offset)


def test_what_is_handed_out_at_once_is_bounded(sites: Sites) -> None:
    """A poll stops at the limit of bytes, with one record at least; what was read ahead comes with the next polls."""
    site = sites()
    producer = site.bus("producer")
    producer.publish([Output(site.input, bytes([number]) * 40_000, b"k") for number in range(10)])
    bus = site.bus(max_in_flight_bytes=65_536)
    seen: list[int] = []
    for _ in turns("10 records"):
        records = bus.poll([site.input], 100, 0.2)
        assert len(records) <= 2
        if records:
            forward(bus, site, records)
        seen += [record.value[0] for record in records]
        if len(seen) == 10:
            break
    assert seen == list(range(10))


def test_a_bus_is_ready_with_its_first_assignment(kafka: Broker, sites: Sites) -> None:
    """Not when the broker answers, but when the group has given this worker its partitions, even none of them."""
    site = sites()
    for name in ("w1", "w2"):
        called: list[str] = []
        bus = KafkaBus(
            config(kafka.bootstrap), site.group, name, on_assigned=lambda c=called: c.append("ready")
        )
        site._buses.append(bus)
        assert called == []
        for _ in turns("an assignment"):
            for other in site._buses:
                other.poll([site.input], 1, 0.1)
            if called:
                break
        bus.poll([site.input], 1, 0.1)
        assert called == ["ready"]


def test_closing_twice_is_no_error_and_quick(sites: Sites) -> None:
    """Closing takes no longer than a few seconds."""
    site = sites()
    bus = site.bus()
    bus.poll([site.input], 1, 0.1)
    assert within(6, bus.close)
    assert within(6, bus.close)


def test_no_broker_is_an_error() -> None:
    """Where nothing listens, opening fails after the time-out for requests, and names no more than the error."""
    began = time.monotonic()
    with pytest.raises(BusError, match="cannot reach Kafka: "):
        KafkaBus(config("127.0.0.1:9", request_timeout_s=1.0), "g", "w")
    assert time.monotonic() - began < 5
