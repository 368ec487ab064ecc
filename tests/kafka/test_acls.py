"""The printed permissions are enough for each role, and none of a worker's can be left out without it being noticed."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import threading
from pathlib import Path

import pytest

from pipeline.provision.permissions import permissions
from pipeline.worker.exit_codes import DONE
from pipeline.worker.run import run
from tests.command import mifeng
from tests.kafka.broker import Broker
from tests.kafka.deployments import Deployment, allow, plain, secured
from tests.kafka.secure import SecureBroker

#: One that may pass, one to be held or blocked, one that is no message: an output for every topic of the route.
_MESSAGES = [
    (b"k", '{"id": "m-1", "channel": "im", "case_id": "C-1", "text": "请回个电话", "recipients": [{"address": "13700002222", "relation": "parent"}]}'.encode()),
    (b"k", '{"id": "m-2", "channel": "im", "case_id": "C-1", "text": "齐鸿远欠款不还", "recipients": [{"address": "13700002222", "relation": "parent"}]}'.encode()),
    (b"k", b"no message"),
]  # fmt: skip
_CASE = '{"case_id": "C-1", "borrower": {"name": "齐鸿远", "phones": ["13900001111"]}, "contacts": [{"relation": "parent", "phones": ["13700002222"]}]}'.encode()
#: As many as a worker with one route has; the test below counts them again.
_WORKER = 9
#: Seconds that a worker without cases waits before the test stops it.
_WAIT_S = 5.0


def _filled(kafka: SecureBroker, folder: Path) -> Deployment:
    """Return a deployment with a case and messages, each published by a user who may do just that."""
    made = secured(kafka, folder)
    with kafka.admin() as client:
        made.make_topics(client)
    for user, role in (("lender", "cases"), ("sender", "producer")):
        kafka.allow(*allow(user, permissions(made.config(), role)))  # type: ignore[arg-type]
    made.publish(made.config("lender").kafka, made.config().cases_topic.name, [(b"C-1", _CASE)])
    made.publish(made.config("sender").kafka, made.route.input, _MESSAGES)
    return made


def _counts(made: Deployment) -> dict[str, int]:
    topics = made.route.topics()[1:]
    return {
        topic.removeprefix(f"{made.route.input}."): len(made.read(made.config("admin").kafka, topic))
        for topic in topics
    }


def test_they_are_enough(secure_kafka: SecureBroker, tmp_path: Path) -> None:
    """Worker, reviewer and reader do their work with their own permissions, from the inputs to a release."""
    made = _filled(secure_kafka, tmp_path)
    secure_kafka.allow(*allow("worker", permissions(made.config(), "worker")))
    assert run(made.config(), until_idle=True) == DONE
    assert _counts(made) == {
        "cleared": 1, "quarantine": 1, "dead-letter": 1, "restricted": 1, "decisions": 3
    }  # fmt: skip
    secure_kafka.allow(*allow("reviewer", permissions(made.config(), "reviewer")))
    options = ["--reviewer", "lin.q", "--key", made.identity, "--config", made.file("reviewer")]
    released = mifeng(
        "quarantine", "release", "m-2", "--reason", "false-alarm", "--even-if-blocked", *options
    )
    assert (released.code, released.err) == (0, "")
    replayed = mifeng("dead-letter", "replay", f"{made.route.input}/0/2", *options)
    assert (replayed.code, replayed.err) == (0, "")
    secure_kafka.allow(*allow("downstream", permissions(made.config(), "reader")))
    cleared = made.read(made.config("downstream").kafka, made.route.cleared)
    assert [json.loads(record.value)["id"] for record in cleared] == ["m-1", "m-2"]


@pytest.mark.parametrize("left_out", range(_WORKER))
def test_none_of_a_worker_can_be_left_out(
    secure_kafka: SecureBroker, tmp_path: Path, left_out: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """The worker ends with an error that names what is lacking, or says that it waits, and commits nothing."""
    made = _filled(secure_kafka, tmp_path)
    wanted = permissions(made.config(), "worker")
    assert len(wanted) == _WORKER
    lacking = wanted[left_out]
    secure_kafka.allow(*allow("worker", [one for one in wanted if one != lacking]))
    capfd.readouterr()
    waits = lacking.name == made.config().cases_topic.name
    stop = threading.Timer(_WAIT_S, os.kill, (os.getpid(), signal.SIGTERM))
    if waits:
        stop.start()
    code = run(made.config(), until_idle=True)
    stop.cancel()
    said = capfd.readouterr().err
    assert set(_counts(made).values()) == {0}
    if waits:
        assert "cases_unreadable" in said
    else:
        assert code == 1
        assert re.search(r"^cannot .*AuthorizationFailedError", said, re.MULTILINE)


def test_the_commands_are_kafkas(kafka: Broker, tmp_path: Path) -> None:
    """Each line is a call of kafka-acls.sh with a reason above it; --json has the same permissions."""
    made = plain(kafka, tmp_path)
    shown = mifeng("topics", "acls", "--user", "User:my worker", "--config", made.file())
    assert shown.code == 0
    lines = shown.out.decode().splitlines()
    calls = [shlex.split(line) for line in lines if not line.startswith("# ")]
    assert len(calls) == _WORKER == len(lines) // 2
    assert calls[0] == [
        "kafka-acls.sh", "--bootstrap-server", kafka.bootstrap, "--command-config", "admin.properties", "--add",
        "--allow-principal", "User:my worker", "--operation", "Read", "--topic", made.route.input,
    ]  # fmt: skip
    group = f"g-{made.name}"
    assert calls[-1][-5:] == ["Write", "--transactional-id", f"{group}.", "--resource-pattern-type", "prefixed"]  # fmt: skip
    as_json = mifeng("topics", "acls", "--user", "User:my worker", "--config", made.file(), "--json")
    objects = [json.loads(line) for line in as_json.out.splitlines()]
    assert [one["name"] for one in objects] == [one.name for one in permissions(made.config(), "worker")]
    assert {one["principal"] for one in objects} == {"User:my worker"}


@pytest.mark.parametrize("user", ["mifeng", "Group:x", "User:", "User:a\nb"])
def test_a_user_is_named_as_kafka_names_it(user: str) -> None:
    """Anything else than User:NAME is wrong use."""
    assert mifeng("topics", "acls", "--user", user).code == 2
