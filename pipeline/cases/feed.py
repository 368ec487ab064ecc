"""Keeping the store level with the cases topic, in a thread of its own or step by step.

A batch and the positions behind it are stored in one transaction, so a restart goes on where the last batch ended.
Nothing that a record says stops the feed: the unreadable ones are counted and set aside. What the topic or the disk
does wrong is kept in `state` and tried again, from the stored positions, until it is right. A disk that is full stops
neither the feed nor the worker: what is stored can still be read, and to end would be of no help, since a new process finds
the same disk. The worker goes on with the cases that it has, and is not ready once they are too old (`is_current`).

Level is what the store was with all that the topic held at a moment (`_Mark`), and not only when nothing at all is left
to be read: under a steady stream of updates that never happens.

A compacted topic forgets its tombstones after `delete.retention.ms` (a day). A store that was not level with the topic
for longer may have missed one, and would keep a case that the lender has removed: it is emptied and read again.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.cases.records import Batch, CaseSource, CaseSourceError, PositionLost, read_records
from pipeline.cases.store import CaseStore, CaseStoreError

#: Seconds: shortest and longest pause after a failure, and how long one poll may wait.
_PAUSES = (0.2, 5.0)
_POLL_S = 0.2
#: Seconds after which it is written down again that the store is level with the topic.
_NOTE_S = 60.0
#: Seconds between two looks at where the topic ends, while there is always something to read.
_MARK_S = 2.0
#: Seconds; less than Kafka's default of a day for `delete.retention.ms`, so that clocks may differ.
TOMBSTONES_KEPT_S = 20 * 3600.0


@dataclass(frozen=True, slots=True)
class FeedState:
    """How the feed is doing. `error`: class of what failed last, None once it works again.

    `age_s`: seconds since everything in the topic was known to be in the store; None where that is not known yet.
    `broken`: unreadable records since the start, by class. `behind`: offsets still to be read, as last known.
    """

    caught_up: bool
    age_s: float | None
    cases: int
    behind: int | None
    broken: Mapping[str, int]
    error: str | None

    @property
    def ready(self) -> bool:
        """Return whether messages can be judged by these cases: all that was there at the start has been read."""
        return self.caught_up and self.error is None


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where the partitions ended, and when (Unix time) that was so."""

    at: float
    ends: Mapping[int, int]


class CaseFeed:
    """Reads `source` into `store`. `clock` is Unix time in seconds.

    `on_error` is called with the class of a failure when it is another than that of the step before.
    """

    def __init__(
        self,
        store: CaseStore,
        source: CaseSource,
        *,
        tombstones_kept_s: float = TOMBSTONES_KEPT_S,
        clock: Callable[[], float] = time.time,
        on_error: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._source = source
        self._kept_s = tombstones_kept_s
        self._clock = clock
        self._on_error = on_error
        #: None when reading has to begin anew, at the stored positions.
        self._mark: _Mark | None = None
        self._stored: dict[int, int] = {}
        self._caught_up = False
        self._level_at: float | None = None
        self._noted_at = 0.0
        self._behind: int | None = None
        self._broken: Counter[str] = Counter()
        self._error: str | None = None

    @property
    def state(self) -> FeedState:
        """Return how it is doing; from any thread."""
        age = None if self._level_at is None else max(0.0, self._clock() - self._level_at)
        try:
            cases = len(self._store.cases)
        except CaseStoreError:
            cases = 0
        return FeedState(self._caught_up, age, cases, self._behind, dict(self._broken), self._error)

    @property
    def has_caught_up(self) -> bool:
        """Return whether all that was there at the start is in the store; from any thread."""
        return self._caught_up

    def is_current(self, seconds: float) -> bool:
        """Return whether everything that the topic held `seconds` ago, or later, is in the store; from any thread."""
        level_at = self._level_at
        return self._caught_up and level_at is not None and self._clock() - level_at <= seconds

    def step(self, timeout_s: float = _POLL_S) -> int:
        """Read and store one batch; return how many records it had. Failures go to `state` and are tried again."""
        try:
            mark = self._mark
            if mark is None or self._is_stale():
                mark = self._begin()
            batch = self._source.poll(timeout_s)
            self._store_batch(batch)
            self._find_level(batch, mark)
        except PositionLost as error:
            self._failed(error, again=True)
        except (CaseSourceError, CaseStoreError) as error:
            self._failed(error)
        else:
            self._error = None
            return len(batch.records)
        return 0

    def run(self, stop: threading.Event) -> None:
        """Step until `stop` is set, then close the source. Raises nothing."""
        pause = _PAUSES[0]
        while not stop.is_set():
            try:
                self.step()
            except Exception as error:  # noqa: BLE001 - not ready, and tried again, whatever it was
                self._failed(error)
            pause = min(pause * 2, _PAUSES[1]) if self._error is not None else _PAUSES[0]
            if self._error is not None:
                stop.wait(pause)
        self._source.close()

    def _begin(self) -> _Mark:
        """Go to the stored positions, or to the beginning with an empty store, and see how far there is to go."""
        writer, topic = self._store.writer, self._source.topic
        self._noted_at = writer.level_at() or 0.0
        if writer.other_topics(topic) or (writer.positions(topic) and self._is_stale()):
            self._empty()
        if not (positions := writer.positions(topic)):
            self._note(self._clock())  # from here on no tombstone is missed
        self._source.seek(positions)
        self._stored = dict(positions)
        self._mark = _Mark(self._clock(), self._source.ends())
        return self._mark

    def _store_batch(self, batch: Batch) -> None:
        changes, bad = read_records(batch.records)
        # Not at every poll: a write, be it of what is there already, makes all readers forget their decoded cases.
        if batch.records or batch.positions.items() - self._stored.items():
            self._store.apply(changes, self._source.topic, batch.positions, bad)
            self._stored.update(batch.positions)
        self._broken.update(one.error for one in bad)
        if batch.behind is not None:
            self._behind = batch.behind

    def _find_level(self, batch: Batch, mark: _Mark) -> None:
        if all(self._stored.get(partition, 0) >= end for partition, end in mark.ends.items()):
            self._caught_up = True
            self._level_at = max(self._level_at or 0.0, mark.at)
            if batch.behind != 0 and self._clock() - mark.at > _MARK_S:
                self._mark = _Mark(self._clock(), self._source.ends())
        if batch.behind == 0:
            self._level_at = self._clock()
        if self._level_at is not None and self._level_at - self._noted_at > _NOTE_S:
            self._note(self._level_at)

    def _is_stale(self) -> bool:
        return self._clock() - max(self._noted_at, self._level_at or 0.0) > self._kept_s

    def _note(self, now: float) -> None:
        self._store.writer.level(now)
        self._noted_at = now

    def _empty(self) -> None:
        self._caught_up = False
        self._store.writer.clear()
        self._level_at, self._noted_at = None, 0.0

    def _failed(self, error: Exception, again: bool = False) -> None:
        """Keep the class of the error only. The next step begins at the stored positions, or at the very beginning."""
        before, self._error = self._error, type(error).__name__
        self._mark = None
        if again:
            try:
                self._empty()
            except CaseStoreError as other:
                self._error = type(other).__name__
        if self._error != before:
            self._on_error(self._error)
