"""`mifeng check` on real brokers: quiet when all is well, and one line for each thing that is not."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from kafka import KafkaConsumer
from kafka.errors import TransactionalIdNotFoundError

from pipeline.bus.kafka import KafkaBus
from pipeline.checking import findings
from pipeline.checking.finding import Finding
from pipeline.provision.permissions import permissions
from pipeline.provision.plan import Keep, plan
from tests.command import Result, mifeng
from tests.kafka.broker import Broker
from tests.kafka.buses import turns
from tests.kafka.deployments import Deployment, allow, plain, secured
from tests.kafka.secure import SecureBroker


def _check(made: Deployment, *options: str, user: str = "worker") -> Result:
    made.identity.unlink(missing_ok=True)
    return mifeng("check", "--config", made.file(user), *options)


def _wrong(made: Deployment, user: str = "worker") -> list[Finding]:
    return [one for one in findings(made.config(user)) if one.state != "ok"]


def test_all_is_well_after_topics_create(kafka: Broker, tmp_path: Path) -> None:
    """With topics from the command that makes them nothing is wrong or unknown; --json says the same."""
    made = plain(kafka, tmp_path)
    assert mifeng("topics", "create", "--config", made.file()).code == 0
    done = _check(made)
    lines = done.out.decode().splitlines()
    assert (done.code, done.err, [line for line in lines if not line.startswith("ok ")]) == (0, "", [])
    assert f"ok topic {made.route.quarantine} (quarantine)" in lines
    as_json = [json.loads(line) for line in _check(made, "--json").out.splitlines()]
    assert [f"{one['state']} {one['what']}" for one in as_json] == lines
    assert not (tmp_path / "mifeng-data").exists()


def test_each_permission_that_is_lacking_is_told(secure_kafka: SecureBroker, tmp_path: Path) -> None:
    """A user without any lacks all; one with those of the list lacks none; and only settings stay unseen."""
    made = secured(secure_kafka, tmp_path)
    with secure_kafka.admin() as client:
        made.make_topics(client)
    wanted = permissions(made.config(), "worker")
    done = _check(made)
    assert done.code == 1
    for one in wanted:
        assert f"wrong permission {one.operation} on {one.place}: is lacking" in done.out.decode()
    secure_kafka.allow(*allow("worker", wanted))
    told = _wrong(made)
    assert {one.state for one in told} == {"unknown"}
    assert len(told) == 8
    secure_kafka.allow(*allow("worker", permissions(made.config(), "check")))
    assert _wrong(made) == []
    assert secure_kafka.password("worker") not in _check(made).out.decode()


@pytest.mark.parametrize("left_out", range(9))
def test_one_permission_that_is_lacking_is_told(
    secure_kafka: SecureBroker, tmp_path: Path, left_out: int
) -> None:
    """Exactly that one is named as lacking."""
    made = secured(secure_kafka, tmp_path)
    with secure_kafka.admin() as client:
        made.make_topics(client)
    wanted = permissions(made.config(), "worker")
    lacking = wanted[left_out]
    secure_kafka.allow(*allow("worker", [one for one in wanted if one != lacking]))
    told = [one.what for one in _wrong(made) if one.what.startswith("permission")]
    assert told == [f"permission {lacking.operation} on {lacking.place}"]


def test_a_transactional_id_allowed_by_name(secure_kafka: SecureBroker, tmp_path: Path) -> None:
    """A permission on the worker's own name alone is not called lacking, and the name is not used to try it."""
    made = secured(secure_kafka, tmp_path)
    made.identity.unlink()
    with secure_kafka.admin() as client:
        made.make_topics(client)
        *others, prefix = permissions(made.config(), "worker")
        own = dataclasses.replace(prefix, name=f"g-{made.name}.w1", prefixed=False)
        secure_kafka.allow(*allow("worker", [*others, own, *permissions(made.config(), "check")]))
        (told,) = _wrong(made)
        assert (told.state, told.what) == ("unknown", f"permission WRITE on {prefix.place}")
        with pytest.raises(TransactionalIdNotFoundError):
            client.describe_transactions([own.name])


#: Use and settings of a topic, and what is to be said of it.
_UNSOUND: list[tuple[str, Mapping[str, str], str]] = [
    ("reviews", {"cleanup.policy": "delete"}, "cleanup.policy is delete; expected compact"),
    ("cases", {"cleanup.policy": "compact,delete"}, "cleanup.policy is compact,delete; expected compact"),
    ("cases", {"delete.retention.ms": "1000"}, "delete.retention.ms is below 72000000"),
    ("decisions", {"cleanup.policy": "compact"}, "cleanup.policy is compact; expected delete"),
    (
        "quarantine",
        {"max.message.bytes": "1048588"},
        "max.message.bytes is 1048588; expected 1864136 or more",
    ),
    ("cleared", {"max.message.bytes": "1000"}, "max.message.bytes is 1000; expected 1048576 or more"),
    ("restricted", {"retention.ms": "86400000"}, "retention.ms is 86400000; expected at least 30 days"),
    ("cleared", {"retention.ms": "86400000"}, "released late has its old time"),
    ("decisions", {"retention.ms": "86400000"}, "decisions would be gone before the records"),
    ("quarantine", {"retention.bytes": "1000000"}, "retention.bytes is set"),
    ("input", {"unclean.leader.election.enable": "true"}, "unclean.leader.election.enable is true"),
]


