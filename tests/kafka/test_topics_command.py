"""`mifeng topics publish` and `mifeng topics read` on real brokers."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from pathlib import Path

import pytest

from pipeline.bus import Output
from pipeline.bus.kafka import KafkaBus
from pipeline.provision.permissions import permissions
from tests.command import mifeng
from tests.kafka.broker import Broker
from tests.kafka.deployments import Deployment, allow, plain, secured
from tests.kafka.secure import SecureBroker


@pytest.fixture
def made(kafka: Broker, tmp_path: Path) -> Deployment:
    """Return a deployment whose topics are there."""
    deployment = plain(kafka, tmp_path)
    with kafka.admin() as client:
        deployment.make_topics(client)
    return deployment


def _lines(count: int) -> bytes:
    return b"".join(json.dumps({"id": f"m-{n}", "text": "你好"}).encode() + b"\n" for n in range(count))


def test_what_is_published_is_read(made: Deployment) -> None:
    """Every line is a record, in order, over more than one batch; a second read finds the same, for nothing has moved."""
    topic, given = made.route.input, _lines(1500)
    sent = mifeng("topics", "publish", topic, "-", "--config", made.file(), stdin=given)
    assert (sent.code, sent.out, sent.err) == (0, b"", "")
    for _ in range(2):
        got = mifeng("topics", "read", topic, "--config", made.file())
        assert (got.code, got.err) == (0, "")
        assert got.out == given


def test_a_line_that_is_no_object_is_told_and_left_out(made: Deployment) -> None:
    """The good lines are there, the bad one is named by its number, and the exit code is 2."""
    topic = made.route.input
    sent = mifeng(
        "topics", "publish", topic, "-", "--config", made.file(), stdin=b'{"id":"a"}\n[1]\n{"id":"b"}\n'
    )
    assert (sent.code, "<stdin>:2" in sent.err) == (2, True)
    assert mifeng("topics", "read", topic, "--config", made.file()).out == b'{"id":"a"}\n{"id":"b"}\n'


def test_only_what_is_committed_is_read(made: Deployment) -> None:
    """A record of a transaction that was aborted is not among what is printed."""
    config, topic = made.config(), made.route.cleared
    with closing(KafkaBus(config.kafka, config.group, "w2")) as bus:
        with suppress(ZeroDivisionError), bus.transaction() as transaction:
            transaction.publish([Output(topic, b'{"id":"aborted"}')])
            raise ZeroDivisionError
        bus.publish([Output(topic, b'{"id":"committed"}')])
    assert mifeng("topics", "read", topic, "--config", made.file()).out == b'{"id":"committed"}\n'


def test_a_topic_that_is_not_there_is_an_error(made: Deployment) -> None:
    """A misspelt name is told by both commands, exit code 1, and makes no topic."""
    absent = f"{made.route.input}.absent"
    for command in (["publish", absent, "-"], ["read", absent]):
        done = mifeng("topics", *command, "--config", made.file(), stdin=_lines(1))
        assert (done.code, done.out) == (1, b"")
        assert done.err.startswith(f"expected the topic {absent}")


def test_a_producer_needs_no_more_than_its_role(secure_kafka: SecureBroker, tmp_path: Path) -> None:
    """With the permissions of a producer, publishing works and reading is refused; a wrong password is told at once."""
    made = secured(secure_kafka, tmp_path)
    with secure_kafka.admin() as client:
        made.make_topics(client)
    secure_kafka.allow(*allow("sender", permissions(made.config(), "producer")))
    topic, file = made.route.input, made.file("sender")
    sent = mifeng("topics", "publish", topic, "-", "--config", file, stdin=_lines(3))
    assert (sent.code, sent.err) == (0, "")
    read = mifeng("topics", "read", topic, "--config", file)
    assert (read.code, read.out) == (1, b"")
    assert "TopicAuthorizationFailedError" in read.err
    file = made.file("worker")
    (tmp_path / "worker.password").write_text("wrong")
    refused = mifeng("topics", "read", topic, "--config", file)
    assert (refused.code, refused.err.count("\n")) == (1, 1)


def test_nobody_there(tmp_path: Path) -> None:
    """Brokers that cannot be reached: exit code 1 and one line."""
    made = Deployment(tmp_path, lambda _: ['bootstrap = "127.0.0.1:1"'])
    for command in (["publish", "x", "-"], ["read", "x"]):
        done = mifeng("topics", *command, "--config", made.file(), stdin=_lines(1))
        assert (done.code, done.out, done.err.count("\n")) == (1, b"", 1)
