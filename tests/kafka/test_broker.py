"""The brokers that other tests stand on do what those tests count on: they start, stop, freeze, elect and refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import KafkaAdminClient
from kafka.errors import (
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    SaslAuthenticationFailedError,
    TopicAuthorizationFailedError,
)

from tests.kafka.acls import Allow
from tests.kafka.broker import Broker, NotStarted
from tests.kafka.cluster import Cluster
from tests.kafka.secure import SecureBroker

# Seconds within which anything that works has been done, on a machine that does much else.
_PATIENCE_S = 40


@pytest.fixture(scope="module")
def own_kafka(kafka_is_here: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """A broker that the tests of this file may stop, kill and freeze if they leave it running."""
    with Broker(tmp_path_factory.mktemp("own-kafka")) as broker:
        yield broker


def _create(kafka: Broker | Cluster, topic: str) -> None:
    with kafka.admin() as client:
        client.create_topics({topic: {"num_partitions": 1}}, wait_for_metadata=True)


def _send(config: dict[str, Any], topic: str, *values: bytes) -> None:
    """Send values, each confirmed by all replicas in sync."""
    with closing(KafkaProducer(**config, acks="all")) as producer:
        for value in values:
            producer.send(topic, value).get(timeout=_PATIENCE_S)


def _read(config: dict[str, Any], topic: str, count: int, group: str | None = None) -> list[bytes]:
    """Read the first `count` values, as a member of a group if one is given; fewer when they do not come in time."""
    options = {"auto_offset_reset": "earliest", "enable_auto_commit": False}
    options |= {"consumer_timeout_ms": _PATIENCE_S * 1000, "group_id": group}
    with closing(KafkaConsumer(topic, **config, **options)) as consumer:
        return [record.value for record in islice(consumer, count)]


def test_it_starts_in_seconds(kafka: Broker, capsys: pytest.CaptureFixture[str]) -> None:
    """A test run can afford a broker; how long it took is shown."""
    with capsys.disabled():
        print(f"\nKafka was up in {kafka.start_s:.1f} s")
    assert kafka.bootstrap.startswith("127.0.0.1:")
    assert 0 < kafka.start_s < 30


def test_a_record_comes_back(kafka: Broker) -> None:
    """What is sent is read, alone and as a member of a group."""
    _create(kafka, "there-and-back")
    _send(kafka.client_config(), "there-and-back", b"one")
    assert _read(kafka.client_config(), "there-and-back", 1) == [b"one"]
    assert _read(kafka.client_config(), "there-and-back", 1, group="reader") == [b"one"]


def test_a_misspelt_topic_is_an_error(kafka: Broker) -> None:
    """Topics are made on purpose, never by a typing mistake."""
    with (
        closing(KafkaProducer(**kafka.client_config(), max_block_ms=1000)) as producer,
        pytest.raises(KafkaError),
    ):
        producer.send("no-such-topic", b"lost").get(timeout=_PATIENCE_S)
    with kafka.admin() as client:
        assert "no-such-topic" not in client.list_topics()


@pytest.mark.parametrize("end", [Broker.stop, Broker.kill])
def test_data_outlive_the_process(own_kafka: Broker, end: Callable[[Broker], None]) -> None:
    """After a stop in order, or a sudden one, the same address serves the same records."""
    topic, address = f"kept-by-{end.__name__}", own_kafka.bootstrap
    _create(own_kafka, topic)
    _send(own_kafka.client_config(), topic, b"kept")
    end(own_kafka)
    assert not own_kafka.is_running()
    with pytest.raises((KafkaTimeoutError, KafkaConnectionError)):
        KafkaAdminClient(**own_kafka.client_config(), bootstrap_timeout_ms=500)
    own_kafka.start()
    assert own_kafka.bootstrap == address
    assert _read(own_kafka.client_config(), topic, 1) == [b"kept"]


def test_a_frozen_broker_answers_later(own_kafka: Broker) -> None:
    """While it is paused nothing is confirmed; afterwards what was sent in the meantime is there, once."""
    _create(own_kafka, "frozen")
    with closing(KafkaProducer(**own_kafka.client_config(), acks="all", enable_idempotence=True)) as producer:
        producer.send("frozen", b"before").get(timeout=_PATIENCE_S)
        own_kafka.pause()
        sent = producer.send("frozen", b"meanwhile")
        with pytest.raises(KafkaTimeoutError):
            sent.get(timeout=1.5)
        own_kafka.resume()
        sent.get(timeout=_PATIENCE_S)
    assert own_kafka.is_running()
    assert _read(own_kafka.client_config(), "frozen", 2) == [b"before", b"meanwhile"]


def test_a_paused_broker_can_be_stopped(own_kafka: Broker) -> None:
    """A stop wakes it first, and so does not wait in vain."""
    own_kafka.pause()
    assert own_kafka.is_paused
    own_kafka.stop()
    assert (own_kafka.is_running(), own_kafka.is_paused) == (False, False)
    own_kafka.start()


def test_a_broker_that_cannot_start_says_why(kafka_is_here: None, tmp_path: Path) -> None:
    """The error carries the end of the log, so that nobody has to look for the file."""
    with (
        pytest.raises(NotStarted, match=r"(?s)broker\.log.*port-that-is-none"),
        Broker(tmp_path, {"socket.server.reconfigure.test": "x", "metric.reporters": "port-that-is-none"}),
    ):
        pass


def test_another_broker_takes_over(kafka_cluster: Cluster) -> None:
    """When the leader of a partition is lost, a new one has all that was confirmed and takes more."""
    _create(kafka_cluster, "taken-over")
    _send(kafka_cluster.client_config(), "taken-over", b"before")
    lost = kafka_cluster.leader("taken-over")
    lost.kill()
    heir = kafka_cluster.leader("taken-over")
    assert heir is not lost
    _send(heir.client_config(), "taken-over", b"after")
    assert _read(heir.client_config(), "taken-over", 2) == [b"before", b"after"]
    lost.start()
    assert _read(lost.client_config(), "taken-over", 2) == [b"before", b"after"]


def _log_of_a_refusal(kafka: Broker, config: dict[str, Any]) -> str:
    """Try to connect, in vain, and return what the broker logged meanwhile.

    kafka-python 3.0.12 tries again whatever the reason is, and in the end tells of a time-out only.
    """
    before = kafka.log.stat().st_size
    with pytest.raises((KafkaTimeoutError, KafkaConnectionError, SaslAuthenticationFailedError)):
        KafkaAdminClient(**config, bootstrap_timeout_ms=2000)
    return kafka.log.read_bytes()[before:].decode()


def test_a_wrong_password_is_refused(secure_kafka: SecureBroker) -> None:
    """A known user with another's password does not get in, and the broker's log says why."""
    config = secure_kafka.client_config("worker")
    with closing(KafkaAdminClient(**config)):
        pass
    config["sasl_plain_password"] = secure_kafka.password("stranger")
    assert "invalid credentials with SASL mechanism SCRAM-SHA-512" in _log_of_a_refusal(secure_kafka, config)


def test_a_client_that_does_not_know_the_authority_refuses(secure_kafka: SecureBroker) -> None:
    """The broker's certificate is checked: without our authority's certificate there is no connection."""
    config = secure_kafka.client_config("worker")
    del config["ssl_cafile"]
    assert "SSL handshake failed" in _log_of_a_refusal(secure_kafka, config)


def test_only_what_is_listed_is_allowed(secure_kafka: SecureBroker) -> None:
    """A user writes and reads where an ACL says so, with the group it names, and nowhere else."""
    for topic in ("open-to-worker", "closed"):
        _create(secure_kafka, topic)
    secure_kafka.allow(
        Allow("worker", "WRITE", "TOPIC", "open-to-worker"),
        Allow("worker", "READ", "TOPIC", "open-to-", prefixed=True),
        Allow("worker", "READ", "GROUP", "workers"),
    )
    worker, stranger = secure_kafka.client_config("worker"), secure_kafka.client_config("stranger")
    _send(worker, "open-to-worker", b"allowed")
    assert _read(worker, "open-to-worker", 1, group="workers") == [b"allowed"]
    for config, topic in ((worker, "closed"), (stranger, "open-to-worker")):
        with pytest.raises(TopicAuthorizationFailedError):
            _send(config, topic, b"refused")
    with pytest.raises(GroupAuthorizationFailedError):
        _read(worker, "open-to-worker", 1, group="others")


def test_a_certificate_can_stand_for_a_password(secure_kafka: SecureBroker) -> None:
    """A client certificate's common name is the user that the ACLs speak of."""
    _create(secure_kafka, "by-certificate")
    secure_kafka.allow(Allow("gateway", "WRITE", "TOPIC", "by-certificate"))
    _send(secure_kafka.certificate_config("gateway"), "by-certificate", b"allowed")
    with pytest.raises(TopicAuthorizationFailedError):
        _send(secure_kafka.certificate_config("impostor"), "by-certificate", b"refused")


def test_topics_have_three_copies(kafka_cluster: Cluster) -> None:
    """A topic made without further settings is on all three brokers, and any of them tells its end."""
    _create(kafka_cluster, "copied")
    with kafka_cluster.admin() as client:
        (described,) = client.describe_topics(["copied"])
    assert [sorted(p["replica_nodes"]) for p in described["partitions"]] == [[1, 2, 3]]
    with closing(KafkaConsumer(**kafka_cluster.client_config())) as consumer:
        partition = TopicPartition("copied", 0)
        assert consumer.end_offsets([partition]) == {partition: 0}
