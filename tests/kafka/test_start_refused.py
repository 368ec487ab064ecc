"""A worker that Kafka turns away says why in one line and ends; it does not wait for something that cannot come."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.bus.kafka.reach import refusals
from pipeline.bus.kafka_config import KafkaConfig
from pipeline.provision.permissions import permissions
from tests.command import mifeng
from tests.kafka.broker import Broker
from tests.kafka.certificates import Authority
from tests.kafka.deployments import allow, plain, secured
from tests.kafka.secure import SecureBroker

#: Line of [kafka] that is wrong, and what the error has to name.
_WRONG = {
    "password": ("password_file", '"{folder}/bad"', "wrong password or an unknown user: look at kafka.sasl_username worker"),
    "user": ("sasl_username", '"nobody"', "wrong password or an unknown user: look at kafka.sasl_username nobody"),
    "mechanism": ("sasl_mechanism", '"PLAIN"', "kafka.sasl_mechanism PLAIN"),
    "authority": ("ssl_cafile", '"{folder}/other/ca.pem"', "certificate is not trusted"),
    "no authority": ("ssl_cafile", "", "certificate is not trusted"),
    "no certificate": ("ssl_cafile", '"{folder}/bad"', "no TLS could be agreed on"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "value", "said"), _WRONG.values(), ids=_WRONG)
def test_the_likely_cause_is_named(
    secure_kafka: SecureBroker, tmp_path: Path, name: str, value: str, said: str
) -> None:
    """Exit code 1, no traceback, the cause; and no password."""
    made = secured(secure_kafka, tmp_path)
    (tmp_path / "bad").write_text("not-the-password")
    Authority(tmp_path / "other")
    file = made.file("worker", **{name: value.format(folder=tmp_path)})
    done = mifeng("run", "--until-idle", "--config", file)
    assert done.code == 1
    (line,) = [line for line in done.err.splitlines() if not line.startswith("{")]
    assert line.startswith(f"cannot use Kafka: {secure_kafka.bootstrap}: ")
    assert said in line
    assert "Traceback" not in done.err
    assert "not-the-password" not in done.err
    assert secure_kafka.password("worker") not in done.err


@pytest.mark.parametrize("command", [["quarantine", "list"], ["cases", "load", "{folder}/cases.jsonl"]])
def test_other_commands_name_it_too(secure_kafka: SecureBroker, tmp_path: Path, command: list[str]) -> None:
    """Reviewers and whoever loads cases learn of a wrong password as the worker does."""
    made = secured(secure_kafka, tmp_path)
    (tmp_path / "bad").write_text("not-the-password")
    (tmp_path / "cases.jsonl").write_text('{"case_id": "C-1", "borrower": {"name": "齐鸿远"}}')
    file = made.file("worker", password_file=f'"{tmp_path}/bad"')
    done = mifeng(*[word.format(folder=tmp_path) for word in command], "--config", file)
    assert done.code == 1
    (line,) = [line for line in done.err.splitlines() if line.startswith("cannot use Kafka")]
    assert "wrong password or an unknown user" in line


def test_listeners_of_another_kind(secure_kafka: SecureBroker, kafka: Broker) -> None:
    """TLS without a login where one is wanted, no TLS where it is, TLS where it is not, and no certificate of ours."""
    tls = {"security_protocol": "SSL", "ssl_cafile": str(secure_kafka.cafile)}
    cases = [
        (secure_kafka.bootstrap, tls, "listener"),
        (secure_kafka.bootstrap, {}, "network"),
        (kafka.bootstrap, tls, "tls"),
        (secure_kafka.certificate_bootstrap, tls, "certificate"),
    ]
    for bootstrap, options, cause in cases:
        (refusal,) = refusals(KafkaConfig(bootstrap=bootstrap, request_timeout_s=5, **options))  # type: ignore[arg-type]
        assert refusal.cause == cause, refusal.words


def test_one_address_that_answers_is_enough(kafka: Broker) -> None:
    """Addresses that are out of reach are passed over while another one lets us in."""
    assert refusals(KafkaConfig(bootstrap=f"127.0.0.1:1,{kafka.bootstrap}")) == ()


def test_a_frozen_broker_takes_no_longer_than_the_time_out(kafka: Broker) -> None:
    """A broker that accepts a connection and says nothing is out of reach, after the request time-out."""
    kafka.pause()
    try:
        began = time.monotonic()
        (refusal,) = refusals(KafkaConfig(bootstrap=kafka.bootstrap, request_timeout_s=2))
        took = time.monotonic() - began
    finally:
        kafka.resume()
    assert refusal.cause == "network"
    assert took < 10


def test_an_input_that_is_not_there_is_no_empty_one(kafka: Broker, tmp_path: Path) -> None:
    """Without its input a worker ends, instead of being idle for ever."""
    made = plain(kafka, tmp_path)
    done = mifeng("run", "--until-idle", "--config", made.file())
    assert done.code == 1
    assert f"cannot read {made.route.input}: UnknownTopicOrPartitionError" in done.err


def test_an_input_that_may_only_be_seen_is_no_empty_one(secure_kafka: SecureBroker, tmp_path: Path) -> None:
    """To see a topic is not to read it."""
    made = secured(secure_kafka, tmp_path)
    with secure_kafka.admin() as client:
        made.make_topics(client)
    wanted = [one for one in permissions(made.config(), "creator") if one.operation == "DESCRIBE"]
    secure_kafka.allow(*allow("worker", wanted))
    done = mifeng("run", "--until-idle", "--config", made.file())
    assert done.code == 1
    assert f"cannot read {made.route.input}: TopicAuthorizationFailedError" in done.err
