"""Where a worker's cases come from: a file, the local store, or on Kafka the cases topic through the local store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

from pipeline import logs
from pipeline.bus.kafka_config import client_options
from pipeline.cases import Cases, load_cases
from pipeline.cases.feed import CaseFeed
from pipeline.cases.lookup import CaseLookup
from pipeline.cases.store import STORE_FILE, CaseStore, key_for
from pipeline.cases.waiting import WaitingCases
from pipeline.metrics import Health, Metrics
from pipeline.metrics.parts import CaseStoreGauges
from pipeline.worker.config import Config
from pipeline.worker.signals import StoppedAtStart

#: Seconds between two looks at how far the feed is, and how long its thread is waited for at the end. One that is held up by
#: a broker that does not answer goes with the process: what it has not stored it would have read again anyway.
_LOOK_S = 0.05
_END_S = 1.0


def open_store(config: Config) -> CaseStore:
    """Open the sealed store in the data directory, with its key. Raises `BadInput` and `CaseStoreError`."""
    return CaseStore(config.data / STORE_FILE, key_for(config.data))


@contextmanager
def open_cases(
    config: Config, health: Health, stop: threading.Event, metrics: Metrics
) -> Iterator[CaseLookup]:
    """Yield the cases, which are then a part that is ready; on Kafka when all that the topic held has been read.

    A file named by ``cases`` goes before everything else. Raises `BadInput`, `CaseStoreError`, and `StoppedAtStart` when
    `stop` is set before the cases have been read.
    """
    if config.cases_path is None and config.bus.kind == "kafka":
        with closing(open_store(config)) as store, _fed(config, store, health, stop, metrics):
            yield WaitingCases(store.cases, config.cases_topic.wait_s)
        return
    with _fixed(config) as cases:
        health.set_ready("cases")
        yield cases


@contextmanager
def _fixed(config: Config) -> Iterator[CaseLookup]:
    """Yield cases that no topic changes."""
    if config.cases_path is not None:
        yield load_cases(config.cases_path)
    elif (config.data / STORE_FILE).exists():
        with closing(open_store(config)) as store:
            yield store.cases
    else:
        yield Cases()


@contextmanager
def _fed(
    config: Config, store: CaseStore, health: Health, stop: threading.Event, metrics: Metrics
) -> Iterator[None]:
    """Keep the store level with the topic in a thread of its own, from when it has caught up."""
    from pipeline.cases.kafka_source import (
        KafkaCaseSource,  # only those who use it have its library installed
    )

    topic = config.cases_topic

    def tell(error: str) -> None:
        """Say what is wrong: the topic may not be there for us, or the disk is full."""
        logs.get_logger("worker").warning("cases_unreadable", topic=topic.name, error=error)

    feed = CaseFeed(store, KafkaCaseSource(topic.name, client_options(config.kafka)), on_error=tell)
    health.ready_while("cases", lambda: feed.is_current(topic.behind_s))
    metrics.registry.register(CaseStoreGauges(lambda: feed.state))
    ended = threading.Event()
    thread = threading.Thread(target=feed.run, args=(ended,), name="cases", daemon=True)
    thread.start()
    try:
        _wait_until_caught_up(feed, health, stop)
        yield
    finally:
        ended.set()
        thread.join(_END_S)


def _wait_until_caught_up(feed: CaseFeed, health: Health, stop: threading.Event) -> None:
    """Wait for as long as it takes, live and not ready."""
    while not feed.has_caught_up:
        if stop.wait(_LOOK_S):
            raise StoppedAtStart
        health.turned()
