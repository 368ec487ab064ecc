"""A worker and the cases topic: what is published there is what messages are judged by, now, later and after a restart."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka.admin import NewTopic

from pipeline.cases.kafka_source import KafkaCaseSource
from pipeline.cases.records import Batch
from pipeline.worker.exit_codes import DONE
from pipeline.worker.run import run
from tests.kafka.broker import Broker
from tests.kafka.deployments import plain
from tests.kafka.lender import Lender
from tests.kafka.running import Running
from tests.pipeline.case_fakes import case

UNKNOWN = ("block", "cn/routing/unknown_case")
NOT_VERIFIED = ("block", "cn/routing/borrower_not_verified")


@pytest.fixture(scope="module")
def lender(kafka: Broker, tmp_path_factory: pytest.TempPathFactory) -> Lender:
    """A lender with cases 0 to 49 in the topic."""
    made = plain(kafka, tmp_path_factory.mktemp("cases"))
    with kafka.admin() as client:
        made.make_topics(client)
    lender = Lender(made)
    lender.load(*[case(number) for number in range(50)])
    return lender


@pytest.fixture(scope="module")
def worker(lender: Lender) -> Iterator[Running]:
    """A worker that is ready."""
    with Running(lender.made, cases_topic__wait_s=4, cases_topic__behind_s=5) as running:
        running.wait_until_ready()
        yield running


def test_a_message_is_judged_with_its_case(worker: Running, lender: Lender) -> None:
    """What may be said to the borrower of a case goes to that borrower's number, and to no other's."""
    own = lender.send(7)
    other = lender.send(7, to="13611112222")
    assert lender.verdict(own)[0] == "allow"
    assert lender.verdict(other) == NOT_VERIFIED
    assert own in lender.cleared()
    assert other not in lender.cleared()


def test_an_update_and_a_tombstone_take_effect(worker: Running, lender: Lender) -> None:
    """While the worker runs, a number that is taken out of a case gets nothing more, and a case that is removed is unknown."""
    assert lender.verdict(lender.send(8))[0] == "allow"
    lender.load(case(8, "13900009999"))
    lender.send_until(("allow", None), 8, to="13900009999")
    assert lender.verdict(lender.send(8)) == NOT_VERIFIED
    lender.remove(8)
    lender.send_until(UNKNOWN, 8, to="13900009999")


def test_a_case_that_comes_after_its_message(worker: Running, lender: Lender) -> None:
    """The message waits and is judged with it."""
    sent = lender.send(60)
    time.sleep(0.5)
    assert lender.decisions().get(sent) is None
    lender.load(case(60))
    assert lender.verdict(sent)[0] == "allow"


def test_a_case_that_never_comes(worker: Running, lender: Lender) -> None:
    """After the time to wait its message is judged by the strict column; messages after it go through."""
    never, after = lender.send(61), lender.send(9)
    assert lender.verdict(never) == UNKNOWN
    assert lender.verdict(after)[0] == "allow"


def test_a_topic_that_is_gone_makes_it_not_ready(worker: Running, lender: Lender, kafka: Broker) -> None:
    """/readyz misses the cases, messages are judged by those that there are; made anew, the topic rules alone."""
    topic = lender.made.config().cases_topic.name
    with kafka.admin() as client:
        client.delete_topics([topic])
    worker.wait_until("not ready", lambda: worker.missing == ["cases"])
    worker.wait_until("word of it", lambda: "cases_unreadable" in worker.said)
    assert lender.verdict(lender.send(10))[0] == "allow"
    with kafka.admin() as client:
        client.create_topics([NewTopic(topic, 1, 1, topic_configs={"cleanup.policy": "compact"})])
        client.wait_for_topics([topic])
    lender.load(case(11))
    worker.wait_until_ready()
    assert lender.verdict(lender.send(11))[0] == "allow"
    assert lender.verdict(lender.send(10)) == UNKNOWN
    assert worker.terminate(25) == DONE


def test_a_restart_reads_only_what_is_new(
    kafka: Broker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first run reads all cases, the second one those that came meanwhile, and each judges by all of them."""
    lender = Lender(plain(kafka, tmp_path))
    with kafka.admin() as client:
        lender.made.make_topics(client)
    read: list[int] = []
    poll = KafkaCaseSource.poll

    def counted(source: KafkaCaseSource, timeout_s: float) -> Batch:
        batch = poll(source, timeout_s)
        read.extend(record.offset for record in batch.records)
        return batch

    monkeypatch.setattr(KafkaCaseSource, "poll", counted)
    for first, last in ((0, 300), (300, 303)):
        lender.load(*[case(number) for number in range(first, last)])
        sent = [lender.send(0), lender.send(last - 1)]
        assert run(lender.made.config(), until_idle=True) == DONE
        assert [lender.verdict(one)[0] for one in sent] == ["allow", "allow"]
        assert read == list(range(first, last))
        read.clear()
