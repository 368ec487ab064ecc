"""Publishing cases to the compacted topic on Apache Kafka, keyed by case id, for every worker to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kafka import KafkaProducer

from pipeline.cases.kafka_errors import case_topic_errors
from pipeline.cases.publish import CaseOutput
from pipeline.contract.decode import MAX_BYTES

_CLOSE_S = 5.0
#: Room for a record of the largest size and its key.
_REQUEST_BYTES = MAX_BYTES + 64 * 1024


class KafkaCasePublisher:
    """A `CasePublisher`. `options` are those of `pipeline.bus.kafka_config.client_options`.

    Written to all replicas in sync, idempotently. Not in one transaction: the latest record of a case rules, so a load
    that breaks off is simply run again.
    """

    def __init__(self, topic: str, options: Mapping[str, Any]) -> None:
        self._topic = topic
        with case_topic_errors("reach Kafka"):
            self._producer = KafkaProducer(
                acks="all", enable_idempotence=True, max_request_size=_REQUEST_BYTES, **options
            )

    def publish(self, outputs: Sequence[CaseOutput]) -> None:
        """See `CasePublisher.publish`: returns when the brokers have acknowledged every record."""
        with case_topic_errors("publish cases"):
            sent = [self._producer.send(self._topic, one.value, key=one.case_id.encode()) for one in outputs]
            self._producer.flush()
            for future in sent:
                future.get(timeout=0)

    def close(self) -> None:
        """See `CasePublisher.close`."""
        self._producer.close(timeout=_CLOSE_S)
