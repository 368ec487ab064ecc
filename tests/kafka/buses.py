"""Buses on a test broker, with short time-outs, and helpers that wait for what Kafka does in its own time."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from kafka import KafkaConsumer, TopicPartition
from kafka.admin import KafkaAdminClient, NewTopic

from pipeline.bus import Output, Record
from pipeline.bus.kafka import KafkaBus
from pipeline.bus.kafka_config import KafkaConfig

#: Seconds that a test waits for the group or a marker; far above what they take.
PATIENCE_S = 30.0


def config(bootstrap: str, **changes: float) -> KafkaConfig:
    """Return the configuration for a broker."""
    times = {"session_timeout_s": 6.0, "transaction_timeout_s": 10.0, "request_timeout_s": 5.0} | changes
    return KafkaConfig(bootstrap=bootstrap, **times)  # type: ignore[arg-type]


class Site:
    """A topic for input and one for output of one partition each (or `partitions`), and a group, of a test's own."""

    def __init__(self, bootstrap: str, partitions: int = 1) -> None:
        self.bootstrap = bootstrap
        name = uuid.uuid4().hex[:12]
        self.input, self.output, self.group = f"in-{name}", f"out-{name}", f"group-{name}"
        self.partitions = partitions
        self._buses: list[KafkaBus] = []
        self._made: set[str] = set()
        self._make(self.input, self.output)

    def _make(self, *topics: str) -> None:
        with closing(KafkaAdminClient(bootstrap_servers=self.bootstrap)) as admin:
            admin.create_topics([NewTopic(topic, self.partitions, 1) for topic in topics])
        self._made.update(topics)

    def side_topic(self, name: str) -> str:
        """Return a topic more, made when it is first asked for."""
        topic = f"{self.input}.{name}"
        if topic not in self._made:
            self._make(topic)
        return topic

    def bus(self, instance: str = "w1", **changes: float) -> KafkaBus:
        """Open a bus for a worker; `close` closes it."""
        bus = KafkaBus(config(self.bootstrap, **changes), self.group, instance, outputs=[self.output])
        self._buses.append(bus)
        return bus

    def fill(self, count: int, key: Callable[[int], bytes | None] = lambda _: b"k") -> None:
        """Publish the values 0, 1, 2… to the input."""
        with closing(KafkaBus(config(self.bootstrap), self.group, "producer")) as producer:
            producer.publish([Output(self.input, b"%d" % number, key(number)) for number in range(count)])

    def poll(self, bus: KafkaBus, count: int) -> list[Record]:
        """Poll until there are `count` records."""
        records: list[Record] = []
        for _ in turns(f"{count} records"):
            records += bus.poll([self.input], count - len(records), 0.2)
            if len(records) >= count:
                return records
        raise AssertionError

    def visible(self, topic: str | None = None) -> list[bytes]:
        """Return the values that a reader of what is committed finds in a topic (the output), up to its end now."""
        return [value for _, value in self.placed(topic)]

    def placed(self, topic: str | None = None) -> list[tuple[int, bytes]]:
        """Return them with their partitions."""
        topic = topic or self.output
        options = {"bootstrap_servers": self.bootstrap, "isolation_level": "read_committed"}
        with closing(KafkaConsumer(enable_auto_commit=False, **options)) as consumer:
            partitions = [TopicPartition(topic, number) for number in range(self.partitions)]
            consumer.assign(partitions)
            consumer.seek_to_beginning(*partitions)
            ends = consumer.end_offsets(partitions)
            found: list[tuple[int, bytes]] = []
            for _ in turns("the end of a topic"):
                for partition, records in consumer.poll(timeout_ms=200).items():
                    found += [(partition.partition, record.value) for record in records]
                if all((consumer.position(p) or 0) >= ends[p] for p in partitions):
                    return found
        raise AssertionError

    def close(self) -> None:
        """Close every bus."""
        for bus in self._buses:
            bus.close()


def forward(bus: KafkaBus, site: Site, records: Sequence[Record]) -> None:
    """Publish records to the output and advance past them, in one transaction."""
    with bus.transaction() as transaction:
        transaction.publish([Output(site.output, r.value, r.key, r.headers, r.timestamp_ms) for r in records])
        transaction.advance(records)


def turns(what: str, seconds: float = PATIENCE_S) -> Iterator[None]:
    """Yield for as long as it is worth trying; then fail and say `what` did not come."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield
    raise AssertionError(f"{what} did not come within {seconds:.0f} s")
