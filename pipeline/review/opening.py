"""Opening a desk on the bus that the configuration names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager

from pipeline.bus import SqliteBus
from pipeline.bus.kafka_library import kafka_library
from pipeline.bus.sqlite_reader import SqliteReader
from pipeline.contract import BadInput
from pipeline.review.desk import Desk
from pipeline.review.event import reviews_topic
from pipeline.worker.config import Config

#: The group of reviews. On Kafka it begins each transactional id, so that one ACL with a prefix admits them.
GROUP = "mifeng-review"
#: Kafka admits 249 characters, the group and a dot included.
_LONGEST = 200


def open_desk(config: Config) -> AbstractContextManager[Desk]:
    """Return a desk to be entered. Raises `BadInput` for routes that collide, and `BusError` on entry."""
    _check_routes(config)
    return _on_kafka(config) if config.bus.kind == "kafka" else _on_sqlite(config)


@contextmanager
def _on_sqlite(config: Config) -> Iterator[Desk]:
    busy_s = config.bus.busy_timeout_s

    @contextmanager
    def claims(_: str) -> Iterator[SqliteBus]:
        """Open a bus; one file has one write lock, so the reference makes no difference."""
        durability = config.bus.durability
        with closing(SqliteBus(config.log_path, GROUP, durability=durability, busy_timeout_s=busy_s)) as bus:
            yield bus

    with closing(SqliteReader(config.log_path, busy_timeout_s=busy_s)) as reader:
        yield Desk(reader, claims, config.routes)


@contextmanager
def _on_kafka(config: Config) -> Iterator[Desk]:
    """Imported here because only those who use Kafka have its library installed."""
    with kafka_library():
        from pipeline.bus.kafka import KafkaBus
        from pipeline.bus.kafka.admission import require_admission
        from pipeline.bus.kafka.topic_reader import KafkaTopicReader

    @contextmanager
    def claims(reference: str) -> Iterator[KafkaBus]:
        """Open a bus whose name, and so whose transactional id, is the record's: see `pipeline.review.desk`."""
        with closing(KafkaBus(config.kafka, GROUP, instance_of(reference), outputs=outputs)) as bus:
            yield bus

    outputs = [topic for route in config.routes for topic in (route.cleared, reviews_topic(route))]
    require_admission(config.kafka)
    with closing(KafkaTopicReader(config.kafka, GROUP)) as reader:
        for route in config.routes:
            reader.require(reviews_topic(route))
        yield Desk(reader, claims, config.routes)


def instance_of(reference: str) -> str:
    """Return a record's name among Kafka's: one for one, in the letters and the length that it allows."""
    name = reference.replace(
        "/", "."
    )  # partition and offset are numbers, so the last two dots are the slashes
    return name if len(name) <= _LONGEST else hashlib.sha256(reference.encode()).hexdigest()


def _check_routes(config: Config) -> None:
    """Refuse a route that uses the reviews topic of another: what is in there would not be what it seems."""
    used = {topic for route in config.routes for topic in route.topics()}
    for route in config.routes:
        if reviews_topic(route) in used:
            raise BadInput(f"expected the topic {reviews_topic(route)} to be left to the audit events")
