"""Records of the cases topic, and what each of them changes.

The newest record of a key rules. If it cannot be read, the case is withdrawn and the record set aside: its messages are
then judged by the strict column. To go on with the version before could send a debt to a number that the lender has
just taken out of the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.contract import BadInput, Case, decode_case


@dataclass(frozen=True, slots=True, repr=False)
class CaseRecord:
    """A record as read: key the case id, value the case or None (the case is gone)."""

    key: bytes | None
    value: bytes | None
    partition: int = 0
    offset: int = 0

    def __repr__(self) -> str:
        """Show where the record is, never what it says."""
        return f"<CaseRecord {self.partition}/{self.offset}>"


@dataclass(frozen=True, slots=True)
class SetAside:
    """Where an unreadable record is, and the class of what is wrong with it."""

    partition: int
    offset: int
    error: str


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """A case to be stored, or with None one to be removed. Without an offset it comes from no topic."""

    case_id: str
    case: Case | None
    partition: int = 0
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Records in order, and where to go on: the offset to be read next by partition, which may lie behind the last record's.

    `behind`: how many offsets are known to follow; None where that is not known.
    """

    records: tuple[CaseRecord, ...] = ()
    positions: Mapping[int, int] = field(default_factory=dict)
    behind: int | None = None


class CaseSourceError(Exception):
    """The topic cannot be read just now. Its text holds no content."""


class PositionLost(CaseSourceError):
    """The topic no longer has what follows the position: it was made anew or cut. All of it must be read again."""


class CaseSource(Protocol):
    """A compacted topic, all its partitions. Belongs to one thread. Each method may raise `CaseSourceError`."""

    topic: str

    def ends(self) -> Mapping[int, int]:
        """Return the offset behind the last record, by partition."""

    def seek(self, positions: Mapping[int, int]) -> None:
        """Go on at these offsets, and with every other partition at its beginning."""

    def poll(self, timeout_s: float) -> Batch:
        """Return what follows, at once or within `timeout_s` seconds; a batch without records where nothing does."""

    def close(self) -> None:
        """Close. Closing twice is no error."""


def read_records(records: Iterable[CaseRecord]) -> tuple[list[Change], list[SetAside]]:
    """Return what a batch changes, and which of its records cannot be read. Raises nothing."""
    changes: list[Change] = []
    bad: list[SetAside] = []
    for record in records:
        change, error = _read(record)
        if change is not None:
            changes.append(change)
        if error is not None:
            bad.append(SetAside(record.partition, record.offset, error))
    return changes, bad


def _read(record: CaseRecord) -> tuple[Change | None, str | None]:
    """Return the change and, where the record cannot be read, the class of the error."""
    if not record.key:
        return None, "MissingKey"
    try:
        case_id = record.key.decode("utf-8")
    except UnicodeDecodeError:
        return None, "UnreadableKey"
    gone = Change(case_id, None, record.partition, record.offset)
    if record.value is None:
        return gone, None
    try:
        case = decode_case(record.value)
    except BadInput:
        return gone, "UnreadableCase"
    if case.case_id != case_id:
        return gone, "OtherCaseId"
    return Change(case_id, case, record.partition, record.offset), None
