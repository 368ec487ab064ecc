"""`mifeng topics create` on real brokers: what is missing is made, what is there is left alone, and what differs is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.bus.base import Record
from pipeline.contract.decode import MAX_BYTES
from pipeline.provision.kafka_topics import look
from pipeline.provision.permissions import permissions, topics_of
from pipeline.provision.plan import DAY_MS, Keep, output_bytes
from pipeline.quarantine import Identity, seal_record
from tests.command import Result, mifeng
from tests.kafka.broker import Broker
from tests.kafka.cluster import Cluster
from tests.kafka.deployments import Deployment, allow, plain, secured
from tests.kafka.secure import SecureBroker


def _create(made: Deployment, *options: str, user: str = "worker") -> Result:
    return mifeng("topics", "create", "--config", made.file(user), *options)


def test_everything_missing_is_made_once(kafka: Broker, tmp_path: Path) -> None:
    """All eight topics are there with their settings; a second call finds nothing to do and changes nothing."""
    made = plain(kafka, tmp_path)
    first = _create(made, "--partitions", "2", "--retention-days", "3", "--max-message-bytes", "2000000")
    assert (first.code, first.err) == (0, "")
    assert first.out.decode().count(": made: 2 partitions, 1 copies, ") == 8
    names = topics_of(made.config())
    with kafka.admin() as client:
        found = look(client, names)
    assert {(one.partitions, one.replication) for one in found.values()} == {(2, 1)}
    settings = {name.replace(made.name, ""): found[name].settings for name in names}
    assert {use for use, one in settings.items() if one["cleanup.policy"] == "compact"} == {
        "in-.reviews", "cases-"
    }  # fmt: skip
    days = {
        use: int(one["retention.ms"]) / DAY_MS for use, one in settings.items() if one["retention.ms"] != "-1"
    }
    assert days == {
        "in-": 3, "in-.cleared": 96, "in-.decisions": 1827,
        "in-.quarantine": 90, "in-.dead-letter": 90, "in-.restricted": 90,
    }  # fmt: skip
    assert settings["in-"]["max.message.bytes"] == "2000000"
    assert settings["in-.quarantine"]["max.message.bytes"] == str(output_bytes(2_000_000))
    assert settings["in-.cleared"]["message.timestamp.type"] == "CreateTime"
    assert settings["in-.quarantine"]["message.timestamp.type"] == "LogAppendTime"
    again = _create(made, "--partitions", "2", "--retention-days", "3", "--max-message-bytes", "2000000")
    assert (again.code, again.out.decode().splitlines()) == (0, [f"{name}: exists" for name in names])


def test_what_is_there_is_left_alone(kafka: Broker, tmp_path: Path) -> None:
    """A topic of somebody else's making keeps its settings, and each that differs is said; the others are made."""
    made = plain(kafka, tmp_path)
    theirs = made.route.quarantine
    with kafka.admin() as client:
        client.create_topics(
            {theirs: {"num_partitions": 1, "configs": {"retention.ms": "1000"}}}, wait_for_metadata=True
        )
        done = _create(made)
        assert look(client, [theirs])[theirs].settings["retention.ms"] == "1000"
    assert done.code == 0
    (line,) = [line for line in done.out.decode().splitlines() if line.startswith(f"{theirs}:")]
    assert line.startswith(f"{theirs}: exists, left alone; differs: partitions 1 (planned: 6), ")
    assert f"retention.ms 1000 (planned: {90 * DAY_MS})" in line
    assert done.out.decode().count(": made: ") == 7


def test_a_dry_run_makes_nothing(kafka: Broker, tmp_path: Path) -> None:
    """The plan is printed, and there is no topic afterwards."""
    made = plain(kafka, tmp_path)
    done = _create(made, "--dry-run")
    assert (done.code, done.out.decode().count(": would be made: 6 partitions, 1 copies, ")) == (0, 8)
    with kafka.admin() as client:
        assert all(one.missing for one in look(client, topics_of(made.config())).values())


def test_three_brokers_keep_three_copies(kafka_cluster: Cluster, tmp_path: Path) -> None:
    """Without --replication there are three copies, of which two must have a record; one can be asked for."""
    bootstrap = kafka_cluster.bootstrap
    made = Deployment(tmp_path, lambda _: [f'bootstrap = "{bootstrap}"'])
    assert _create(made, "--partitions", "1").code == 0
    with kafka_cluster.admin() as client:
        found = look(client, topics_of(made.config())).values()
    assert {(one.replication, one.settings["min.insync.replicas"]) for one in found} == {(3, "2")}


def test_what_the_broker_refuses_is_told(kafka: Broker, tmp_path: Path) -> None:
    """More copies than brokers: nothing is made, the broker's reason is given, and the exit code is 1."""
    done = _create(plain(kafka, tmp_path), "--replication", "2")
    assert done.code == 1
    assert done.err.count("cannot be made: InvalidReplicationFactorError: ") == 8


def test_the_creators_permissions_are_enough(secure_kafka: SecureBroker, tmp_path: Path) -> None:
    """A user without any is refused; with those of a creator, and no others, everything is made and compared."""
    made = secured(secure_kafka, tmp_path)
    refused = _create(made, user="installer")
    assert refused.code == 1
    assert refused.err.count("cannot be looked at: TopicAuthorizationFailedError") == 8
    secure_kafka.allow(*allow("installer", permissions(made.config(), "creator")))
    assert _create(made, user="installer").code == 0
    again = _create(made, "--retention-days", "8", user="installer")
    assert again.out.decode().count("retention.ms") == 2  # the input's and the cleared topic's


def test_out_of_reach_and_wrong_use(tmp_path: Path) -> None:
    """Nobody there: 1 and a line. Nonsense: 2. The embedded bus: nothing to do."""
    made = Deployment(tmp_path, lambda _: ['bootstrap = "127.0.0.1:1"'])
    away = _create(made)
    assert (away.code, away.err.count("\n")) == (1, 1)
    assert _create(made, "--partitions", "0").code == 2
    embedded = mifeng("topics", "create", cwd=tmp_path)
    assert (embedded.code, embedded.out) == (0, b"nothing to do: on the embedded bus topics make themselves\n")  # fmt: skip
    assert not (tmp_path / "mifeng-data").exists()


@pytest.mark.parametrize(
    ("value", "headers"), [(MAX_BYTES, 0), (MAX_BYTES - 4_000_000, 4_000_000)], ids=["value", "headers"]
)
def test_the_largest_record_fits_when_sealed(value: int, headers: int) -> None:
    """A sealed record as large as a message may be is within what outputs admit, wherever its bytes are."""
    record = Record("t", 0, 0, b"k", os.urandom(value), (("h", os.urandom(headers)),), 0)
    sealed = seal_record(record, [Identity.generate().to_public()] * 3, {"id": "m-1"})
    assert len(sealed) + 1000 < output_bytes(Keep().message_bytes)
