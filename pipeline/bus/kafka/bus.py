"""`KafkaBus`: the bus on Apache Kafka.

What holds: outputs and positions are in one transaction, so they are there together or not at all, for everyone who
reads read_committed. Whoever is killed or cut off before the commit leaves nothing; a successor of the same name ends the
open transaction at once, any other worker waits until the transaction times out. A worker that was taken for dead
and comes back cannot commit: the broker knows its generation, and its producer, to be old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

from kafka import KafkaConsumer, OffsetAndMetadata, TopicPartition
from kafka.errors import CommitFailedError, KafkaError, UnknownMemberIdError

from pipeline.bus.base import BusError, Output, Record
from pipeline.bus.kafka.errors import kafka_errors, translated
from pipeline.bus.kafka.options import consumer_options, producer_options
from pipeline.bus.kafka.reader import Reader
from pipeline.bus.kafka.writer import Writer
from pipeline.bus.kafka_config import KafkaConfig, client_options


class KafkaBus:
    """A `Bus` on the brokers of `config`, for one worker of `group`.

    `instance` names the worker: two that run at the same time must not share it, and the same worker keeps it over
    restarts. `outputs` are the topics that it publishes to in the long run: after a failure it makes sure there that what was
    aborted stays out. `on_assigned` is called once, when the group has given this worker its partitions for the first time.
    Raises `BusError` when no broker can be reached.
    """

    def __init__(
        self,
        config: KafkaConfig,
        group: str,
        instance: str,
        *,
        outputs: Sequence[str] = (),
        on_assigned: Callable[[], None] = lambda: None,
    ) -> None:
        self.group = group
        self.name = f"{group}.{instance}"
        self._client = client_options(config)
        self._timeout_ms: int = self._client["request_timeout_ms"]
        options = self._client | consumer_options(config, group, self.name)
        self._reader = Reader(options, config.max_in_flight_bytes, on_assigned)
        self._writer = Writer(
            self._client, producer_options(config, self.name), config.transaction_timeout_s, group, outputs
        )

    def poll(self, topics: Sequence[str], max_records: int, timeout: float) -> list[Record]:
        """See `Bus.poll`. The producer comes first: it ends what a predecessor has left open on our positions."""
        if self._writer.open():
            self._reader.rewind()
        return self._reader.poll(topics, max_records, timeout)

    @contextmanager
    def transaction(self) -> Iterator[KafkaTransaction]:
        """See `Bus.transaction`.

        A commit that is not answered in time raises `Aborted`, too: if it did happen, the positions, which are read
        again before anything else, say so, and nothing is done twice.
        """
        transaction = KafkaTransaction(self._reader, self._writer)
        try:
            self._writer.open()
            self._writer.begin()
            yield transaction
            self._writer.commit(transaction.offsets, self._reader.membership)
        except KafkaError as error:
            cause = self._writer.cause(error)
            self._abort()
            # After a batch has failed the producer may have lost count of its sequence numbers, even if it aborts well.
            self._writer.drop()
            raise translated(cause, "commit") from None
        except BaseException:
            self._abort()
            raise
        self._reader.advanced(transaction.offsets)

    def _abort(self) -> None:
        self._writer.abort()
        self._reader.rewind()

    def publish(self, outputs: Sequence[Output]) -> None:
        """See `Bus.publish`. After `Aborted` for lack of an answer, they may have been published nevertheless."""
        with self.transaction() as transaction:
            transaction.publish(outputs)

    def rewind(self) -> None:
        """See `Bus.rewind`."""
        self._reader.rewind()

    def seek(self, topic: str, partition: int, offset: int) -> None:
        """See `Bus.seek`. Kafka lets nobody set a position from outside while the group has members."""
        if offset < 0 or partition < 0:
            raise BusError("expected a partition and an offset of 0 or more")
        if self._reader.place(topic, partition, offset):
            return
        options = self._client | {"group_id": self.group, "enable_auto_commit": False}
        wanted = TopicPartition(topic, partition)
        with kafka_errors("set the position"), closing(KafkaConsumer(**options)) as consumer:
            if partition not in consumer.partitions_for_topic(topic):
                raise BusError(f"expected a partition of {topic}, it has no {partition}")
            consumer.assign([wanted])
            try:
                consumer.commit({wanted: OffsetAndMetadata(offset, "", -1)}, timeout_ms=self._timeout_ms)
            except (CommitFailedError, UnknownMemberIdError):
                raise BusError(
                    f"cannot set the position: the group {self.group} has members; stop its workers "
                    "and wait until their sessions have timed out"
                ) from None

    def lag(self, topic: str) -> int:
        """See `Bus.lag`. The lag behind what is committed, at most half a second old."""
        return self._reader.lag(topic)

    def close(self) -> None:
        """See `Bus.close`. Takes a few seconds at most."""
        self._writer.close()
        self._reader.close()


class KafkaTransaction:
    """An open transaction. Made by `KafkaBus.transaction` only."""

    def __init__(self, reader: Reader, writer: Writer) -> None:
        self._reader = reader
        self._writer = writer
        #: The positions that this transaction commits, by partition.
        self.offsets: Mapping[Any, Any] = {}

    def publish(self, outputs: Sequence[Output]) -> None:
        """See `Transaction.publish`. They are sent at once, and invisible until the commit."""
        self._writer.send(outputs)

    def advance(self, records: Sequence[Record]) -> None:
        """See `Transaction.advance`."""
        self.offsets = {**self.offsets, **self._reader.offsets_after(records)}
