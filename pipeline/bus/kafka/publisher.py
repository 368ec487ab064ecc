"""Publishing as any producer of messages would: to Apache Kafka, outside of a transaction and of any group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kafka import KafkaProducer

from pipeline.bus.base import Output
from pipeline.bus.kafka.errors import kafka_errors
from pipeline.bus.kafka.options import producer_options
from pipeline.bus.kafka.writer import send
from pipeline.bus.kafka_config import KafkaConfig, client_options

_CLOSE_S = 5.0
#: So that WRITE on the topic is the only permission that this needs.
_NO_TRANSACTIONS: dict[str, Any] = {"transactional_id": None, "enable_idempotence": True}


class KafkaPublisher:
    """Publishes on the brokers of `config`; `name` is what their logs call the client. Raises `BusError`."""

    def __init__(self, config: KafkaConfig, name: str) -> None:
        options = client_options(config) | producer_options(config, name) | _NO_TRANSACTIONS
        #: The library gives a record up before; this is for a library that does not.
        self._limit_s = options["delivery_timeout_ms"] / 1000 + _CLOSE_S
        with kafka_errors("reach Kafka"):
            self._producer = KafkaProducer(**options)

    def publish(self, outputs: Sequence[Output]) -> None:
        """Return when every broker in sync has each of `outputs`; raise `BusError` if some may not be there."""
        with kafka_errors("publish"):
            for future in [send(self._producer, output) for output in outputs]:
                future.get(timeout=self._limit_s)

    def close(self) -> None:
        """Close, within a few seconds."""
        self._producer.close(timeout=_CLOSE_S)
