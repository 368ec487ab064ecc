"""The cases topic on a real broker: published by `mifeng cases load`, read into the store by a feed."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from kafka import KafkaProducer
from kafka.admin import NewTopic

from pipeline.cases.feed import CaseFeed
from pipeline.cases.kafka_publisher import KafkaCasePublisher
from pipeline.cases.kafka_source import KafkaCaseSource
from pipeline.cases.publish import CaseOutput
from pipeline.cases.records import CaseSourceError
from pipeline.cases.store import CaseStore
from pipeline.contract import Case
from tests.command import mifeng
from tests.kafka.broker import Broker
from tests.pipeline.case_fakes import KEY, case

_PATIENCE_S = 60


@pytest.fixture
def topic(kafka: Broker) -> str:
    """A new compacted topic with three partitions."""
    name = f"cases-{uuid.uuid4().hex[:8]}"
    with kafka.admin() as admin:
        admin.create_topics([NewTopic(name, 3, 1, topic_configs={"cleanup.policy": "compact"})])
    return name


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    """An empty store."""
    opened = CaseStore(tmp_path / "cases.db", KEY)
    yield opened
    opened.close()


def _feed(kafka: Broker, topic: str, store: CaseStore) -> tuple[CaseFeed, KafkaCaseSource]:
    source = KafkaCaseSource(topic, {"metadata_max_age_ms": 500, **kafka.client_config()}, ask_s=0.1)
    return CaseFeed(store, source), source


def _drain(feed: CaseFeed) -> int:
    """Step until the feed is level, and return how many records it had."""
    total, until = 0, time.monotonic() + _PATIENCE_S
    before = feed.state.age_s
    while True:
        total += feed.step(0.2)
        state = feed.state
        if (
            state.ready
            and state.behind == 0
            and state.age_s is not None
            and (before is None or state.age_s < 0.3)
        ):
            return total
        assert time.monotonic() < until, state


def _outputs(*cases: Case) -> list[CaseOutput]:
    return [CaseOutput(one.case_id, msgspec.json.encode(one)) for one in cases]


def test_published_cases_reach_the_store_and_a_restart_reads_nothing(
    kafka: Broker, topic: str, store: CaseStore
) -> None:
    """All partitions are read, updates and tombstones hold, and a second feed goes on where the first one ended."""
    with closing(KafkaCasePublisher(topic, kafka.client_config())) as publisher:
        publisher.publish(_outputs(*[case(number) for number in range(50)]))
        publisher.publish([*_outputs(case(1, "13900009999")), CaseOutput("CASE-0002", None)])
    feed, source = _feed(kafka, topic, store)
    with closing(source):
        assert _drain(feed) == 52
    assert store.cases.get("CASE-0001") == case(1, "13900009999")
    assert store.cases.get("CASE-0002") is None
    assert (len(store.cases), len(store.writer.positions(topic))) == (49, 3)
    feed, source = _feed(kafka, topic, store)
    with closing(source):
        assert _drain(feed) == 0


def test_only_what_is_committed_is_read_and_end_marks_are_no_lag(
    kafka: Broker, topic: str, store: CaseStore
) -> None:
    """An aborted case never arrives, a committed one does, and the feed is level behind the marks of both transactions."""
    producer = KafkaProducer(transactional_id=f"t-{topic}", **kafka.client_config())
    with closing(producer):
        producer.init_transactions()
        for number, finish in ((1, producer.abort_transaction), (2, producer.commit_transaction)):
            producer.begin_transaction()
            producer.send(
                topic, msgspec.json.encode(case(number)), key=case(number).case_id.encode(), partition=0
            )
            producer.flush()
            finish()
    feed, source = _feed(kafka, topic, store)
    with closing(source):
        assert _drain(feed) == 1
    assert store.writer.positions(topic)[0] == 4
    assert (store.cases.get("CASE-0001"), store.cases.get("CASE-0002")) == (None, case(2))


def test_a_topic_that_was_made_anew_is_read_from_its_beginning(
    kafka: Broker, topic: str, store: CaseStore
) -> None:
    """Positions behind its end are lost positions: the store holds what the new topic holds."""
    with closing(KafkaCasePublisher(topic, kafka.client_config())) as publisher:
        publisher.publish(_outputs(case(1)))
    store.apply([], topic, {0: 1000, 1: 1000, 2: 1000})
    store.writer.level()
    feed, source = _feed(kafka, topic, store)
    with closing(source):
        _drain(feed)
    assert store.cases.get("CASE-0001") == case(1)
    assert max(store.writer.positions(topic).values()) == 1


def test_a_partition_that_is_added_is_read(kafka: Broker, topic: str, store: CaseStore) -> None:
    """The feed finds it by itself and takes it in."""
    feed, source = _feed(kafka, topic, store)
    with closing(source):
        _drain(feed)
        with kafka.admin() as admin:
            admin.create_partitions({topic: 4})
        until = time.monotonic() + _PATIENCE_S
        with closing(KafkaProducer(metadata_max_age_ms=500, **kafka.client_config())) as producer:
            while len(producer.partitions_for(topic)) < 4:
                assert time.monotonic() < until
                time.sleep(0.1)
            producer.send(topic, msgspec.json.encode(case(3)), key=b"CASE-0003", partition=3).get(timeout=30)
        while store.cases.get("CASE-0003") is None:
            feed.step(0.2)
            assert time.monotonic() < until, feed.state
        _drain(feed)


def test_a_topic_or_a_broker_that_is_not_there(kafka: Broker, store: CaseStore) -> None:
    """Not ready, with the class of the error, and no traceback; the publisher says the same."""
    nowhere = {"bootstrap_servers": "127.0.0.1:1", "bootstrap_timeout_ms": 200}
    for source in (
        KafkaCaseSource(f"none-{uuid.uuid4().hex[:8]}", kafka.client_config()),
        KafkaCaseSource("cases", nowhere),
    ):
        feed = CaseFeed(store, source)
        with closing(source):
            assert feed.step(0.1) == 0
        assert (feed.state.ready, feed.state.error) == (False, "CaseSourceError")
    with pytest.raises(CaseSourceError, match="cannot reach Kafka"):
        KafkaCasePublisher("cases", nowhere)


def test_the_command_publishes_to_the_topic(kafka: Broker, tmp_path: Path, store: CaseStore) -> None:
    """With Kafka in the configuration, cases go to the topic, keyed by their ids."""
    (tmp_path / "mifeng.toml").write_text(
        f'[bus]\nkind = "kafka"\n[kafka]\nbootstrap = "{kafka.bootstrap}"\n', encoding="utf-8"
    )
    (tmp_path / "cases.jsonl").write_bytes(b"\n".join(msgspec.json.encode(case(n)) for n in range(3)))
    with kafka.admin() as admin:
        admin.create_topics([NewTopic("mifeng.cases", 1, 1, topic_configs={"cleanup.policy": "compact"})])
    done = mifeng("cases", "load", "cases.jsonl", "--config", "mifeng.toml", cwd=tmp_path)
    assert (done.code, done.out) == (0, b"3 case(s) loaded\n")
    feed, source = _feed(kafka, "mifeng.cases", store)
    with closing(source):
        _drain(feed)
    assert store.cases.get("CASE-0002") == case(2)
