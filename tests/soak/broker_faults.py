"""Scenarios in which brokers are stopped, killed, frozen, or lose what they lead."""

from __future__ import annotations

import time

from tests.kafka.broker import Broker
from tests.kafka.cluster import Cluster
from tests.soak.ground import REQUEST_S, Ground
from tests.soak.topics import coordinator
from tests.soak.worker_faults import CREW

_TRANSACTIONS, _COPIES = "__transaction_state", 3


def restarts(ground: Ground, faults: int) -> None:
    """The only broker is stopped in order or killed while there is work, and started again a little later.

    When it is killed so is a worker, which then finds no broker at its start.
    """
    broker = ground.kafka
    assert isinstance(broker, Broker)
    ground.start(*CREW)
    for number in range(faults):
        ground.feed()
        ground.into_the_work()
        if number % 2:
            broker.kill()
            ground.crew.kill(ground.chance.choice(CREW))
        else:
            broker.stop()
        time.sleep(ground.chance.uniform(0, 3))
        broker.start()
        ground.until_it_moves()


def freezes(ground: Ground, faults: int) -> None:
    """The only broker freezes for longer than requests wait for an answer, and goes on."""
    broker = ground.kafka
    assert isinstance(broker, Broker)
    ground.start(*CREW)
    for _ in range(faults):
        ground.feed()
        ground.into_the_work()
        broker.pause()
        time.sleep(REQUEST_S + ground.chance.uniform(1, 6))
        broker.resume()
        ground.until_it_moves()


def moves(ground: Ground, faults: int) -> None:
    """Of three brokers the one that coordinates a worker's transactions is lost, then one that leads an input, in turn."""
    cluster = ground.kafka
    assert isinstance(cluster, Cluster)
    ground.start(*CREW)
    for number in range(faults):
        ground.feed()
        ground.into_the_work()
        if number % 2:
            broker = cluster.leader(ground.routes[0].input)
        else:
            name = f"{ground.group}.{ground.chance.choice(ground.crew.names)}"
            broker = cluster.brokers[coordinator(cluster, name) - 1]
        broker.stop() if ground.chance.randrange(2) else broker.kill()
        ground.until_it_moves()
        broker.start()
        ground.until(lambda: _is_whole(cluster), "copies in sync")


def _is_whole(cluster: Cluster) -> bool:
    with cluster.admin() as admin:
        found = admin.describe_topics()
    return all(len(p["isr_nodes"]) == _COPIES for topic in found for p in topic["partitions"])
