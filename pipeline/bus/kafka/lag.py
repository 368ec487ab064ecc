"""How far a group is behind: what is committed in a topic, less what the group has committed of it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any

from kafka import KafkaConsumer, TopicPartition, errors

from pipeline.bus.kafka.errors import translated
from pipeline.bus.kafka.limits import within

#: How long, in seconds, a lag is good: workers ask for it after every batch.
_GOOD_S = 0.5
#: A worker must not hang on a number for its metrics; it has a liveness probe to answer.
_TIMEOUT_MS = 2_000
_CLOSE_S = 2.0
#: Over those of the group's consumer: a consumer without a group, which only asks.
_ASKING: dict[str, Any] = {"group_id": None, "group_instance_id": None, "allow_auto_create_topics": False}


class Lags:
    """Measures as the group's `consumer`, made with `options`, reads: read_committed, so open transactions are not behind.

    Asks for the ends of topics over connections of its own. Kafka answers what comes over one connection in turn, and the
    consumer's is taken up by its fetch, which is held for half a second while nothing arrives: the worker would stand still.
    """

    def __init__(self, consumer: Any, options: Mapping[str, Any]) -> None:
        self._consumer = consumer
        self._asking = KafkaConsumer(**{**options, **_ASKING})
        self._known: dict[str, tuple[float, int]] = {}

    def of(self, topic: str) -> int:
        """Return the lag of the whole group in `topic`, at most half a second old; 0 for a topic that is not there.

        While Kafka is out of reach it is the last one known. Raises `Aborted` if none is, `BusError` if asking is
        in vain.
        """
        at, lag = self._known.get(topic, (float("-inf"), 0))
        if time.monotonic() - at < _GOOD_S:
            return lag
        try:
            lag = self._measure(topic)
        except errors.KafkaError as error:
            if topic not in self._known or not isinstance(error, errors.RetriableError):
                raise translated(error, "read positions") from None
        self._known[topic] = time.monotonic(), lag
        return lag

    def _measure(self, topic: str) -> int:
        partitions = [TopicPartition(topic, number) for number in self._partitions(topic)]
        if not partitions:
            return 0
        ends = self._asking.end_offsets(partitions, timeout_ms=_TIMEOUT_MS)
        begins = self._asking.beginning_offsets(partitions, timeout_ms=_TIMEOUT_MS)
        done = committed(self._consumer, partitions, _TIMEOUT_MS)
        return sum(max(ends[p] - max(done.get(p, 0), begins[p]), 0) for p in partitions)

    def close(self) -> None:
        """Close, in a few seconds at most."""
        within(_CLOSE_S, lambda: self._asking.close(autocommit=False))

    def _partitions(self, topic: str) -> Iterable[int]:
        cluster = (
            self._consumer._cluster
        )  # the public method waits without a limit for a topic that it does not know
        if cluster.partitions_for_topic(topic) is None and topic not in (self._consumer.subscription() or ()):
            within(_TIMEOUT_MS / 1000, lambda: self._consumer.partitions_for_topic(topic))
        return cluster.partitions_for_topic(topic) or ()


def committed(consumer: Any, partitions: Iterable[Any], timeout_ms: int) -> dict[Any, int]:
    """Return the group's committed positions, where there are any. Raises kafka-python's errors.

    Waits for transactions that are about to change them. (The public method asks for one partition at a time.)
    """
    found = consumer._coordinator.fetch_committed_offsets(list(partitions), timeout_ms=timeout_ms)
    return {partition: offset.offset for partition, offset in found.items() if offset.offset >= 0}