@pytest.mark.parametrize(("use", "settings", "said"), _UNSOUND)
def test_an_unsound_topic_is_told(
    kafka: Broker, tmp_path: Path, use: str, settings: Mapping[str, str], said: str
) -> None:
    """A setting that loses, replaces or refuses records is named with what is expected, and nothing else is."""
    made = plain(kafka, tmp_path)
    made.identity.unlink()
    names = {"input": made.route.input, "cases": made.config().cases_topic.name}
    name = names.get(use, f"{made.route.input}.{use}")
    with kafka.admin() as client:
        client.create_topics(
            {name: {"num_partitions": 1, "configs": _sound(made, name) | dict(settings)}},
            wait_for_metadata=True,
        )
        mifeng("topics", "create", "--config", made.file())
    told = _wrong(made)
    assert [one.what for one in told] == [f"topic {name} ({use})"]
    assert said in told[0].advice


def _sound(made: Deployment, name: str) -> dict[str, str]:
    return next(dict(one.settings) for one in plan(made.config(), Keep(), 1) if one.name == name)


def test_missing_topics_are_all_told(kafka: Broker, tmp_path: Path) -> None:
    """Each has a line that says how it is made, and looking makes none."""
    made = plain(kafka, tmp_path)
    for _ in range(2):
        done = _check(made)
        assert done.code == 1
        assert done.out.decode().count("is not there; make it with mifeng topics create") == 8


def test_a_wrong_password_is_named_and_the_rest_is_told_too(
    secure_kafka: SecureBroker, tmp_path: Path
) -> None:
    """All that is wrong is told in one call, on this machine and on Kafka, without a secret."""
    made = secured(secure_kafka, tmp_path)
    bad = tmp_path / "bad"
    bad.write_text("not-the-password")
    bad.chmod(0o644)
    (tmp_path / "keys" / "reviewer.pub").unlink()
    file = made.file("worker", password_file=f'"{bad}"')
    done = mifeng("check", "--config", file)
    wrong = [line for line in done.out.decode().splitlines() if line.startswith("wrong ")]
    assert done.code == 1
    assert [line.split()[1] for line in wrong] == ["reviewers'", "kafka.password_file", "kafka:"]
    assert "most likely for a wrong password or an unknown user" in wrong[-1]
    assert "not-the-password" not in done.out.decode() + done.err


def test_out_of_reach_takes_no_longer_than_the_time_out(kafka: Broker, tmp_path: Path) -> None:
    """Nobody there, or somebody who does not answer: one line, soon."""
    nobody = Deployment(tmp_path, lambda _: ['bootstrap = "127.0.0.1:1"'])
    nobody.identity.unlink()
    (told,) = _wrong(nobody)
    assert "127.0.0.1:1: cannot be reached" in told.advice
    made = plain(kafka, tmp_path / "frozen")
    made.identity.unlink()
    kafka.pause()
    try:
        began = time.monotonic()
        (told,) = _wrong(made)
        took = time.monotonic() - began
    finally:
        kafka.resume()
    assert "cannot be reached" in told.advice
    assert took < 20


def test_the_group_of_a_running_worker(kafka: Broker, tmp_path: Path) -> None:
    """A worker of this name is pointed out and goes on undisturbed."""
    made = plain(kafka, tmp_path)
    made.identity.unlink()
    mifeng("topics", "create", "--partitions", "1", "--config", made.file())
    config = made.config()
    with closing(KafkaBus(config.kafka, config.group, "w1")) as bus:
        for _ in turns("the group"):
            bus.poll([made.route.input], 1, 0.1)
            told = _wrong(made)
            if told:
                break
        assert [(one.state, one.what) for one in told] == [("unknown", f"group {config.group}")]
        made.publish(config.kafka, made.route.input, [(None, b"x")])
        for _ in turns("a record"):
            if records := bus.poll([made.route.input], 1, 0.2):
                break
        with bus.transaction() as transaction:
            transaction.advance(records)


def test_the_group_of_somebody_else(kafka: Broker, tmp_path: Path) -> None:
    """Consumers of another kind in the group would keep workers out, which is told."""
    made = plain(kafka, tmp_path)
    made.identity.unlink()
    mifeng("topics", "create", "--partitions", "1", "--config", made.file())
    options = {**kafka.client_config(), "group_id": made.config().group}
    with closing(KafkaConsumer(made.route.input, **options)) as other:
        for _ in turns("the group"):
            other.poll(timeout_ms=100)
            if told := _wrong(made):
                break
    assert [(one.state, one.what) for one in told] == [("wrong", f"group {made.config().group}")]
    assert "in use by consumers with the assignor " in told[0].advice
