"""What has to hold before a worker starts, because kafka-python would wait for it without a word."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from typing import Any

from kafka import errors
from kafka.admin import KafkaAdminClient

from pipeline.bus.base import Aborted, BusError
from pipeline.bus.kafka.errors import kafka_errors
from pipeline.bus.kafka.reach import refusals
from pipeline.bus.kafka_config import KafkaConfig, client_options

_MISSING, _FORBIDDEN = errors.UnknownTopicOrPartitionError, errors.TopicAuthorizationFailedError
_PAUSE_S = 0.3


def require_admission(config: KafkaConfig, inputs: Sequence[str] = ()) -> None:
    """Raise `BusError` if Kafka turns us away for good, or one of `inputs` is not there for us to read.

    Brokers that cannot be reached just now are no reason. A consumer takes a topic that it may not see for one without
    records: it would be idle for ever. Raises `BadInput` for a password or file that is not there.
    """
    refused = refusals(config)
    for refusal in refused:
        if refusal.cause != "network":
            raise BusError(f"cannot use Kafka: {refusal.words}")
    if not refused and inputs:
        with suppress(Aborted):  # out of reach since a moment ago: the worker's own clients will see to it
            _require_readable(config, inputs)


def _require_readable(config: KafkaConfig, topics: Sequence[str]) -> None:
    """Raise `BusError` for a topic that is not there by the end of the request time-out: one just made is not seen at once."""
    until = time.monotonic() + config.request_timeout_s
    with kafka_errors("look at topics"), closing(KafkaAdminClient(**client_options(config))) as client:
        while unreadable := _unreadable(client.describe_topics(list(topics))):
            if unreadable[1] is not _MISSING or time.monotonic() > until:
                name, error = unreadable
                raise BusError(f"cannot read {name}: {error.__name__}; mifeng check tells more")
            time.sleep(_PAUSE_S)


def _unreadable(described: Iterable[Mapping[str, Any]]) -> tuple[str, type[Exception]] | None:
    """Return the first topic that cannot be read, and why; what else a broker may answer passes by itself."""
    for topic in described:
        error, allowed = errors.for_code(topic["error_code"]), topic.get("authorized_operations")
        if error in (_MISSING, _FORBIDDEN):
            return topic["name"], error
        if allowed is not None and "READ" not in allowed:
            return topic["name"], _FORBIDDEN
    return None
