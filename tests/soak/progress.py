"""How many messages are decided, as a reader of what is committed sees it, and for how long nothing has moved."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from types import TracebackType
from typing import Self

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from tests.soak.topics import Kafka

_POLL_MS = 100
#: Reconnect soon: the time until we see something again is not to be longer than until the workers do something again.
_BACK_MS = 300
_CLOSE_S = 10.0


class Progress(AbstractContextManager["Progress"]):
    """Follows the topics of decisions in a thread. `longest_s` is the longest time without a new decision while work waited.

    `produced` has to be told. The time until the first decision is a start, not a pause, and does not count.
    """

    def __init__(self, kafka: Kafka, topics: Sequence[str], partitions: int) -> None:
        self.produced = 0
        self.decided = 0
        self.longest_s = 0.0
        self._moved_at = time.monotonic()
        self._stop = threading.Event()
        options = {"isolation_level": "read_committed", "enable_auto_commit": False}
        backoff = {"reconnect_backoff_max_ms": _BACK_MS}
        self._consumer = KafkaConsumer(**kafka.client_config(), **options, **backoff)
        places = [TopicPartition(topic, number) for topic in topics for number in range(partitions)]
        self._consumer.assign(places)
        self._consumer.seek_to_beginning(*places)
        self._thread = threading.Thread(target=self._follow, daemon=True)

    @property
    def waiting(self) -> int:
        """Return how many messages are produced and not decided."""
        return self.produced - self.decided

    def _follow(self) -> None:
        while not self._stop.is_set():
            waiting = self.waiting > 0
            polled = {}
            with suppress(KafkaError):  # a broker that is away; it will be back
                polled = self._consumer.poll(_POLL_MS)
            self._note(sum(map(len, polled.values())), waiting)

    def _note(self, moved: int, was_waiting: bool) -> None:
        now = time.monotonic()
        if was_waiting and self.decided:
            self.longest_s = max(self.longest_s, now - self._moved_at)
        self.decided += moved
        if moved or not was_waiting:
            self._moved_at = now

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(_CLOSE_S)
        self._consumer.close()
