"""A worker whose disk is full, or whom Kafka no longer lets in: nothing is lost, let through or repeated, and it is told."""

from __future__ import annotations

import resource
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from kafka.admin import (
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    ResourcePatternFilter,
    ResourceType,
    ScramMechanism,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)

from pipeline.provision.permissions import permissions
from pipeline.worker.exit_codes import DONE, FAILED
from pipeline.worker.run import run
from tests.kafka.acls import Allow
from tests.kafka.broker import Broker
from tests.kafka.deployments import allow, plain, secured
from tests.kafka.lender import Lender
from tests.kafka.running import Running
from tests.kafka.secure import ADMIN, SecureBroker
from tests.pipeline.case_fakes import case

#: Bytes behind which no file may grow: less than a thousand cases take, more than a worker's log.
_FULL = 256 * 1024
#: As `sh` counts, in blocks of 512 bytes: enough for an empty store, but not for what its readers share.
_NO_ROOM = ("sh", "-c", 'ulimit -f 48; exec "$@"', "sh")


@contextmanager
def full_disk(worker: Running) -> Iterator[None]:
    """Have the operating system refuse to let any file of the process grow beyond `_FULL`, in the block."""
    _, most = resource.prlimit(worker.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (_FULL, most))
    yield
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (most, most))


def test_a_full_disk(kafka: Broker, tmp_path: Path) -> None:
    """The worker goes on with the cases that it has, is not ready, and takes in the others when there is room again.

    What needs a case that found no room is judged by the strict column: it is held back, never let through.
    """
    lender = Lender(plain(kafka, tmp_path))
    with kafka.admin() as client:
        lender.made.make_topics(client)
    lender.load(case(1))
    with Running(lender.made, cases_topic__wait_s=0.2, cases_topic__behind_s=5) as worker:
        worker.wait_until_ready()
        with full_disk(worker):
            lender.load(*[case(number) for number in range(2, 1200)])
            worker.wait_until("not ready", lambda: worker.missing == ["cases"])
            worker.wait_until("word of it", lambda: "cases_unreadable" in worker.said)
            assert lender.verdict(lender.send(1))[0] == "allow"
            assert lender.verdict(lender.send(1199)) == ("block", "cn/routing/unknown_case")
        worker.wait_until_ready()
        assert lender.verdict(lender.send(1199))[0] == "allow"
        assert len(lender.cleared()) == 2
        assert worker.terminate(25) == DONE


def test_a_disk_that_is_full_at_the_start(kafka: Broker, tmp_path: Path) -> None:
    """One line says which file, the exit code is 1, and nothing was begun; with room it does what was waiting."""
    lender = Lender(plain(kafka, tmp_path))
    with kafka.admin() as client:
        lender.made.make_topics(client)
    sent = lender.send(1)
    with Running(lender.made, before=_NO_ROOM) as worker:
        assert worker.wait_for_end(120) == FAILED
        (line,) = worker.words
        assert line.endswith("cases.db: cannot open it, no space is left")
    assert lender.decisions() == {}
    assert run(lender.made.config(), until_idle=True) == DONE
    assert list(lender.decisions()) == [sent]


@pytest.fixture
def lender(secure_kafka: SecureBroker, tmp_path: Path) -> Lender:
    """A lender on the secure broker, who may do everything; a worker may do what it needs."""
    made = secured(secure_kafka, tmp_path)
    with secure_kafka.admin() as client:
        made.make_topics(client)
    secure_kafka.allow(*allow("worker", permissions(made.config(), "worker")))
    lender = Lender(made, ADMIN)
    lender.load(*[case(number) for number in range(20)])
    return lender


def test_a_password_that_is_no_longer_valid(secure_kafka: SecureBroker, lender: Lender) -> None:
    """A user that is removed keeps its connections; when they are closed, the worker says why and ends with 1.

    With the password valid again, a new start judges what had come meanwhile, and everything is let through once.
    """
    with Running(lender.made) as worker:
        worker.wait_until_ready()
        sent = lender.send_all(to_borrowers(range(5)))
        assert [lender.verdict(one)[0] for one in sent] == ["allow"] * 5
        with without_password(secure_kafka, "worker"):
            secure_kafka.stop()
            secure_kafka.start()
            sent += lender.send_all(to_borrowers(range(5, 10)))
            assert worker.wait_for_end(90) == FAILED
    assert worker.words == ["cannot read records: SaslAuthenticationFailedError"]
    assert len(lender.cleared()) == 5
    finish(lender, sent)


def test_a_permission_that_is_taken_away(secure_kafka: SecureBroker, lender: Lender) -> None:
    """Without WRITE on the cleared topic the worker says so and ends with 1, and the decision goes nowhere either."""
    cleared = lender.made.route.cleared
    with Running(lender.made) as worker:
        worker.wait_until_ready()
        sent = lender.send_all(to_borrowers([1]))
        assert lender.verdict(sent[0])[0] == "allow"
        forbid(secure_kafka, cleared)
        sent += lender.send_all(to_borrowers([2]))
        assert worker.wait_for_end(60) == FAILED
    assert worker.words == ["cannot commit: TopicAuthorizationFailedError"]
    assert list(lender.decisions()) == sent[:1]
    secure_kafka.allow(Allow("worker", "WRITE", "TOPIC", cleared))
    finish(lender, sent)


def to_borrowers(numbers: Iterable[int]) -> list[tuple[int, str]]:
    """Return messages to the borrowers of cases."""
    return [(number, case(number).borrower.phones[0]) for number in numbers]


def finish(lender: Lender, sent: list[str]) -> None:
    """Have a successor do what is left, and look whether each message was let through once, in order."""
    assert run(lender.made.config(), until_idle=True) == DONE
    assert lender.cleared() == sent
    assert list(lender.decisions()) == sent


@contextmanager
def without_password(kafka: SecureBroker, user: str) -> Iterator[None]:
    """Remove a user's password in the block, and give it back afterwards."""
    kind = ScramMechanism.SCRAM_SHA_512
    with kafka.admin() as client:
        client.alter_user_scram_credentials([UserScramCredentialDeletion(user, kind)])
    try:
        yield
    finally:
        again = UserScramCredentialUpsertion(user, kind, kafka.password(user))
        with kafka.admin() as client:
            client.alter_user_scram_credentials([again])


def forbid(kafka: SecureBroker, topic: str) -> None:
    """Take all permissions on a topic away."""
    pattern = ResourcePatternFilter(ResourceType.TOPIC, topic, ACLResourcePatternType.LITERAL)
    with kafka.admin() as client:
        client.delete_acls([ACLFilter(None, None, ACLOperation.ANY, ACLPermissionType.ANY, pattern)])
