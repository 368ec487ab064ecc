"""What Kafka itself says: everything in a topic, who owns which partition, how far the group is, who coordinates."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any, Protocol

from kafka import KafkaConsumer, TopicPartition
from kafka.admin import KafkaAdminClient, TransactionState
from kafka.errors import KafkaError

#: Seconds for a topic to be read to its end: open transactions of killed workers have to time out first.
_PATIENCE_S = 90.0
_POLL_MS = 200


class Kafka(Protocol):
    """A broker or a cluster of tests/kafka."""

    def client_config(self) -> dict[str, Any]:
        """Return the arguments for clients."""


def read_topics(kafka: Kafka, topics: Sequence[str]) -> dict[str, list[Any]]:
    """Return by topic every record that is committed, up to the topic's end.

    Raises TimeoutError if a transaction stays open: nobody can then say what is in the topic.
    """
    options = {**kafka.client_config(), "enable_auto_commit": False}
    with closing(KafkaConsumer(isolation_level="read_uncommitted", **options)) as ends:
        end = ends.end_offsets(_partitions(ends, topics))
    found: dict[str, list[Any]] = {topic: [] for topic in topics}
    with closing(KafkaConsumer(isolation_level="read_committed", **options)) as consumer:
        consumer.assign(list(end))
        consumer.seek_to_beginning(*end)
        deadline = time.monotonic() + _PATIENCE_S
        while any((consumer.position(place) or 0) < last for place, last in end.items()):
            for place, records in consumer.poll(_POLL_MS, max_records=5_000).items():
                found[place.topic] += records
            if time.monotonic() > deadline:
                raise TimeoutError("a transaction stays open")
    return found


def lag(kafka: Kafka, group: str, topics: Sequence[str]) -> int:
    """Return how many offsets of topics the group has not committed, markers of transactions included."""
    options = {**kafka.client_config(), "group_id": group, "enable_auto_commit": False}
    with closing(KafkaConsumer(**options)) as consumer:
        ends = consumer.end_offsets(_partitions(consumer, topics))
        return sum(end - (consumer.committed(place) or 0) for place, end in ends.items())


def _partitions(consumer: Any, topics: Sequence[str]) -> list[Any]:
    return [
        TopicPartition(topic, number) for topic in topics for number in consumer.partitions_for_topic(topic)
    ]


def owners(kafka: Kafka, group: str) -> dict[str, set[tuple[str, int]]]:
    """Return the partitions of each member by its instance name; empty while the group is not stable."""
    with closing(KafkaAdminClient(**kafka.client_config())) as admin:
        try:
            described = admin.describe_groups([group])[group]
        except KafkaError:
            return {}
    if described["group_state"] != "Stable":
        return {}
    return {
        member["group_instance_id"].removeprefix(f"{group}."): _assigned(member["member_assignment"])
        for member in described["members"]
    }


def _assigned(assignment: Mapping[str, Any]) -> set[tuple[str, int]]:
    given = assignment["assigned_partitions"]
    return {(one["topic"], number) for one in given for number in one["partitions"]}


def coordinator(kafka: Kafka, transactional_id: str) -> int:
    """Return the number of the broker that coordinates the transactions of an id. Raises KafkaError."""
    with closing(KafkaAdminClient(**kafka.client_config())) as admin:
        found: int = admin.describe_transactions([transactional_id])[transactional_id].coordinator_id
        return found


def is_in_transaction(admin: KafkaAdminClient, transactional_id: str) -> bool:
    """Whether a transaction with something in it is open. Raises KafkaError."""
    described = admin.describe_transactions([transactional_id])[transactional_id]
    return bool(described.state == TransactionState.ONGOING)
