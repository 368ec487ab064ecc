"""What an earlier producer of a name has left of its last transaction, and where its end may not have been written.

When the name's next producer comes, or the time is over, the broker ends an open transaction by writing a marker into each
partition. A lone broker that was killed may pass partitions over: just started, it knows of no leader for them, takes them for
deleted, and the transaction for ended (Kafka 4.3; its log says "likely deleted already and hence can be skipped"). What
lies there without a marker is committed by the next transaction of the same name, together with its own records: a batch that was
aborted comes out, and comes out again. So the next producer writes the markers once more, which changes nothing where they are.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any, NamedTuple

from kafka import TopicPartition, errors
from kafka.admin import KafkaAdminClient

_PAUSE_S = 0.1
#: Where a group's positions are: part of a transaction by way of the group, and to be named by nobody.
_POSITIONS = "__consumer_offsets"
_COMMITTED = frozenset({"PrepareCommit", "CompleteCommit"})
_ABORTED = frozenset({"Ongoing", "PrepareAbort", "PrepareEpochFence", "CompleteAbort"})


class Leftover(NamedTuple):
    """How the last transaction of a name ended or is going to end, and the partitions in which it may have written."""

    committed: bool
    partitions: frozenset[Any]


def leftover(client: Mapping[str, Any], name: str, outputs: Iterable[str]) -> Leftover | None:
    """Return what `name` has left, None if it has never written. `client`: arguments as `client_options` gives them.

    It has to be asked for before the next producer of the name is there. `outputs`: the topics that the name writes to;
    the broker still knows the partitions of a transaction that it has not ended, and not of one that it has.
    Raises kafka-python's errors.
    """
    until = time.monotonic() + client["request_timeout_ms"] / 1000
    with closing(KafkaAdminClient(**client)) as admin:
        try:
            last = _described(admin, name, until)
        except errors.TransactionalIdNotFoundError:
            return None
        if last.state not in _COMMITTED | _ABORTED:
            return None
        partitions = last.topic_partitions | set(_partitions(admin, outputs))
    return Leftover(last.state in _COMMITTED, frozenset(p for p in partitions if p.topic != _POSITIONS))


def _described(admin: Any, name: str, until: float) -> Any:
    """Ask the coordinator, which a cluster that has just started, or has never had a transaction, has to find first."""
    while True:
        try:
            return admin.describe_transactions([name])[name]
        except errors.RetriableError:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE_S)


def _partitions(admin: Any, topics: Iterable[str]) -> Iterable[Any]:
    for topic in admin.describe_topics(list(topics)):
        # One that is not there, or not ours to write to, holds nothing of ours.
        if errors.for_code(topic["error_code"]) is errors.NoError:
            for partition in topic["partitions"]:
                yield TopicPartition(topic["name"], partition["partition_index"])
