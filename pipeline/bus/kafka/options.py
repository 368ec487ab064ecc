"""The arguments of the two clients, apart from how to reach the brokers (`pipeline.bus.kafka_config.client_options`)."""

from __future__ import annotations

from typing import Any

from pipeline.bus.kafka_config import KafkaConfig, milliseconds

#: Others learn of a rebalance with a heartbeat, and all wait for the last.
_HEARTBEAT_MS = 1_000
#: The share of what is read ahead that one partition may have.
_EIGHTH = 8
#: Largest request, in bytes: above any topic's usual limit, which is the one that is to count.
_MAX_REQUEST = 64 * 1024 * 1024
_BATCH = 256 * 1024


def consumer_options(config: KafkaConfig, group: str, instance: str) -> dict[str, Any]:
    """Return the arguments of the consumer, without those of `client_options`. `instance`: the name as a member."""
    session_ms = milliseconds(config.session_timeout_s)
    return {
        "group_id": group,
        "group_instance_id": instance,
        "client_id": instance,
        "isolation_level": "read_committed",
        "enable_auto_commit": False,
        "auto_offset_reset": "earliest",
        "session_timeout_ms": session_ms,
        "heartbeat_interval_ms": min(_HEARTBEAT_MS, session_ms // 3),
        "max_poll_interval_ms": milliseconds(config.max_poll_interval_s),
        "fetch_max_bytes": config.max_in_flight_bytes,
        "max_partition_fetch_bytes": config.max_in_flight_bytes // _EIGHTH,
        "metrics_enabled": False,
    }


def producer_options(config: KafkaConfig, transactional_id: str) -> dict[str, Any]:
    """Return the arguments of the producer, without those of `client_options`."""
    return {
        "transactional_id": transactional_id,
        "client_id": transactional_id,
        "acks": "all",
        "compression_type": None if config.compression == "none" else config.compression,
        "transaction_timeout_ms": milliseconds(config.transaction_timeout_s),
        "delivery_timeout_ms": milliseconds(config.transaction_timeout_s + config.request_timeout_s),
        "max_block_ms": milliseconds(config.request_timeout_s),
        "max_request_size": _MAX_REQUEST,
        "batch_size": _BATCH,
        "metrics_enabled": False,
    }
