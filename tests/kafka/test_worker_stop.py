"""SIGTERM ends a worker within its `stop_s`, whatever it is doing; a successor finishes, and nothing is lost or repeated."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from pipeline.bus.kafka import KafkaBus
from pipeline.worker.exit_codes import DONE, FAILED
from pipeline.worker.run import run
from tests.kafka.broker import Broker
from tests.kafka.buses import turns
from tests.kafka.deployments import plain
from tests.kafka.lender import Lender
from tests.kafka.running import Running
from tests.pipeline.case_fakes import case

#: Seconds that the workers of these tests have; the longer time is for those that wait for others while they close.
STOP_S, _LONGER_S = 4.0, 15.0
_NUMBER = case(1).borrower.phones[0]
_SETTINGS: dict[str, object] = {
    "worker__stop_s": STOP_S,
    "worker__batch_size": 20,
    "cases_topic__wait_s": 0.2,
}


@pytest.fixture(scope="module")
def broker(kafka_is_here: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """A broker that only the tests of this file use, as they freeze and kill it."""
    with Broker(tmp_path_factory.mktemp("stop")) as broker:
        yield broker


@pytest.fixture
def lender(broker: Broker, tmp_path: Path) -> Lender:
    """A lender with one case."""
    lender = Lender(plain(broker, tmp_path))
    with broker.admin() as client:
        lender.made.make_topics(client)
    lender.load(case(1))
    return lender


def working(lender: Lender, **settings: object) -> Running:
    """Start a worker."""
    return Running(lender.made, **_SETTINGS | settings)


def finish(lender: Lender, sent: list[str]) -> None:
    """Have a successor of the same name do what is left, and look whether each message was let through once."""
    assert run(lender.made.config(), until_idle=True) == DONE
    assert sorted(lender.cleared()) == sorted(sent)
    assert len(lender.decisions()) == len(sent)


def in_hand(worker: Running) -> bytes:
    """Return what the worker notes of the record in hand, empty between batches."""
    note = worker.data / "in-hand.w1"
    return note.read_bytes()[:320].strip() if note.exists() else b""


def test_idle(lender: Lender) -> None:
    """With nothing to do it ends at once, with 0."""
    with working(lender) as worker:
        worker.wait_until_ready()
        assert worker.terminate(STOP_S) == DONE
    assert "worker_stopped" in worker.said


def test_in_the_middle_of_a_batch(lender: Lender) -> None:
    """The batch is finished and committed, nothing more is begun, and the exit code is 0."""
    sent = lender.send_all([(1, _NUMBER)] * 200)
    with working(lender) as worker:
        worker.wait_until("a record in hand", lambda: in_hand(worker))
        assert worker.terminate(STOP_S) == DONE
    done = lender.cleared()
    assert 0 < len(done) < len(sent)
    assert done == sent[: len(done)]
    finish(lender, sent)


def test_waiting_for_the_cases_topic(lender: Lender, broker: Broker) -> None:
    """A worker that cannot begin, for there is no such topic, says what it waits for; told to end, it does, with 0."""
    lender.send(1)
    with broker.admin() as client:
        client.delete_topics([lender.made.config().cases_topic.name])
    with working(lender) as worker:
        worker.wait_until("word of it", lambda: "cases_unreadable" in worker.said)
        assert worker.missing == ["bus", "policy", "cases"]
        assert worker.terminate(STOP_S) == DONE
    assert "worker_stopped" in worker.said
    assert lender.decisions() == {}


def test_the_broker_is_frozen_during_a_commit(lender: Lender, broker: Broker) -> None:
    """With less time than a commit may take it is ended with 1 by its watchdog; its successor does once what is left."""
    sent = lender.send_all([(1, _NUMBER)] * 600)
    with working(lender, worker__stop_s=2) as worker:
        worker.wait_until("a commit", lender.decisions)
        worker.wait_until("a record in hand", lambda: in_hand(worker))
        broker.pause()
        try:
            time.sleep(1.5)  # what was read ahead is decided meanwhile, and its commit is not answered
            assert not in_hand(worker)
            assert worker.terminate(2) == FAILED
        finally:
            broker.resume()
    assert "in _commit" in (worker.data / "hang.w1.txt").read_text()
    finish(lender, sent)


def test_the_broker_is_gone(lender: Lender, broker: Broker) -> None:
    """Nobody answers any more: it ends with 0 all the same, for nothing is open; closing takes some seconds."""
    sent = [lender.send(1)]
    with working(lender, worker__stop_s=_LONGER_S) as worker:
        worker.wait_until_ready()
        lender.verdict(sent[0])
        broker.kill()
        try:
            time.sleep(0.5)
            assert worker.terminate(_LONGER_S) == DONE
        finally:
            broker.start()
    finish(lender, [*sent, lender.send(1)])


def test_while_the_group_rebalances(lender: Lender, broker: Broker) -> None:
    """A group that does not come to rest holds it up for the five seconds of a poll, and it ends with 0."""
    sent = [lender.send(1)]
    with working(lender, worker__stop_s=_LONGER_S) as worker:
        worker.wait_until_ready()
        lender.verdict(sent[0])
        with rebalancing(lender, broker, worker):
            assert worker.terminate(_LONGER_S) == DONE
    finish(lender, [*sent, lender.send(1)])


@contextmanager
def rebalancing(lender: Lender, broker: Broker, worker: Running) -> Iterator[None]:
    """Keep the group from coming to rest: one member has joined and does not answer when another one joins."""
    config = lender.made.config()
    topics = [route.input for route in config.routes]
    # They are soon forgotten, so that whoever comes next need not wait for them.
    connection = msgspec.structs.replace(config.kafka, session_timeout_s=2)

    def settled() -> list[str]:
        """Return the state of the group and its number of members."""
        group = client.describe_groups([config.group])[config.group]
        return [group["group_state"], str(len(group["members"]))]

    with (
        broker.admin() as client,
        closing(KafkaBus(connection, config.group, "deaf")) as deaf,
        closing(KafkaBus(connection, config.group, "late")) as late,
    ):
        for _ in turns("a group of two"):
            deaf.poll(topics, 1, 0.1)
            if settled() == ["Stable", "2"]:
                break
        thread = threading.Thread(target=late.poll, args=(topics, 1, 0.1), daemon=True)
        thread.start()
        worker.wait_until("a rebalance", lambda: settled() == ["PreparingRebalance", "3"])
        time.sleep(1.0)  # so that the worker, too, has joined and waits for the others
        yield
        thread.join(20)
