"""What the short scenarios share: brokers, and texts for which the core was asked once."""

from __future__ import annotations

import pytest

from tests.kafka.broker import Broker
from tests.kafka.cluster import Cluster
from tests.kafka.conftest import kafka, kafka_cluster, kafka_is_here
from tests.soak.ground import Stock
from tests.soak.scenarios import Scenario

__all__ = ["kafka", "kafka_cluster", "kafka_is_here"]
#: Texts of the fixtures; more of them take longer to ask for, and are no harder for Kafka.
_FIXTURES = 120


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    """Return keys, cases and texts."""
    return Stock.make(tmp_path_factory.mktemp("stock"), _FIXTURES)


@pytest.fixture
def place(request: pytest.FixtureRequest, scenario: Scenario) -> Broker | Cluster:
    """Return the broker, or the cluster if the scenario needs one."""
    place: Broker | Cluster = request.getfixturevalue("kafka_cluster" if scenario.needs_cluster else "kafka")
    return place
