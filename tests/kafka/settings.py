"""What goes into server.properties: small, quick to start, and nothing that happens by itself."""

from __future__ import annotations

import base64
import secrets
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HOST = "127.0.0.1"
# Below the range from which systems take the ports of outgoing connections: such a port, free now, could be somebody's
# when the broker comes back after a stop.
_PORTS = range(20_000, 32_000)


def free_port(count: int = 1) -> int:
    """Return a port of 127.0.0.1 on which nobody listens, nor on those behind it of `count` in all. Taken at random, as
    other test runs choose at the same time.
    """
    while True:
        port = secrets.choice(_PORTS)
        if all(is_free(one) for one in range(port, port + count)):
            return port


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def new_cluster_id() -> str:
    """Return 16 bytes in Kafka's URL-safe form; the fixed start keeps a leading "-" from reading as an option."""
    return base64.urlsafe_b64encode(b"mf" + secrets.token_bytes(14)).decode().rstrip("=")


@dataclass(frozen=True)
class Node:
    """One server of a cluster: its number and the ports for clients and for the controllers' own talk."""

    number: int = 1
    port: int = field(default_factory=free_port)
    controller_port: int = field(default_factory=free_port)


def server_properties(node: Node, nodes: Sequence[Node], data: Path) -> dict[str, str]:
    """Return the settings of one broker and controller in one process. `nodes` are all of the cluster, `node` included."""
    return {
        "process.roles": "broker,controller",
        "node.id": str(node.number),
        "controller.quorum.voters": ",".join(f"{n.number}@{HOST}:{n.controller_port}" for n in nodes),
        "controller.listener.names": "CONTROLLER",
        "listeners": f"CLIENTS://{HOST}:{node.port},CONTROLLER://{HOST}:{node.controller_port}",
        "advertised.listeners": f"CLIENTS://{HOST}:{node.port}",
        "inter.broker.listener.name": "CLIENTS",
        "listener.security.protocol.map": "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs": str(data),
        **_replication(len(nodes)),
        **_QUICK,
    }


def _replication(brokers: int) -> dict[str, str]:
    copies, in_sync = str(min(brokers, 3)), str(min(brokers, 2))
    return {
        "default.replication.factor": copies,
        "min.insync.replicas": in_sync,
        "offsets.topic.replication.factor": copies,
        "transaction.state.log.replication.factor": copies,
        "transaction.state.log.min.isr": in_sync,
        "share.coordinator.state.topic.replication.factor": copies,
        "share.coordinator.state.topic.min.isr": in_sync,
    }


_QUICK: Mapping[str, str] = {
    # A misspelt topic is an error, not a new topic.
    "auto.create.topics.enable": "false",
    # Few partitions of Kafka's own topics, few threads: less to create at the start.
    "offsets.topic.num.partitions": "3",
    "transaction.state.log.num.partitions": "3",
    "share.coordinator.state.topic.num.partitions": "1",
    "num.network.threads": "2",
    "num.io.threads": "4",
    "background.threads": "2",
    # Half of a 512 MB heap would go to the cleaner of compacted topics.
    "log.cleaner.dedupe.buffer.size": "4194304",
    # Compacted topics are cleaned within seconds, so that a test can wait for it.
    "log.cleaner.backoff.ms": "1000",
    # Consumers join at once. (kafka-python speaks the classic group protocol, which is on by default.)
    "group.initial.rebalance.delay.ms": "0",
    # Tests may want a dead consumer, or an abandoned transaction, to be noticed soon.
    "group.min.session.timeout.ms": "1000",
    "transaction.abort.timed.out.transaction.cleanup.interval.ms": "1000",
    # A dead broker is noticed in seconds (9 by default), yet a loaded machine does not look dead.
    "broker.heartbeat.interval.ms": "500",
    "broker.session.timeout.ms": "4000",
}


def written(properties: Mapping[str, str]) -> str:
    """Return the text of a .properties file."""
    return "".join(f"{name}={value}\n" for name, value in properties.items())
