"""A lone broker that is killed can forget the markers of a transaction; what lies there must not come out with the next one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from kafka import TopicPartition

from pipeline.bus import BusError, Output
from pipeline.bus.kafka.leftover import leftover
from pipeline.bus.kafka_config import client_options
from tests.kafka.broker import Broker
from tests.kafka.buses import Site, config, turns

TIMES = {"transaction_timeout_s": 2.0, "request_timeout_s": 10.0}


@pytest.fixture
def broker(kafka_is_here: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """A broker that the test kills."""
    with Broker(tmp_path_factory.mktemp("killed")) as broker:
        yield broker


def test_how_the_last_transaction_of_a_name_ended(kafka: Broker, request: pytest.FixtureRequest) -> None:
    """Committed, aborted, or, for a name that has never written, not at all; with every partition of the outputs."""
    site = Site(kafka.bootstrap, partitions=2)
    request.addfinalizer(site.close)
    client = client_options(config(kafka.bootstrap))
    bus = site.bus("w1")
    assert leftover(client, bus.name, [site.output]) is None
    bus.publish([Output(site.output, b"out")])
    partitions = frozenset(TopicPartition(site.output, number) for number in range(2))
    assert leftover(client, bus.name, [site.output, "missing"]) == (True, partitions)
    with suppress(ZeroDivisionError), bus.transaction() as transaction:
        transaction.publish([Output(site.output, b"given up")])
        bus._writer._producer.flush(timeout=10)
        raise ZeroDivisionError
    assert leftover(client, bus.name, [site.output]) == (False, partitions)
    bus.close()
    site.bus("w1").publish([Output(site.output, b"new")])
    assert sorted(site.visible()) == [b"new", b"out"]


def test_what_was_open_when_the_only_broker_was_killed_stays_out(
    broker: Broker, request: pytest.FixtureRequest
) -> None:
    """The broker comes back, the name's next producer with it, and only what that one commits is there."""
    site = Site(broker.bootstrap, partitions=3)
    request.addfinalizer(site.close)
    site.fill(6, key=lambda number: b"%d" % number)
    bus = site.bus("w1", **TIMES)
    records = site.poll(bus, 6)
    transaction = bus.transaction()
    opened = transaction.__enter__()
    opened.publish([Output(site.output, b"given up", record.key) for record in records])
    bus._writer._producer.flush(timeout=10)
    broker.kill()
    broker.launch()
    _publish_as_soon_as_possible(
        broker, site, [Output(site.output, b"new", record.key) for record in records]
    )
    assert site.visible() == [b"new"] * 6


def _publish_as_soon_as_possible(broker: Broker, site: Site, outputs: list[Output]) -> None:
    """Come as the name's next producer while the broker still starts: that is when it forgets."""
    for _ in turns("a broker that takes outputs"):
        with suppress(BusError), closing(site.bus("w1", **TIMES)) as bus:
            bus.publish(outputs)
            return
