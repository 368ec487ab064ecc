"""Publishing cases: to the cases topic, or, in the embedded edition, straight into the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from pipeline.cases.records import CaseRecord, Change, read_records
from pipeline.cases.store import CaseStore


class CaseOutput(NamedTuple):
    """A case to be published as bytes; None removes the case of this id."""

    case_id: str
    value: bytes | None

    def __repr__(self) -> str:
        return "<CaseOutput>"


class CasePublisher(Protocol):
    """Where cases go. Methods raise `CaseStoreError` or `CaseSourceError`, without content."""

    def publish(self, outputs: Sequence[CaseOutput]) -> None:
        """Publish in order; when this returns, all of them are safe."""

    def close(self) -> None:
        """Finish and close."""


class StorePublisher:
    """Writes into a local store."""

    def __init__(self, store: CaseStore) -> None:
        self._store = store

    def publish(self, outputs: Sequence[CaseOutput]) -> None:
        """Store all of `outputs` or none."""
        records = [CaseRecord(output.case_id.encode(), output.value) for output in outputs]
        changes, _ = read_records(records)
        self._store.apply([Change(change.case_id, change.case) for change in changes])

    def close(self) -> None:
        """Bring everything to the disk and close the store."""
        try:
            self._store.writer.flush()
        finally:
            self._store.close()
