"""Reviews on real brokers: one decision a record, whoever else decides, and however long others' transactions are open."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from kafka import KafkaProducer

from pipeline.bus import Aborted, BusError, Output, Record
from pipeline.bus.kafka import KafkaBus
from pipeline.bus.kafka.topic_reader import KafkaTopicReader
from pipeline.bus.kafka_config import KafkaConfig
from pipeline.quarantine import Identity, seal_record
from pipeline.review import decisions
from pipeline.review.desk import Desk
from pipeline.review.errors import Refused
from pipeline.review.event import Event, event_output, reviews_topic
from pipeline.review.expire import expire
from pipeline.review.opening import GROUP, instance_of, open_desk
from pipeline.review.reason import Reason
from pipeline.review.search import find
from pipeline.worker.config import BusConfig, Config
from pipeline.worker.routes import Route
from tests.kafka.broker import Broker

WHY = Reason("false-alarm")


@dataclass(frozen=True)
class Ground:
    """Topics of one test's own, with records m-0, m-1, m-2 in quarantine."""

    config: Config
    route: Route
    identity: Identity

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Yield a desk."""
        with open_desk(self.config) as desk:
            yield desk

    def release(self, wanted: str, reviewer: str = "lin.q") -> Event:
        """Release a record, as the command does."""
        with self.desk() as desk:
            item, envelope = find(desk, "quarantine", wanted)
            return decisions.release(desk, item, envelope, self.identity, reviewer, WHY)

    def read(self, topic: str) -> list[Record]:
        """Return what is committed in a topic."""
        with closing(KafkaTopicReader(self.config.kafka, "test")) as reader:
            return list(reader.read(topic))

    def bus(self, name: str) -> KafkaBus:
        """Return a bus of the review group."""
        return KafkaBus(self.config.kafka, GROUP, name)


@pytest.fixture
def ground(kafka: Broker, tmp_path: Path) -> Ground:
    """Return a ground with three held records."""
    route = Route(name="r", input=f"in-{uuid.uuid4().hex}").complete()
    connection = KafkaConfig(bootstrap=kafka.bootstrap, transaction_timeout_s=5, request_timeout_s=5)
    config = Config(data_dir=str(tmp_path), bus=BusConfig(kind="kafka"), kafka=connection, routes=(route,))
    with kafka.admin() as admin:
        admin.create_topics(
            {topic: {"num_partitions": 1} for topic in (*route.topics(), reviews_topic(route))},
            wait_for_metadata=True,
        )
    made = Ground(config, route, Identity.generate())
    with closing(KafkaBus(connection, "worker", "one")) as bus:
        bus.publish([_held(made, number) for number in range(3)])
    return made


def _held(ground: Ground, number: int) -> Output:
    value = msgspec.json.encode({"id": f"m-{number}", "text": "x"})
    original = Record(ground.route.input, 0, number, b"k", value, (("traceparent", b"1"),), 1_750_000_000_000)
    outside = {"id": f"m-{number}", "action": "hold", "reasons": ("r/1",), "policy": "p@1"}
    return Output(ground.route.quarantine, seal_record(original, [ground.identity.to_public()], outside))


def test_once_and_with_its_event(ground: Ground) -> None:
    """A release is there with its event; a second one and a rejection are refused; expiry takes the others."""
    event = ground.release("m-0")
    (cleared,) = ground.read(ground.route.cleared)
    assert (cleared.key, cleared.timestamp_ms) == (b"k", 1_750_000_000_000)
    assert cleared.headers == (("traceparent", b"1"), ("mifeng-released", event.stamp))
    with pytest.raises(Refused, match=r"released already, by lin\.q"):
        ground.release("m-0", "other")
    with ground.desk() as desk:
        expired = [event.id for event in expire(desk, 0, "night-shift", lambda _: None)]
    assert expired == ["m-1", "m-2"]
    assert len(ground.read(reviews_topic(ground.route))) == 3


def _overtaken(ground: Ground, reference: str, published_first: bool) -> None:
    """Have a slow reviewer claim a record, and a quick one release it before the slow one commits."""
    event = Event("m-0", reference, "release", "hold", "slow", "2026-01-01T00:00:00Z", WHY)
    outputs = [Output(ground.route.cleared, b"slow"), event_output(event, ground.route)]
    with closing(ground.bus(instance_of(reference))) as slow, slow.transaction() as transaction:
        if published_first:
            transaction.publish(outputs)
        ground.release("m-0", "quick")
        if not published_first:
            transaction.publish(outputs)


@pytest.mark.parametrize("published_first", [True, False])
def test_the_later_claim_wins(ground: Ground, published_first: bool) -> None:
    """A has claimed and read and not committed when B comes: B releases, and the broker refuses A's commit."""
    with pytest.raises(BusError, match=r"fenced|ProducerFenced|InvalidProducerEpoch"):
        _overtaken(ground, f"{ground.route.input}/0/0", published_first)
    assert b"slow" not in [record.value for record in ground.read(ground.route.cleared)]
    (kept,) = ground.read(reviews_topic(ground.route))
    assert msgspec.json.decode(kept.value, type=Event).reviewer == "quick"


def test_an_open_transaction_hides_no_event(ground: Ground, kafka: Broker) -> None:
    """While a stranger's transaction holds back the last stable offset, a second release waits, and is refused after."""
    with closing(
        KafkaProducer(bootstrap_servers=kafka.bootstrap, transactional_id=uuid.uuid4().hex, acks="all")
    ) as stranger:
        stranger.init_transactions()
        stranger.begin_transaction()
        stranger.send(reviews_topic(ground.route), b"never committed").get(timeout=20)
        with closing(ground.bus("first")) as bus:
            event = Event("m-0", f"{ground.route.input}/0/0", "release", "hold", "first", "t", WHY)
            bus.publish([Output(ground.route.cleared, b"first"), event_output(event, ground.route)])
        impatient = msgspec.structs.replace(ground.config.kafka, transaction_timeout_s=1, request_timeout_s=1)
        with (
            closing(KafkaTopicReader(impatient, "test")) as reader,
            pytest.raises(Aborted, match="still open"),
        ):
            list(reader.read(reviews_topic(ground.route)))
        stranger.abort_transaction()
    with pytest.raises(Refused, match="by first"):
        ground.release("m-0")
    assert [record.value for record in ground.read(ground.route.cleared)] == [b"first"]


def test_a_missing_topic_of_events_is_no_empty_one(ground: Ground) -> None:
    """Without the topic nothing is decided, for somebody's first event may just be making it."""
    route = Route(name="r", input=f"in-{uuid.uuid4().hex}").complete()
    config = msgspec.structs.replace(ground.config, routes=(route,))
    with pytest.raises(BusError, match="expected the topic"), open_desk(config):
        pass


@pytest.mark.parametrize("topic", ["a", "a.0", "x" * 249])
def test_names_on_kafka(topic: str) -> None:
    """Two records never share a name, and each is one that Kafka takes."""
    names = {instance_of(f"{topic}/{partition}/{offset}") for partition in range(3) for offset in range(12)}
    assert len(names) == 36
    assert max(len(f"{GROUP}.{name}") for name in names) <= 249
