"""Three brokers that keep copies of each other's partitions, to lose one of them."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

from tests.kafka.broker import Broker
from tests.kafka.settings import Node, new_cluster_id

# A dead broker is noticed after its session of 4 s; the rest is for a loaded machine.
_ELECTION_S = 40


class Cluster:
    """Brokers numbered from 1, each a controller too; topics have three copies, of which two must be in sync (min.insync).

    As a context manager all run inside the block, and are gone with SIGKILL behind it; nothing is removed. With a
    size of three, one may be lost at a time: two are needed for the controllers' quorum.
    """

    def __init__(self, folder: Path, size: int = 3) -> None:
        self.folder = folder
        nodes = [Node(number) for number in range(1, size + 1)]
        cluster_id = new_cluster_id()
        self.brokers = [
            Broker(folder / f"broker-{node.number}", node=node, nodes=nodes, cluster_id=cluster_id)
            for node in nodes
        ]

    @property
    def bootstrap(self) -> str:
        """The addresses of all brokers, with commas between, running or not."""
        return ",".join(broker.bootstrap for broker in self.brokers)

    @property
    def start_s(self) -> float:
        """How long the slowest broker took at its last start, in seconds."""
        return max(broker.start_s for broker in self.brokers)

    def client_config(self) -> dict[str, Any]:
        """Return the keyword arguments with which kafka-python's clients connect."""
        return {"bootstrap_servers": self.bootstrap.split(",")}

    def admin(self) -> AbstractContextManager[KafkaAdminClient]:
        """Lend a client of a broker that runs, closed after the block."""
        return next(b for b in self.brokers if b.is_running() and not b.is_paused).admin()

    def leader(self, topic: str, partition: int = 0) -> Broker:
        """The broker that leads a partition and answers, waiting for an election if need be. Raises TimeoutError."""
        deadline = time.monotonic() + _ELECTION_S
        while time.monotonic() < deadline:
            leader = self._named_leader(topic, partition)
            # One just lost, or frozen, is named as the leader for some seconds yet.
            if leader is not None and leader.is_running() and not leader.is_paused:
                return leader
            time.sleep(0.1)
        raise TimeoutError(f"nobody leads {topic}[{partition}]")

    def _named_leader(self, topic: str, partition: int) -> Broker | None:
        try:
            with self.admin() as client:
                (described,) = client.describe_topics([topic])
        except KafkaError:
            # The client asks any broker of the cluster that it has heard of, also one that is no more.
            return None
        numbers = {p["partition_index"]: p["leader_id"] for p in described["partitions"]}
        return next((broker for broker in self.brokers if broker.node.number == numbers.get(partition)), None)

    def __enter__(self) -> Self:
        try:
            for broker in self.brokers:
                broker.launch()
            for broker in self.brokers:
                broker.await_ready()
        except BaseException:
            self._kill()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kill()
        if error is not None and not isinstance(error, KeyboardInterrupt):
            for broker in self.brokers:
                print(f"Kafka's log: {broker.log}", file=sys.stderr)

    def _kill(self) -> None:
        """No orderly stop: the last ones would wait long for a quorum that has gone."""
        for broker in self.brokers:
            broker.kill()
