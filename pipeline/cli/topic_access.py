"""Putting records into topics and reading them, on whichever bus the configuration names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Protocol

from pipeline.bus import Output, SqliteBus
from pipeline.bus.base import Record
from pipeline.bus.kafka_library import kafka_library
from pipeline.worker.config import Config
from pipeline.worker.first_run import prepare

#: Records of one poll of the embedded bus.
_BATCH = 1000


class Publisher(Protocol):
    """Takes records until it is closed. Raises `BusError`."""

    def publish(self, outputs: Sequence[Output]) -> None:
        """Publish `outputs`, in order; they are there when this returns."""

    def close(self) -> None:
        """Close."""


def open_publisher(config: Config, topic: str) -> Publisher:
    """Return what publishes to `topic`. On Kafka it must exist: a misspelt name is an error and makes no topic.

    Raises `BusError`; `BadInput` for a data directory, key or password that is not as it must be.
    """
    if config.bus.kind != "kafka":
        return _embedded(config, "mifeng-publish")
    with kafka_library():
        from pipeline.bus.kafka.publisher import KafkaPublisher
        from pipeline.bus.kafka.topic_reader import KafkaTopicReader
    _require_admission(config)
    with closing(KafkaTopicReader(config.kafka, "mifeng-publish")) as reader:
        reader.require(topic)
    return KafkaPublisher(config.kafka, "mifeng-publish")


def records_of(config: Config, topic: str) -> Iterator[Record]:
    """Yield every committed record of `topic`, each partition in order. Nobody's position moves. Raises as above."""
    return _on_kafka(config, topic) if config.bus.kind == "kafka" else _on_embedded(config, topic)


def _on_kafka(config: Config, topic: str) -> Iterator[Record]:
    with kafka_library():
        from pipeline.bus.kafka.topic_reader import KafkaTopicReader
    _require_admission(config)
    with closing(KafkaTopicReader(config.kafka, "mifeng-read")) as reader:
        reader.require(topic)
        yield from reader.read(topic)


def _require_admission(config: Config) -> None:
    """Say at once that a password is wrong, which the library would try again and again."""
    from pipeline.bus.kafka.admission import require_admission

    require_admission(config.kafka)


def _on_embedded(config: Config, topic: str) -> Iterator[Record]:
    with closing(_embedded(config, "mifeng-read")) as bus:
        while records := bus.poll([topic], _BATCH, timeout=0):
            yield from records


def _embedded(config: Config, group: str) -> SqliteBus:
    prepare(config)
    return SqliteBus(config.log_path, group, busy_timeout_s=config.bus.busy_timeout_s)
