"""The `Reader` of `pipeline.bus.reader` on Apache Kafka: no group, only what is committed, and all of that."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from pipeline.bus.base import Aborted, BusError, Record
from pipeline.bus.kafka.errors import kafka_errors
from pipeline.bus.kafka.limits import within
from pipeline.bus.kafka_config import KafkaConfig, client_options

_CLOSE_S = 2.0
_POLL_MS = 200
_OPTIONS: dict[str, Any] = {
    "group_id": None,
    "enable_auto_commit": False,
    "auto_offset_reset": "none",  # what retention deletes under our eyes is an error, not a gap
    "allow_auto_create_topics": False,
    "metrics_enabled": False,
}


class KafkaTopicReader:
    """Reads topics on the brokers of `config`; one reading a topic at a time. Raises `BusError`."""

    def __init__(self, config: KafkaConfig, name: str) -> None:
        self._options = client_options(config) | _OPTIONS | {"client_id": name}
        self._timeout_ms: int = self._options["request_timeout_ms"]
        #: A transaction is aborted by the broker after its time-out, and nothing holds us up any longer.
        self._patience_s = config.transaction_timeout_s + config.request_timeout_s
        self._readers: dict[str, Any] = {}
        with kafka_errors("reach Kafka"):
            #: For ends: read_committed would give the last stable offset, which is too early an end.
            self._ends = KafkaConsumer(isolation_level="read_uncommitted", **self._options)

    def require(self, topic: str) -> None:
        """Raise `BusError` unless the topic exists: one that is made by the first write is not seen at once by everyone."""
        if not self._partitions(topic):
            raise BusError(f"expected the topic {topic}, with as many partitions as it is to keep")

    def first_offsets(self, topic: str) -> dict[int, int]:
        """See `Reader.first_offsets`."""
        partitions = self._partitions(topic)
        if not partitions:
            return {}
        with kafka_errors("read records"):
            found = self._ends.beginning_offsets(partitions, timeout_ms=self._timeout_ms)
        return {place.partition: offset for place, offset in found.items()}

    def read(self, topic: str, since: Mapping[int, int] | None = None) -> Iterator[Record]:
        """See `Reader.read`. Raises `Aborted` while somebody's transaction is open for longer than the time-out."""
        first = self.first_offsets(topic)
        if not first:
            return
        starts = {TopicPartition(topic, p): (since or {}).get(p, offset) for p, offset in first.items()}
        with kafka_errors("read records"):
            ends = self._ends.end_offsets(list(starts), timeout_ms=self._timeout_ms)
            consumer = self._consumer(topic)
            consumer.assign(list(starts))
            for place, offset in starts.items():
                consumer.seek(place, offset)
        yield from self._until(consumer, ends)

    def _until(self, consumer: Any, ends: Mapping[Any, int]) -> Iterator[Record]:
        deadline = time.monotonic() + self._patience_s
        while any(self._position(consumer, place) < end for place, end in ends.items()):
            with kafka_errors("read records"):
                polled = consumer.poll(_POLL_MS)
            for place, records in polled.items():
                yield from (_record(record) for record in records if record.offset < ends[place])
            if polled:
                deadline = time.monotonic() + self._patience_s
            elif time.monotonic() > deadline:
                raise Aborted("cannot read to the end of a topic, a transaction on it is still open")

    def _position(self, consumer: Any, place: Any) -> int:
        with kafka_errors("read records"):
            position: int | None = consumer.position(place, timeout_ms=self._timeout_ms)
        return -1 if position is None else position

    def _partitions(self, topic: str) -> list[Any]:
        with kafka_errors("read topics"):
            found = self._ends.partitions_for_topic(topic)
        return [TopicPartition(topic, number) for number in sorted(found)]

    def _consumer(self, topic: str) -> Any:
        if topic not in self._readers:
            self._readers[topic] = KafkaConsumer(isolation_level="read_committed", **self._options)
        return self._readers[topic]

    def close(self) -> None:
        """See `Reader.close`. Takes a few seconds at most."""
        readers, self._readers = list(self._readers.values()), {}
        for consumer in (*readers, self._ends):
            within(_CLOSE_S, lambda consumer=consumer: consumer.close(autocommit=False))  # type: ignore[misc]


def _record(record: Any) -> Record:
    headers = tuple((name, value or b"") for name, value in record.headers)
    value = record.value or b""
    return Record(record.topic, record.partition, record.offset, record.key, value, headers, record.timestamp)
