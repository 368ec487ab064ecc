"""The cases topic on Apache Kafka: every worker reads all its partitions, without a group.

Positions are the store's business, so nothing is committed. They come from the consumer and not from the records: the
last thing in a partition may be a transaction's end mark, and a compacted partition has gaps.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from pipeline.cases.kafka_errors import case_topic_errors
from pipeline.cases.records import Batch, CaseRecord, CaseSourceError

#: Records and bytes of one batch, at most (one record may be larger).
_MOST_RECORDS = 2000
_FETCH_BYTES = 16 * 1024 * 1024
#: Seconds between two questions to the broker about how far there is to go; they also show that it is there at all.
_ASK_S = 2.0
#: Milliseconds after which a position that is still unknown is asked for again in the next batch.
_POSITION_MS = 1000
#: Milliseconds that closing may take.
_CLOSE_MS = 2000


class KafkaCaseSource:
    """A `CaseSource`. `options` are those of `pipeline.bus.kafka_config.client_options`. Connects when first used."""

    def __init__(self, topic: str, options: Mapping[str, Any], *, ask_s: float = _ASK_S) -> None:
        self.topic = topic
        self._options = dict(options)
        self._ask_s = ask_s
        self._asked_at = 0.0
        self._kafka: KafkaConsumer | None = None

    def ends(self) -> Mapping[int, int]:
        """See `CaseSource.ends`: what is committed; an open transaction's records come after it."""
        with case_topic_errors("ask for the end of the cases topic"):
            ends = self._consumer().end_offsets(self._assignment())
            return {partition.partition: offset for partition, offset in ends.items()}

    def seek(self, positions: Mapping[int, int]) -> None:
        """See `CaseSource.seek`. Takes in partitions that were added to the topic."""
        with case_topic_errors("go to a position in the cases topic"):
            consumer = self._consumer()
            partitions = self._partitions()
            consumer.assign(partitions)
            for partition in partitions:
                if (offset := positions.get(partition.partition)) is not None:
                    consumer.seek(partition, offset)
                else:
                    consumer.seek_to_beginning(partition)
            self._asked_at = 0.0

    def poll(self, timeout_s: float) -> Batch:
        """See `CaseSource.poll`. `behind` is known every two seconds and when the broker answers."""
        with case_topic_errors("read the cases topic"):
            polled = self._consumer().poll(timeout_ms=int(timeout_s * 1000), max_records=_MOST_RECORDS)
            records = tuple(_record(one) for group in polled.values() for one in group)
            positions = self._positions()
            return Batch(records, positions, None if records else self._behind(positions))

    def close(self) -> None:
        """See `CaseSource.close`."""
        consumer, self._kafka = self._kafka, None
        if consumer is not None:
            with case_topic_errors("close the cases topic"):
                consumer.close(autocommit=False, timeout_ms=_CLOSE_MS)

    def _consumer(self) -> KafkaConsumer:
        if self._kafka is None:
            self._kafka = KafkaConsumer(**{**_READING, **self._options})
        return self._kafka

    def _partitions(self) -> list[TopicPartition]:
        found = self._consumer().partitions_for_topic(self.topic)
        if not found:
            raise CaseSourceError(f"expected a topic {self.topic}")
        return [TopicPartition(self.topic, number) for number in sorted(found)]

    def _assignment(self) -> list[TopicPartition]:
        return sorted(self._consumer().assignment())

    def _positions(self) -> dict[int, int]:
        found = {
            p.partition: self._consumer().position(p, timeout_ms=_POSITION_MS) for p in self._assignment()
        }
        return {number: offset for number, offset in found.items() if offset is not None}

    def _behind(self, positions: Mapping[int, int]) -> int | None:
        """Return how far there is to go, or None when it is not yet time to ask. Begins anew when partitions were added."""
        if time.monotonic() - self._asked_at < self._ask_s:
            return None
        self._asked_at = time.monotonic()
        if len(self._partitions()) != len(self._assignment()):
            raise CaseSourceError(f"expected as many partitions of {self.topic} as before")
        return sum(max(0, end - positions.get(number, 0)) for number, end in self.ends().items())


_READING: Mapping[str, Any] = {
    "group_id": None,
    "enable_auto_commit": False,
    "isolation_level": "read_committed",
    # A position that is gone is an error: to go on anywhere else would leave cases out.
    "auto_offset_reset": "none",
    # So soon are partitions noticed that were added to the topic.
    "metadata_max_age_ms": 30_000,
    "fetch_max_bytes": _FETCH_BYTES,
    "max_partition_fetch_bytes": _FETCH_BYTES // 4,
    "metrics_enabled": False,
}


def _record(one: Any) -> CaseRecord:
    return CaseRecord(one.key, one.value, one.partition, one.offset)
