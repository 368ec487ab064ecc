"""kafka-python's errors, for whoever reads or publishes cases: only their class is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kafka import errors

from pipeline.cases.records import CaseSourceError, PositionLost

_LOST = (errors.OffsetOutOfRangeError, errors.LogTruncationError, errors.NoOffsetForPartitionError)


@contextmanager
def case_topic_errors(what: str) -> Iterator[None]:
    """Raise kafka-python's errors as `PositionLost` or `CaseSourceError`."""
    try:
        yield
    except errors.KafkaError as error:
        kind = PositionLost if isinstance(error, _LOST) else CaseSourceError
        raise kind(f"cannot {what}: {type(error).__name__}") from None
