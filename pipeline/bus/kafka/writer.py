"""The producing half: one transactional producer, with a time limit on every step, replaced when it is of no more use.

A producer's transactional id is the worker's name. A new producer with the same id fences the one before it, and the
broker then finishes or aborts what that one has left open: so a new producer is also the way to find out what became of
a commit that nobody answered. It makes sure of that end itself, too: see `pipeline.bus.kafka.leftover`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from kafka import KafkaProducer, errors

from pipeline.bus.base import Output
from pipeline.bus.kafka.errors import kafka_errors
from pipeline.bus.kafka.leftover import Leftover, leftover

_CLOSE_S = 2.0
_LOOK_S = 0.005


def send(producer: Any, output: Output) -> Any:
    """Hand an output to a producer; return the future of its arrival. Wait for that one and not for the producer's `flush`,
    which raises when the library has had to split a batch.
    """
    return producer.send(
        output.topic,
        value=output.value,
        key=output.key,
        headers=list(output.headers),
        timestamp_ms=output.timestamp_ms,
    )


class Writer:
    """Runs one transaction after the other. Its methods raise kafka-python's errors, `open` those of the bus.

    `client` are the arguments of any client and `options` those that a producer has besides; `timeout_s` is the limit for
    a whole transaction. `group` is the one whose positions are committed, `outputs` are the topics that are written to.
    """

    def __init__(
        self,
        client: Mapping[str, Any],
        options: Mapping[str, Any],
        timeout_s: float,
        group: str,
        outputs: Sequence[str],
    ) -> None:
        self._client = client
        self._options = options
        self._timeout_s = timeout_s
        self._group = group
        self._outputs = outputs
        self._until = 0.0
        self._producer: Any = None
        self._sent: list[Any] = []

    def open(self) -> bool:
        """Make a producer if there is none; return whether one was made.

        When it returns, transactions that an earlier producer of this name has left open are over. Raises `Aborted`
        or `BusError`.
        """
        if self._producer is not None:
            return False
        with kafka_errors("open a producer"):
            left = leftover(self._client, self._options["transactional_id"], self._outputs)
            self._producer = KafkaProducer(**self._client, **self._options)
            try:
                self._producer.init_transactions()
                if left is not None:
                    self._end_again(left)
            except BaseException:
                self.drop()
                raise
        return True

    def _end_again(self, left: Leftover) -> None:
        """End a transaction without records as the last one ended, in every partition that it may have been in."""
        self.begin()
        manager = self._producer._transaction_manager
        for partition in left.partitions:
            manager.maybe_add_partition_to_transaction(partition)
        self._producer._sender.wakeup()
        while not all(map(manager.is_partition_added, left.partitions)):
            if manager.has_error():
                raise manager.last_error
            if time.monotonic() > self._until:
                raise errors.KafkaTimeoutError("partitions were not taken within the time of a transaction")
            time.sleep(_LOOK_S)
        self._await(lambda: manager.send_offsets_to_transaction({}, self._group))
        self._await(manager.begin_commit if left.committed else manager.begin_abort)

    def begin(self) -> None:
        """Begin a transaction; its time runs from now."""
        self._until = time.monotonic() + self._timeout_s
        self._sent = []
        self._producer.begin_transaction()

    def send(self, outputs: Sequence[Output]) -> None:
        """Hand over outputs, in order. They are on their way when this returns, and checked by `commit`."""
        for output in outputs:
            self._sent.append(send(self._producer, output))

    def commit(self, offsets: Mapping[Any, Any], membership: Any) -> None:
        """Make sure that every output has arrived, add `offsets` as `membership` and commit."""
        for future in self._sent:
            future.get(timeout=self._left())  # raises what has become of it
        manager = self._producer._transaction_manager
        if offsets:
            self._await(lambda: manager.send_offsets_to_transaction(dict(offsets), membership))
        self._await(manager.begin_commit)

    def abort(self) -> None:
        """Abort, in what is left of the time; a producer with which that cannot be done is dropped."""
        if self._producer is None:
            return
        try:
            self._await(self._producer._transaction_manager.begin_abort)
        except errors.KafkaError:
            self.drop()

    def cause(self, error: errors.KafkaError) -> errors.KafkaError:
        """Return why the producer is in a state of error, of which `error` may tell no more than that it is."""
        last = self._producer._transaction_manager.last_error if self._producer is not None else None
        return last if isinstance(last, errors.KafkaError) else error

    def drop(self) -> None:
        """Let go of the producer at once, whatever it has still to send: its successor fences it."""
        producer, self._producer = self._producer, None
        if producer is None:
            return
        with suppress(errors.KafkaError):
            producer.close(timeout=0)
        producer._sender.force_close()  # `close` does not get there if something had still to be sent

    def close(self) -> None:
        """Close; waits for at most two seconds for what is on its way."""
        producer, self._producer = self._producer, None
        if producer is not None:
            with suppress(errors.KafkaError):
                producer.close(timeout=_CLOSE_S)
            producer._sender.force_close()

    def _left(self) -> float:
        return max(self._until - time.monotonic(), 0.001)

    def _await(self, start: Callable[[], Any]) -> None:
        # The producer's own methods wait for ever; what they wait for can be waited for with a limit.
        result = start()
        self._producer._sender.wakeup()
        if not result.wait(timeout_ms=self._left() * 1000):
            raise errors.KafkaTimeoutError("no answer within the time of a transaction")
