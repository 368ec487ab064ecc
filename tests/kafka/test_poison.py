"""Records that nothing can be done with are set aside by reference, and all others go through."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest
from kafka import KafkaProducer
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient

from pipeline.bus import BusError, Output, Record
from pipeline.bus.kafka import KafkaBus
from pipeline.metrics import Metrics
from pipeline.quarantine import Identity
from pipeline.worker.loop import Worker
from pipeline.worker.routes import Route
from tests.kafka.broker import Broker
from tests.kafka.buses import Site, config
from tests.pipeline.worker_fakes import TellingInspector, message

_LIMIT = 4_000


class NotUtf8(str):
    """A header's name as another language's client may write it."""

    def encode(self, *_: object) -> bytes:  # type: ignore[override]
        """Return bytes that are not UTF-8."""
        return b"\xff\xfe"


class Poisoned:
    """A site whose topics for outcomes take small records only, and a worker on it."""

    def __init__(self, bootstrap: str) -> None:
        self.site = Site(bootstrap, partitions=2)
        side = {
            name: self.site.side_topic(name) for name in ("quarantine", "dead", "restricted", "decisions")
        }
        self.route = Route(
            name="messages", input=self.site.input, cleared=self.site.output, quarantine=side["quarantine"],
            dead_letter=side["dead"], restricted=side["restricted"], decisions=side["decisions"],
        )  # fmt: skip
        self.metrics = Metrics(["messages"])

    def limit(self, topic: str, size: int = _LIMIT) -> None:
        """Have the broker take records of `size` bytes at most in a topic."""
        settings = {"max.message.bytes": str(size)}
        with closing(KafkaAdminClient(bootstrap_servers=self.site.bootstrap)) as admin:
            admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs=settings)])

    def publish(self, *values: bytes) -> None:
        """Publish to the input, each under a key of its own."""
        with closing(KafkaBus(config(self.site.bootstrap), self.site.group, "producer")) as producer:
            producer.publish([Output(self.site.input, value, b"%d" % n) for n, value in enumerate(values)])

    def work(self) -> None:
        """Run a worker until nothing is left."""
        bus = self.site.bus()
        Worker(
            bus, TellingInspector(), [Identity.generate().to_public()], routes=[self.route], metrics=self.metrics,
            batch_size=50,
        ).run(until_idle=True)  # fmt: skip
        assert bus.lag(self.site.input) == 0

    def ids(self, topic: str) -> list[str]:
        """Return the ids of what is in a topic, sorted."""
        return sorted(json.loads(value)["id"] for value in self.site.visible(topic))

    def dead(self) -> list[dict[str, Any]]:
        """Return the dead letters, by offset."""
        letters = [json.loads(value) for value in self.site.visible(self.route.dead_letter)]
        return sorted(letters, key=lambda letter: letter["offset"])


@pytest.fixture
def poisoned(kafka: Broker) -> Any:
    """Yield a site; close its buses."""
    made = Poisoned(kafka.bootstrap)
    yield made
    made.site.close()


def big(number: int, action: str = "allow") -> bytes:
    """Return a message that is larger than `_LIMIT` and that compression does not make smaller than it."""
    noise = "".join(chr(0x4E00 + (number * 7919 + n * n * 31 + n * 17) % 20_000) for n in range(3_000))
    return json.dumps({**json.loads(message(number, action)), "text": noise}, ensure_ascii=False).encode()


@pytest.mark.parametrize("action", ["allow", "hold"])
def test_what_the_broker_does_not_take_becomes_a_reference(poisoned: Poisoned, action: str) -> None:
    """Two outputs above the topic's limit among a hundred: both are found, the others go through once each."""
    poisoned.limit(poisoned.route.cleared if action == "allow" else poisoned.route.quarantine)
    poisoned.publish(*(big(n, action) if n in (30, 71) else message(n) for n in range(100)))
    poisoned.work()
    assert poisoned.ids(poisoned.route.cleared) == sorted(f"m-{n}" for n in range(100) if n not in (30, 71))
    assert [letter["error"] for letter in poisoned.dead()] == ["MessageSizeTooLargeError"] * 2
    assert len(poisoned.ids(poisoned.route.decisions)) == 100
    assert not poisoned.site.visible(poisoned.route.quarantine)


def test_a_reference_that_is_refused_ends_the_worker(poisoned: Poisoned) -> None:
    """Nothing is left to be done then but to say so: the record stays where it is, and nothing is let through."""
    poisoned.limit(poisoned.route.cleared)
    poisoned.limit(poisoned.route.dead_letter, 1)
    poisoned.publish(big(1))
    with pytest.raises(BusError, match="no more than a reference"):
        poisoned.work()
    assert not poisoned.site.visible(poisoned.route.cleared)


def test_a_header_that_cannot_be_read(poisoned: Poisoned) -> None:
    """A record whose header has a name that is not UTF-8 is set aside where it lies; its neighbours are not."""
    with closing(KafkaProducer(bootstrap_servers=poisoned.site.bootstrap)) as producer:
        for number in range(30):
            headers = [(NotUtf8("x"), b"1")] if number in (0, 7, 8) else []
            producer.send(poisoned.site.input, message(number), partition=0, headers=headers)
        producer.flush()
    poisoned.work()
    assert poisoned.ids(poisoned.route.cleared) == sorted(f"m-{n}" for n in range(30) if n not in (0, 7, 8))
    assert [(letter["offset"], letter["error"]) for letter in poisoned.dead()] == [
        (0, "BadInput"), (7, "BadInput"), (8, "BadInput"),
    ]  # fmt: skip


def test_a_record_shows_nothing() -> None:
    """Its repr names where it is and no more, for errors and logs."""
    assert repr(Record("t", 1, 2, b"k", b"v", (), 3)) == "<Record t/1/2>"
