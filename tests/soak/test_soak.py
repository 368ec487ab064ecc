"""Every scenario of the soak in short, and that the comparison would notice if something were wrong."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.kafka.broker import Broker
from tests.kafka.cluster import Cluster
from tests.soak.ground import Stock
from tests.soak.scenarios import SHORT, Scenario, run


@pytest.mark.parametrize("scenario", SHORT, ids=lambda scenario: scenario.name)
def test_everything_is_there_once_and_in_order(
    scenario: Scenario, place: Broker | Cluster, stock: Stock, tmp_path: Path
) -> None:
    """Whatever happens to workers and brokers, each message comes out once, in its topic, in order, as the core has it."""
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # pytest shows it when the test fails
    report = run(scenario, place, stock, tmp_path, seed)
    print("\n".join(report.lines()))
    assert report.is_good
