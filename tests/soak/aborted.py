"""How many transactions the brokers have aborted, from the index that they keep beside each log."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

#: An entry of a .txnindex file: version, producer, first and last offset, last stable offset (Kafka's AbortedTxn).
_ENTRY = struct.Struct(">hqqqq")


def aborted_transactions(data: Iterable[Path], topics: Iterable[str]) -> int:
    """Return how many aborted transactions had written to `topics`, at least, by the data folders of all brokers.

    A transaction has an entry in each partition that it has written to, so that of each producer the partition with
    the most entries counts.
    """
    names = tuple(topics)
    most: Counter[int] = Counter()
    for folder in data:
        for name in names:
            for partition in folder.glob(f"{name}-[0-9]*"):
                for producer, count in Counter(_producers(partition)).items():
                    most[producer] = max(most[producer], count)
    return most.total()


def _producers(partition: Path) -> Iterator[int]:
    for index in partition.glob("*.txnindex"):
        content = index.read_bytes()
        whole = len(content) - len(content) % _ENTRY.size
        yield from (producer for _, producer, *_ in _ENTRY.iter_unpack(content[:whole]))
