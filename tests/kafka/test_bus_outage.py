"""The bus while its broker is away: nothing hangs for long, nothing is lost, and nothing is published twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from pipeline.bus import Aborted, Output, Record
from pipeline.bus.kafka import KafkaBus
from pipeline.bus.kafka.limits import within
from tests.kafka.broker import Broker
from tests.kafka.buses import Site, forward, turns

TIMES = {"transaction_timeout_s": 3.0, "request_timeout_s": 2.0, "session_timeout_s": 30.0}


@pytest.fixture(scope="module")
def broker(kafka_is_here: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """A broker that only the tests of this file use, as they stop it."""
    with Broker(tmp_path_factory.mktemp("outage")) as broker:
        yield broker


def commit_without_answer(broker: Broker, bus: KafkaBus, site: Site, records: list[Record]) -> None:
    """Freeze the broker when the outputs have arrived, and commit."""
    with bus.transaction() as transaction:
        transaction.publish([Output(site.output, record.value) for record in records])
        transaction.advance(records)
        bus._writer._producer.flush(timeout=10)
        broker.pause()


def commit_and_lose_the_answer(broker: Broker, bus: KafkaBus, site: Site, records: list[Record]) -> None:
    """Commit, and freeze the broker before its answer can be read: the outcome is there, but unknown."""
    manager = bus._writer._producer._transaction_manager
    begin = manager.begin_commit

    def begin_and_lose() -> object:
        result = begin()
        bus._writer._producer._sender.wakeup()
        result.wait(timeout_ms=5000)
        result._latch.clear()
        return result

    manager.begin_commit = begin_and_lose
    forward(bus, site, records)


@pytest.mark.parametrize("commit", [commit_without_answer, commit_and_lose_the_answer])
def test_a_commit_without_an_answer_is_cleared_up(broker: Broker, commit: Callable[..., None]) -> None:
    """It is aborted in time; what has become of it is read from the positions, and each record is published once."""
    site = Site(broker.bootstrap)
    site.fill(3)
    bus = site.bus(**TIMES)
    records = site.poll(bus, 3)
    began = time.monotonic()
    try:
        with pytest.raises(Aborted, match="cannot commit: Kafka"):
            commit(broker, bus, site, records)
        assert time.monotonic() - began < 6
    finally:
        broker.resume()
    site.fill(1)
    done: list[Record] = []
    for _ in turns("the last record"):
        with suppress(Aborted):
            if batch := bus.poll([site.input], 10, 0.2):
                forward(bus, site, batch)
                done += batch
        if done and done[-1].offset > 3:  # behind the marker of the first filling
            break
    site.close()
    assert site.visible() == [b"0", b"1", b"2", b"0"]


def test_a_worker_outlives_a_restart_of_its_broker(broker: Broker) -> None:
    """Polls come back empty or aborted meanwhile, soon enough for a liveness probe; then the work goes on."""
    site = Site(broker.bootstrap)
    site.fill(3)
    bus = site.bus(**TIMES)
    records = site.poll(bus, 3)
    broker.kill()
    longest = 0.0
    for _ in range(3):
        began = time.monotonic()
        with suppress(Aborted):
            bus.poll([site.input], 10, 0.2)
            bus.lag(site.input)
        longest = max(longest, time.monotonic() - began)
    began = time.monotonic()
    with pytest.raises(Aborted):
        forward(bus, site, records)
    longest = max(longest, time.monotonic() - began)
    broker.start()
    forward(bus, site, site.poll(bus, 3))
    site.close()
    assert longest < 10
    assert site.visible() == [b"0", b"1", b"2"]


def test_closing_does_not_wait_for_a_frozen_broker(broker: Broker) -> None:
    """Closing a bus takes a few seconds at most, with a batch open and nobody to answer."""
    site = Site(broker.bootstrap)
    site.fill(1)
    bus = site.bus(**TIMES)
    site.poll(bus, 1)
    broker.pause()
    try:
        assert within(8, bus.close)
    finally:
        broker.resume()
