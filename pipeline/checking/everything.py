"""All checks, one after the other. Each tells everything that it finds; none stops the next."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.bus.kafka_library import kafka_library
from pipeline.checking.cases import check_cases
from pipeline.checking.finding import Finding, wrong
from pipeline.checking.keys import check_keys
from pipeline.checking.machine import check_data, check_instance, check_policy, check_port
from pipeline.contract import BadInput
from pipeline.worker.config import Config


def findings(config: Config) -> Iterator[Finding]:
    """Yield what is found about a configuration that has been read. Changes nothing, on this machine or on Kafka.

    With Kafka out of reach it takes about the request time-out.
    """
    yield from check_policy(config)
    yield from check_keys(config)
    yield from check_data(config)
    yield from check_port(config)
    yield from check_instance(config)
    yield from check_cases(config)
    if config.bus.kind == "kafka":
        yield from _kafka(config)


def _kafka(config: Config) -> Iterator[Finding]:
    """Imported here because only those who use Kafka have its library installed."""
    try:
        with kafka_library():
            from pipeline.checking.kafka import check_kafka
    except BadInput as error:
        yield wrong("kafka", str(error))
        return
    yield from check_kafka(config)
