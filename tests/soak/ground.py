"""Where a scenario takes place: topics and a group of its own, a plan, workers, and the comparison at its end."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kafka import KafkaProducer

from pipeline.quarantine.keys import load_identity
from pipeline.worker.config import Config
from pipeline.worker.first_run import prepare
from pipeline.worker.routes import Route
from tests.kafka.broker import Broker
from tests.kafka.cluster import Cluster
from tests.soak import topics
from tests.soak.aborted import aborted_transactions
from tests.soak.compare import Comparison
from tests.soak.crew import MIFENG, STARTED, Crew
from tests.soak.plan import Plan
from tests.soak.progress import Progress
from tests.soak.report import Report
from tests.soak.texts import Texts, load_texts

#: Partitions of each topic.
PARTITIONS = 4
#: Time-outs of the workers, in seconds: short, for much of a soak is waiting for them.
SESSION_S, TRANSACTION_S, REQUEST_S = 6, 6, 3
#: Small batches, so that a worker spends about as much of its time inside transactions as outside.
_BATCH = 20
_SEND_S = 60
_PATIENCE_S = 180.0
_CONFIG = """
data_dir = "{data}"
cases = "{data}/cases.jsonl"
group = "{group}"
metrics.port = 0
bus.kind = "kafka"
worker.batch_size = {batch}
[kafka]
bootstrap = "{bootstrap}"
session_timeout_s = {session_s}
transaction_timeout_s = {transaction_s}
request_timeout_s = {request_s}
[[routes]]
name = "messages"
input = "{messages}"
[[routes]]
name = "notes"
input = "{notes}"
"""


@dataclass(frozen=True)
class Stock:
    """What all scenarios share: keys, cases and texts in one folder."""

    config: Config
    texts: Texts

    @classmethod
    def make(cls, folder: Path, fixtures: int | None = None) -> Stock:
        """Fill a folder; `fixtures` limits how many texts of the fixtures are used."""
        config = Config().under(folder)
        prepare(config)
        return cls(config, load_texts(config.data, config.pseudonym_key_path, fixtures))


class Ground:
    """A scenario's own ground. Inside the block its workers run; `finish` ends it and compares.

    `share` messages belong to each of the scenario's `faults`; `chance` is seeded, and so is the plan.
    """

    def __init__(
        self, kafka: Broker | Cluster, stock: Stock, folder: Path, *, seed: int, messages: int, faults: int
    ) -> None:
        self.kafka = kafka
        self.seed = seed
        self.chance = random.Random(seed)  # noqa: S311 - moments and workers, not keys
        self.plan = Plan(stock.texts, seed)
        self.notes: list[str] = []
        self.began_at = 0.0
        self.share = messages // (faults + 1)
        self.group = f"soak-{uuid.uuid4().hex[:8]}"
        self.routes = [Route(name=n, input=f"{self.group}.{n}").complete() for n in ("messages", "notes")]
        self._stock = stock
        self._left = messages
        self._config = folder / "mifeng.toml"
        self._stack = ExitStack()
        folder.mkdir(parents=True, exist_ok=True)
        self._config.write_text(self._settings(), "utf-8")

    def _settings(self) -> str:
        return _CONFIG.format(
            data=self._stock.config.data,
            batch=_BATCH,
            group=self.group,
            bootstrap=self.kafka.bootstrap,
            messages=self.routes[0].input,
            notes=self.routes[1].input,
            session_s=SESSION_S,
            transaction_s=TRANSACTION_S,
            request_s=REQUEST_S,
        )

    def __enter__(self) -> Self:
        with self.kafka.admin() as admin:
            made = {
                topic: {"num_partitions": PARTITIONS} for route in self.routes for topic in route.topics()
            }
            admin.create_topics(made, wait_for_metadata=True)
        options = {"acks": "all", "enable_idempotence": True, "linger_ms": 5, "max_block_ms": _SEND_S * 1000}
        self._producer = KafkaProducer(**self.kafka.client_config(), **options)
        self._stack.callback(self._producer.close, timeout=5)
        decisions = [route.decisions for route in self.routes]
        self.progress = self._stack.enter_context(Progress(self.kafka, decisions, PARTITIONS))
        self.crew = self._stack.enter_context(Crew(self._config))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def start(self, *names: str, command: Sequence[str] = MIFENG) -> None:
        """Start the workers that do not run, and wait until the group has come to rest with exactly those that are wanted."""
        new = [self.crew.start(name, command) for name in names if name not in self.crew.names]
        # A name that is taken again has its old place in the group, and the group seems at rest, before anybody is there.
        self.until(lambda: all(worker.count(STARTED) for worker in new), "the start of the workers")
        self.until(self.is_settled, "the group's rest")

    def is_settled(self) -> bool:
        """Whether the partitions of the inputs are with the workers that are wanted, and only with those.

        One that has none yet, though there are enough, is about to get some: partitions are let go in one round and taken in another.
        """
        owners = topics.owners(self.kafka, self.group)
        owned = set().union(*owners.values()) if owners else set()
        everything = {(route.input, number) for route in self.routes for number in range(PARTITIONS)}
        served = all(owners.values()) or len(owners) > len(everything)
        return sorted(owners) == self.crew.names and owned == everything and served

    def feed(self, count: int | None = None) -> None:
        """Produce messages, those of one share if not said, and return when the broker has them."""
        drawn = self.plan.draw(min(self._left, self.share if count is None else count))
        self._left -= len(drawn)
        self.began_at = self.began_at or time.monotonic()
        inputs = [route.input for route in self.routes]
        sent = [self._producer.send(inputs[m.text.is_note], m.value, key=m.key) for m in drawn]
        self.progress.produced += len(drawn)
        self._producer.flush(timeout=_SEND_S)
        for future in sent:
            future.get(timeout=_SEND_S)

    def until(self, done: Callable[[], bool], what: str, seconds: float = _PATIENCE_S) -> None:
        """Wait until `done`. Raises AssertionError if it takes too long."""
        deadline = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < deadline, (
                f"gave up waiting for {what} (seed {self.seed}): {self.progress.waiting} messages wait; "
                f"workers {self.crew.names}, ends {dict(self.crew.endings())}, logs beside {self._config}"
            )
            time.sleep(0.02)

    def into_the_work(self) -> None:
        """Wait for a random place in the messages that wait, and a random moment further."""
        most = self.chance.randrange(max(self.progress.waiting, 1))
        self.until(lambda: self.progress.waiting <= most, f"{most} messages or fewer that wait")
        time.sleep(self.chance.uniform(0, 0.05))

    def until_it_moves(self) -> None:
        """Wait until a message more is decided, if any waits."""
        before = self.progress.decided
        self.until(lambda: self.progress.decided > before or not self.progress.waiting, "progress")

    def until_done(self) -> None:
        """Wait until all that was produced is decided."""
        self.until(lambda: self.progress.waiting <= 0, "the last decision")

    def lag(self) -> int:
        """Return the lag of both inputs, as the broker has it."""
        return topics.lag(self.kafka, self.group, [route.input for route in self.routes])

    def finish(self, scenario: str) -> Report:
        """Produce what is left, wait until everything is done, stop the workers in order, and compare."""
        self.feed(self._left)
        self.until_done()
        duration_s = time.monotonic() - self.began_at
        self.until(lambda: self.lag() == 0, "a lag of 0", 30)
        self.crew.dismiss(*self.crew.names)
        identity = load_identity(self._stock.config.reviewer_identity_path)
        comparison = Comparison(self.kafka, self.plan, identity)
        for is_notes, route in enumerate(self.routes):
            comparison.route(route, bool(is_notes))
        return self._report(scenario, duration_s, comparison)

    def _report(self, scenario: str, duration_s: float, comparison: Comparison) -> Report:
        brokers = self.kafka.brokers if isinstance(self.kafka, Cluster) else [self.kafka]
        written = [topic for route in self.routes for topic in route.topics()[1:]]
        return Report(
            scenario=scenario,
            seed=self.seed,
            messages=len(self.plan.made),
            kills=self.crew.kills,
            restarts=self.crew.restarts,
            aborted=aborted_transactions([broker.folder / "data" for broker in brokers], written),
            batches_aborted=self.crew.logged("batch_aborted"),
            duration_s=duration_s,
            longest_pause_s=self.progress.longest_s,
            lag=self.lag(),
            faults=comparison.faults,
            examples=comparison.examples,
            endings=self.crew.endings(),
            notes=self.notes,
        )
