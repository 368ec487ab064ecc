"""The list of scenarios: what each needs, and how much of it makes a short run and a long one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.kafka.broker import Broker
from tests.kafka.cluster import Cluster
from tests.soak import broken_workers, broker_faults, worker_faults
from tests.soak.ground import Ground, Stock
from tests.soak.report import Report


class Size(NamedTuple):
    """How many messages and how many faults."""

    messages: int
    faults: int


class Scenario(NamedTuple):
    """A scenario by name. `play` makes the faults; what comes behind them is the same for all."""

    name: str
    play: Callable[[Ground, int], None]
    size: Size
    needs_cluster: bool = False


#: At length, each on a broker of its own.
LONG = (
    Scenario("kills", worker_faults.kills, Size(100_000, 24)),
    Scenario("storm", worker_faults.storm, Size(20_000, 6)),
    Scenario("fourth", worker_faults.fourth, Size(10_000, 3)),
    Scenario("twins", worker_faults.twins, Size(10_000, 4)),
    Scenario("zombies", broken_workers.zombies, Size(10_000, 3)),
    Scenario("failing-detectors", broken_workers.failing_detectors, Size(10_000, 1)),
    Scenario("broker-restarts", broker_faults.restarts, Size(20_000, 6)),
    Scenario("broker-freezes", broker_faults.freezes, Size(10_000, 5)),
    Scenario("moves", broker_faults.moves, Size(20_000, 6), needs_cluster=True),
)


def _in_turn(*plays: tuple[Callable[[Ground, int], None], int]) -> Callable[[Ground, int], None]:
    def play(ground: Ground, _: int) -> None:
        for one, faults in plays:
            one(ground, faults)

    return play


#: In short: several on one ground, for starting workers is most of what a short scenario takes.
SHORT = (
    Scenario(
        "kills-fourth-twins",
        _in_turn((worker_faults.kills, 3), (worker_faults.fourth, 1), (worker_faults.twins, 1)),
        Size(5_000, 7),
    ),
    Scenario(
        "storm-zombies", _in_turn((worker_faults.storm, 1), (broken_workers.zombies, 1)), Size(3_000, 3)
    ),
    Scenario("failing-detectors", broken_workers.failing_detectors, Size(1_000, 1)),
    Scenario(
        "broker-restarts-freezes",
        _in_turn((broker_faults.restarts, 2), (broker_faults.freezes, 1)),
        Size(2_000, 3),
    ),
    Scenario("moves", broker_faults.moves, Size(1_500, 2), needs_cluster=True),
)


def run(scenario: Scenario, kafka: Broker | Cluster, stock: Stock, folder: Path, seed: int) -> Report:
    """Play a scenario and return its numbers. Raises AssertionError for what does not come or is not as it should be."""
    messages, faults = scenario.size
    with Ground(kafka, stock, folder, seed=seed, messages=messages, faults=faults) as ground:
        scenario.play(ground, faults)
        return ground.finish(scenario.name)
