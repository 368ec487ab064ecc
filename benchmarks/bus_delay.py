"""How long a message takes from being produced to being readable, at a steady rate.

A producer in a process of its own gives each message an id that says when it was sent, and whoever reads what is committed
compares it with the moment at which it sees that id come out. Both read the machine's one monotonic clock.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from benchmarks.bus_ground import PARTITIONS, READ_COMMITTED, Ground, Running, Side
from benchmarks.bus_texts import Texts
from benchmarks.bus_watch import Watch

#: Messages before the clock starts, all at once: everything is loaded and has run once when they are out.
_WARM = 400
#: Seconds within which a side has to bring out what is missing.
_PATIENCE_S = 120.0
_POLL_MS = 100


@dataclass(frozen=True)
class Delays:
    """What one side did at a steady rate. `wanted_per_s` is what was asked of the producer, `sent_per_s` what it managed.

    Delays are in milliseconds, CPU in milliseconds per message, memory in MiB at its largest.
    """

    side: str
    messages: int
    wanted_per_s: float
    sent_per_s: float
    p50_ms: float
    p99_ms: float
    max_ms: float
    cpu_ms: float
    peak_mib: float


def measure(ground: Ground, side: Side, per_s: float, seconds: float) -> Delays:
    """Let a side run, warm it up, feed it `per_s` messages a second of all kinds for `seconds`, and time each."""
    name = f"steady-{side.name}"
    route = ground.route(name)
    count = round(per_s * seconds)
    with (
        ground.process(side, route) as running,
        Watch(running.pid) as watch,
        _reader(ground, getattr(route, side.output)) as reader,
    ):
        ground.fill(route.input, None, _WARM)
        _read(reader, running, _WARM)
        began = time.time()
        arguments = (ground.broker.bootstrap, route.input, count, per_s)
        producer = get_context("spawn").Process(target=_produce, args=arguments, daemon=True)
        producer.start()
        seen = _read(reader, running, count)
        producer.join()
        cpu_s, peak_mib = watch.cpu_s(began, time.time()), watch.peak_mib
    return _delays(side.name, per_s, np.array(seen), cpu_s, peak_mib)


def _delays(side: str, per_s: float, seen: np.ndarray, cpu_s: float, peak_mib: float) -> Delays:
    """Make numbers of rows (sent, seen) in nanoseconds."""
    sent, count = seen[:, 0], len(seen)
    p50, p99, most = np.percentile((seen[:, 1] - sent) / 1e6, [50, 99, 100])
    sent_per_s = (count - 1) / ((sent.max() - sent.min()) / 1e9)
    return Delays(
        side,
        count,
        per_s,
        float(sent_per_s),
        float(p50),
        float(p99),
        float(most),
        cpu_s * 1000 / count,
        peak_mib,
    )


@contextmanager
def _reader(ground: Ground, topic: str) -> Iterator[KafkaConsumer]:
    with closing(KafkaConsumer(**ground.broker.client_config(), **READ_COMMITTED)) as consumer:
        places = [TopicPartition(topic, number) for number in range(PARTITIONS)]
        consumer.assign(places)
        consumer.seek_to_beginning(*places)
        yield consumer


def _read(reader: KafkaConsumer, running: Running, count: int) -> list[tuple[int, int]]:
    """Return when each of `count` messages was sent, and seen. The key of every output is the message's id."""
    seen: list[tuple[int, int]] = []
    moved_at = time.monotonic()
    while len(seen) < count:
        polled = reader.poll(_POLL_MS, max_records=10_000)
        now = time.monotonic_ns()
        seen += [(_sent_at(record.key), now) for records in polled.values() for record in records]
        moved_at = time.monotonic() if polled else moved_at
        if time.monotonic() - moved_at > _PATIENCE_S:
            running.fail(f"brought out {len(seen)} of {count} messages")
    return seen


def _sent_at(key: bytes) -> int:
    return int(key.rpartition(b"-")[2])


def _produce(bootstrap: str, topic: str, count: int, per_s: float) -> None:
    """Send `count` messages of all kinds at a steady rate."""
    texts = Texts()
    with closing(KafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True)) as producer:
        producer.partitions_for(topic)  # else the first message would wait for the topic to be looked up
        began = time.monotonic()
        for number in range(count):
            time.sleep(max(began + number / per_s - time.monotonic(), 0))
            name = f"{number}-{time.monotonic_ns()}"
            producer.send(topic, texts.value(number, name), key=name.encode())
        producer.flush()
