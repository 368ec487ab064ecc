"""The consuming half: a member of the group that hands out records and knows which positions are whose.

Its one rule: whenever the membership is not the one that the positions were read under (first join, rebalance,
expulsion) or the committed positions may have moved (abort, unknown outcome), everything that was read is thrown away
and reading begins anew at the committed positions. The library keeps positions over a rebalance, which is fast, and
wrong when another member has had the partition in between.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kafka import KafkaConsumer, OffsetAndMetadata, TopicPartition, errors
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
from kafka.structs import MemberState

from pipeline.bus.base import PositionMoved, Record
from pipeline.bus.kafka.errors import kafka_errors
from pipeline.bus.kafka.lag import Lags, committed
from pipeline.bus.kafka.limits import within
from pipeline.bus.kafka_config import milliseconds

_CLOSE_S = 2.0
#: For so long, in seconds, a poll waits at least once it has begun anew, lest "nothing came" be said too early.
_FIRST_S = 0.5
#: The longest, in seconds, that a poll outlasts its time-out for the group to settle.
_GROUP_S = 5.0
_GROUP_POLL_MS = 250
#: A commit that fails for one of these reasons is made up for by the next poll.
_NOT_NOW = (
    errors.CommitFailedError,
    errors.IllegalGenerationError,
    errors.RebalanceInProgressError,
    errors.UnknownMemberIdError,
    errors.RetriableError,
)


class Reader:
    """A member of the group from the first `poll` on. Raises `Aborted` for what passes and `BusError` for what does not.

    `options` are the consumer's arguments. `on_joined` is called once, when the group has first given this member its
    partitions, be it none. At most `budget` bytes are handed out in one poll, but at least one record.
    """

    def __init__(self, options: Mapping[str, Any], budget: int, on_joined: Callable[[], None]) -> None:
        self._assignor = CooperativeStickyAssignor()
        self._timeout_ms: int = options["request_timeout_ms"]
        self._alive_s = options["session_timeout_ms"] / 1000
        self._budget = budget
        self._on_joined = on_joined
        self._joined = False
        self._topics: frozenset[str] = frozenset()
        #: What positions and records belong to; None when they have to be read again.
        self.membership: Any = None
        #: By partition: the committed position, and the offset behind the last record that was handed out.
        self._base: dict[Any, int] = {}
        self._handed: dict[Any, int] = {}
        self._held: deque[Record] = deque()
        self._asserted_at = 0.0
        with kafka_errors("reach Kafka"):
            self._consumer = KafkaConsumer(partition_assignment_strategy=(self._assignor,), **options)
            self._lags = Lags(self._consumer, options)

    def poll(self, topics: Sequence[str], max_records: int, timeout: float) -> list[Record]:
        """See `Bus.poll`."""
        until = time.monotonic() + timeout
        with kafka_errors("read records"):
            self._subscribe(frozenset(topics))
            while True:
                records = self._turn(max_records, max(until - time.monotonic(), 0))
                if records is None:  # nothing can have come yet
                    until = max(until, time.monotonic() + max(timeout, _FIRST_S))
                elif records or time.monotonic() >= until:
                    break
            if not records:
                self._commit_idle()
        return records

    def _subscribe(self, topics: frozenset[str]) -> None:
        if topics != self._topics:
            self._consumer.subscribe(topics=sorted(topics))
            self._topics = topics

    def _turn(self, max_records: int, left: float) -> list[Record] | None:
        """Poll once; None: reading has only begun, at the committed positions."""
        self._press_back()
        if self._consumer.group_metadata().generation_id < 0:
            # Expelled. The assignor would still claim what it had, and partitions claimed in vain can stay nobody's.
            self._assignor.member_assignment = None
        polled = self._consumer.poll(0 if self._held else milliseconds(left), max_records)
        if self._consumer.group_metadata().state == MemberState.REBALANCING:
            polled = self._await_group(max_records)
        membership = self._consumer.group_metadata()
        if membership.state != MemberState.STABLE:
            self.rewind()
            return []
        if not _same(membership, self.membership):
            self._resume_from_committed(membership)
            return None
        for records in polled.values():
            self._held.extend(_record(record) for record in records)
        return self._hand_out(max_records)

    def _await_group(self, max_records: int) -> Any:
        """Stay in polls while the group rebalances, for a while.

        Should the library get its assignment between two polls, it forgets it and asks the group to rebalance again;
        with long pauses between short polls a group may not come to rest at all.
        """
        until = time.monotonic() + _GROUP_S
        polled: Any = {}
        while self._consumer.group_metadata().state == MemberState.REBALANCING and time.monotonic() < until:
            polled = self._consumer.poll(_GROUP_POLL_MS, max_records)
        return polled

    def _press_back(self) -> None:
        """Fetch nothing while there are records left over; a poll then only keeps the membership alive."""
        if self._held:
            self._consumer.pause(*self._consumer.assignment())
        elif paused := self._consumer.paused():
            self._consumer.resume(*paused)

    def _resume_from_committed(self, membership: Any) -> None:
        self.rewind()
        assigned = self._consumer.assignment()
        self._base = committed(self._consumer, assigned, self._timeout_ms)
        for partition in assigned:
            if partition in self._base:
                self._consumer.seek(partition, self._base[partition])
            else:
                self._consumer.seek_to_beginning(partition)
        self.membership = membership
        # Fetching asks nobody whether we are still in the group. If we were replaced under our name, this is where we get to
        # know it: otherwise the other and we could fence each other's producers for as long as there is work.
        self._commit({partition: _offset(base) for partition, base in self._base.items()})
        if not self._joined:
            self._joined = True
            self._on_joined()

    def _hand_out(self, max_records: int) -> list[Record]:
        records: list[Record] = []
        budget = self._budget
        while self._held and len(records) < max_records and budget > 0:
            record = self._held.popleft()
            budget -= len(record.value)
            self._handed[_partition(record)] = record.offset + 1
            records.append(record)
        return records

    def rewind(self) -> None:
        """Have the next poll begin at the committed positions."""
        self.membership = None
        self._held.clear()
        self._handed.clear()

    def offsets_after(self, records: Iterable[Record]) -> dict[Any, Any]:
        """Return what to commit for `records`, by partition. Raises `PositionMoved` if they are not, or no longer, ours.

        Behind the last record that was polled it is the consumer's position, which has also passed transaction
        markers: an offset that leaves them behind would show a lag that nobody can work off.
        """
        ends: dict[Any, int] = {}
        for record in records:
            partition = _partition(record)
            ends[partition] = max(ends.get(partition, 0), record.offset + 1)
        return {partition: _offset(self._end(partition, end)) for partition, end in ends.items()}

    def _end(self, partition: Any, end: int) -> int:
        if self.membership is None or self._handed.get(partition, -1) < end:
            raise PositionMoved("the batch was read before the group was joined anew, or before a rewind")
        if end <= self._base.get(partition, -1):
            raise PositionMoved("the position is past this batch")
        waiting = any(_partition(record) == partition for record in self._held)
        return end if waiting or end < self._handed[partition] else max(end, self._position(partition) or end)

    def _position(self, partition: Any) -> int | None:
        position: int | None = self._consumer.position(partition, timeout_ms=self._timeout_ms)
        return position

    def advanced(self, offsets: Mapping[Any, Any]) -> None:
        """Take note that `offsets` are committed."""
        self._base.update({partition: position.offset for partition, position in offsets.items()})
        self._asserted_at = time.monotonic()

    def _commit_idle(self) -> None:
        """Commit positions past transaction markers, and say now and then that we are still here.

        The latter is how a worker that has been replaced under its name gets to know it while nothing arrives: the
        library keeps the news from the heartbeat to itself.
        """
        if self.membership is None or self._held:
            return
        ends = {p: self._position(p) for p in self._consumer.assignment() if self._is_done(p)}
        behind = {p: end for p, end in ends.items() if end is not None and end > self._base.get(p, 0)}
        if not behind and time.monotonic() - self._asserted_at > self._alive_s:
            behind = {p: base for p, base in self._base.items() if p in ends}
        if behind:
            self._commit({p: _offset(end) for p, end in behind.items()})

    def _is_done(self, partition: Any) -> bool:
        """Whether everything that was handed out of it is committed, so that its position may be."""
        return self._handed.get(partition, -1) <= self._base.get(partition, -1)

    def _commit(self, offsets: Mapping[Any, Any]) -> None:
        self._asserted_at = time.monotonic()
        try:
            self._consumer.commit(dict(offsets), timeout_ms=self._timeout_ms)
        except _NOT_NOW:
            return
        self.advanced(offsets)

    def place(self, topic: str, partition: int, offset: int) -> bool:
        """Set and commit a position if the partition is this member's; return whether it was."""
        wanted = TopicPartition(topic, partition)
        if wanted not in self._consumer.assignment():
            return False
        with kafka_errors("set the position"):
            self._consumer.commit({wanted: _offset(offset)}, timeout_ms=self._timeout_ms)
        self.rewind()
        return True

    def lag(self, topic: str) -> int:
        """See `Bus.lag` and `pipeline.bus.kafka.lag`."""
        return self._lags.of(topic)

    def close(self) -> None:
        """Close, in a few seconds at most. A static member stays in the group until its session times out."""
        self._lags.close()
        within(
            2 * _CLOSE_S, lambda: self._consumer.close(autocommit=False, timeout_ms=milliseconds(_CLOSE_S))
        )


def _same(one: Any, other: Any) -> bool:
    return other is not None and (one.generation_id, one.member_id) == (other.generation_id, other.member_id)


def _partition(record: Record) -> Any:
    return TopicPartition(record.topic, record.partition)


def _offset(offset: int) -> Any:
    return OffsetAndMetadata(offset, "", -1)


def _record(record: Any) -> Record:
    headers = tuple((name, value or b"") for name, value in record.headers)
    return Record(
        record.topic,
        record.partition,
        record.offset,
        record.key,
        record.value or b"",
        headers,
        record.timestamp,
    )
