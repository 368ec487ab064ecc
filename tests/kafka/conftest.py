"""Fixtures with real brokers. Each is started once, when a test first asks for it."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest

from tests.kafka.broker import Broker
from tests.kafka.cluster import Cluster
from tests.kafka.jars import missing
from tests.kafka.secure import SecureBroker, secure_broker


@pytest.fixture(scope="session")
def kafka_is_here() -> None:
    """Skip where a broker cannot run, for want of Java or Maven (in CI the root conftest makes that a failure)."""
    reason = missing()
    if reason is not None:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def kafka(kafka_is_here: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """One broker without passwords, for all tests: each uses topics and groups of its own, and leaves it running."""
    with Broker(tmp_path_factory.mktemp("kafka")) as broker:
        yield broker


@pytest.fixture(scope="session")
def secure_kafka(kafka_is_here: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureBroker]:
    """One broker with TLS, passwords (users "worker" and "stranger") and no ACLs but those that tests add."""
    with secure_broker(tmp_path_factory.mktemp("secure-kafka"), ["worker", "stranger"]) as broker:
        yield broker


@pytest.fixture(scope="module")
def kafka_cluster(kafka_is_here: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Three brokers for the tests of one file, which may kill one if they start it again."""
    with Cluster(tmp_path_factory.mktemp("kafka-cluster")) as cluster:
        yield cluster


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Beneath a failed test stands where its brokers' logs are; pytest keeps the folders of its last three runs."""
    report = yield
    if report.failed and (logs := list(_logs(item))):
        report.sections.append(("Kafka's logs", "\n".join(logs)))
    return report


def _logs(item: pytest.Item) -> Iterator[str]:
    for value in getattr(item, "funcargs", {}).values():
        brokers = value.brokers if isinstance(value, Cluster) else [value]
        yield from (str(broker.log) for broker in brokers if isinstance(broker, Broker))
