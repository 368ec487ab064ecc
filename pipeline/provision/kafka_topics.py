"""Looking at topics on Kafka, and making those that are missing. Nothing that is there is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from kafka import errors
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient

from pipeline.bus.kafka.errors import kafka_errors
from pipeline.bus.kafka_config import KafkaConfig, client_options
from pipeline.provision.plan import TopicPlan

#: Copies of each partition where there are brokers enough.
COPIES = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as the broker describes it to us. `error` is the class of the broker's answer, None for a topic that is there.

    `settings` is empty where we may not see them; `operations` are those that we are allowed.
    """

    name: str
    error: str | None
    partitions: int = 0
    replication: int = 0
    settings: Mapping[str, str] = field(default_factory=dict)
    operations: frozenset[str] = frozenset()

    @property
    def missing(self) -> bool:
        """Return whether the broker says that there is no such topic."""
        return self.error == "UnknownTopicOrPartitionError"


@contextmanager
def admin(config: KafkaConfig) -> Iterator[Any]:
    """Lend an admin client. Its own errors leave the block as `Aborted` or `BusError`, each within a request time-out."""
    with kafka_errors("ask Kafka"):
        client = KafkaAdminClient(**client_options(config))
        try:
            yield client
        finally:
            client.close()


def look(client: Any, names: Sequence[str]) -> dict[str, Found]:
    """Return what is known of topics, by name."""
    described = [_found(topic) for topic in client.describe_topics(list(names))]
    there = [found.name for found in described if found.error is None]
    settings = _settings(client, there) if there else {}
    return {
        found.name: Found(found.name, found.error, found.partitions, found.replication,
                          settings.get(found.name, {}), found.operations)
        for found in described
    }  # fmt: skip


def _found(topic: Mapping[str, Any]) -> Found:
    partitions = topic["partitions"]
    copies = min((len(partition["replica_nodes"]) for partition in partitions), default=0)
    error = errors.for_code(topic["error_code"]).__name__ if topic["error_code"] else None
    operations = frozenset(topic.get("authorized_operations") or ())
    return Found(topic["name"], error, len(partitions), copies, {}, operations)


def _settings(client: Any, names: Sequence[str]) -> dict[str, dict[str, str]]:
    asked = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    told = client.describe_configs(asked, config_filter="all").get("topic", {})
    return {name: {key: str(one["value"]) for key, one in found.items()} for name, found in told.items()}


def copies(client: Any) -> int:
    """Return how many copies of a partition are sensible here: three, or as many as there are brokers."""
    return min(COPIES, len(client.describe_cluster()["brokers"]))


def make(client: Any, wanted: TopicPlan, partitions: int, replication: int) -> str | None:
    """Make a topic; return None, or what the broker said against it. One that somebody has just made is no error."""
    fields = {
        "num_partitions": partitions,
        "replication_factor": replication,
        "configs": dict(wanted.settings),
    }
    (answer,) = client.create_topics({wanted.name: fields}, raise_errors=False)["topics"]
    if answer["error_code"] in (0, errors.TopicAlreadyExistsError.errno):
        return None
    return f"{errors.for_code(answer['error_code']).__name__}: {answer['error_message'] or 'no reason given'}"


def differences(wanted: TopicPlan, found: Found, partitions: int, replication: int) -> Iterator[str]:
    """Yield in what an existing topic is not as planned: "retention.ms 1 (planned: 2)"."""
    for name, there, planned in (
        ("partitions", found.partitions, partitions),
        ("replication", found.replication, replication),
    ):
        if there != planned:
            yield f"{name} {there} (planned: {planned})"
    for name, planned_value in wanted.settings.items() if found.settings else ():
        if (there_value := found.settings.get(name)) != planned_value:
            yield f"{name} {there_value} (planned: {planned_value})"
