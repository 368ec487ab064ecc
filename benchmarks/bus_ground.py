"""Where the benchmark of the bus takes place: topics, keys, cases and configurations on one broker, and the two processes."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import msgspec
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import NewTopic

from benchmarks.bus_texts import Texts, cases
from pipeline.bus import Record
from pipeline.bus.kafka.topic_reader import KafkaTopicReader
from pipeline.bus.kafka_config import KafkaConfig
from pipeline.cases.kafka_publisher import KafkaCasePublisher
from pipeline.cases.publish import CaseOutput
from pipeline.worker.new_keys import create_keys
from pipeline.worker.routes import Route
from tests.kafka.broker import Broker
from tests.kafka.process import Process

PARTITIONS = 4
#: Arguments of a consumer without a group.
READ_COMMITTED = {"isolation_level": "read_committed", "enable_auto_commit": False}
_CASES = "cases"
_SEND_S = 120
_CONFIG = """\
data_dir = "data-{group}"
group = "{group}"
instance = "w1"
metrics.port = 0
bus.kind = "kafka"
kafka.bootstrap = "{bootstrap}"
cases_topic.name = "{cases}"
keys.reviewer_public = "keys/reviewer.pub"
keys.pseudonym = "keys/pseudonym.key"
[[routes]]
name = "messages"
input = "{topic}"
"""


@dataclass(frozen=True)
class Side:
    """One of the two: its command, to which a configuration is added, and the topic with one record for each of the input."""

    name: str
    command: tuple[str, ...]
    output: str


#: The real command; all its settings but the addresses are the defaults.
WORKER = Side("worker", (str(Path(sys.executable).with_name("mifeng")), "run", "--config"), "decisions")
FORWARD = Side("forward", (sys.executable, "-m", "benchmarks.bus_forward"), "cleared")


class NotFinished(RuntimeError):
    """A side did not do what it was started for; the text is the end of its log."""


@dataclass(frozen=True)
class Running:
    """A side that runs."""

    name: str
    process: Process
    log: Path

    @property
    def pid(self) -> int:
        """Return the number of its process."""
        return self.process._child.pid

    def finish(self, seconds: float) -> None:
        """Wait for its end. Raises `NotFinished` if that takes too long or it did not end well."""
        if not self.process.wait(seconds):
            self.fail(f"did not end within {seconds:.0f} s")
        if code := self.process._child.returncode:
            self.fail(f"ended with {code}")

    def fail(self, what: str) -> NoReturn:
        """Raise `NotFinished`."""
        raise NotFinished(f"{self.name} {what}\n{self.log.read_text('utf-8', 'replace')[-2000:]}")


class Ground:
    """Topics and files for the benchmark. `broker` runs; `folder` is empty."""

    def __init__(self, broker: Broker, folder: Path) -> None:
        self.broker = broker
        self.folder = folder
        self.kafka = KafkaConfig(bootstrap=broker.bootstrap)
        self._routes: dict[str, Route] = {}
        create_keys(folder / "keys")
        self._make(_CASES, {"cleanup.policy": "compact"})
        self.publish_cases()

    def route(self, name: str) -> Route:
        """Return a route, its topics made when it is first asked for. Outputs bear the time at which the broker had them."""
        if name not in self._routes:
            self._routes[name] = made = Route(name=name, input=f"bench-{name}").complete()
            self._make(made.input, {})
            for topic in made.topics()[1:]:
                self._make(topic, {"message.timestamp.type": "LogAppendTime"})
        return self._routes[name]

    def _make(self, topic: str, settings: Mapping[str, str]) -> None:
        with self.broker.admin() as admin:
            admin.create_topics([NewTopic(topic, PARTITIONS, 1, topic_configs=dict(settings))])
            admin.wait_for_topics([topic])

    def publish_cases(self) -> None:
        """Publish every case to the cases topic."""
        with closing(KafkaCasePublisher(_CASES, self.broker.client_config())) as publisher:
            publisher.publish([CaseOutput(case.case_id, msgspec.json.encode(case)) for case in cases()])

    def fill(self, topic: str, kind: str | None, count: int) -> None:
        """Publish `count` messages of a kind, or with None of all kinds in turn."""
        texts = Texts(kind)
        with self.producer() as producer:
            for number in range(count):
                name = f"{kind}-{number}"
                producer.send(topic, texts.value(number, name), key=name.encode())
            producer.flush(timeout=_SEND_S)

    @contextmanager
    def producer(self) -> Iterator[KafkaProducer]:
        """Lend a producer that waits for acknowledgement and, once flushed, has lost nothing."""
        options = {"acks": "all", "enable_idempotence": True}
        with closing(KafkaProducer(**self.broker.client_config(), **options)) as producer:
            yield producer

    @contextmanager
    def process(self, side: Side, route: Route, *options: str) -> Iterator[Running]:
        """Run one of the sides, as a group of its own that begins at the input's first record; killed behind the block."""
        group = f"{side.name}-{uuid.uuid4().hex[:8]}"
        path = self.folder / f"{group}.toml"
        path.write_text(
            _CONFIG.format(group=group, bootstrap=self.broker.bootstrap, cases=_CASES, topic=route.input)
        )
        log = path.with_suffix(".log")
        process = Process([*side.command, str(path), *options], log)
        try:
            yield Running(side.name, process, log)
        finally:
            process.kill()

    def ends(self, topic: str) -> dict[int, int]:
        """Return the offset behind the last committed record, by partition."""
        places = [TopicPartition(topic, number) for number in range(PARTITIONS)]
        options = {**self.broker.client_config(), **READ_COMMITTED}
        with closing(KafkaConsumer(**options)) as consumer:
            return {place.partition: end for place, end in consumer.end_offsets(places).items()}

    def read(self, topic: str, since: Mapping[int, int]) -> Sequence[Record]:
        """Return what is committed in a topic behind some offsets."""
        with closing(KafkaTopicReader(self.kafka, "bench")) as reader:
            return list(reader.read(topic, since))
