"""Test doubles for the case store: made-up cases, and a topic that can be told to fail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from pipeline.cases.records import Batch, CaseRecord, CaseSourceError, Change, PositionLost
from pipeline.cases.store import CasesKey
from pipeline.contract import Borrower, Case, Contact, Loan

KEY = CasesKey(bytes(range(32)))


def case(number: int, *phones: str, name: str = "齐鸿远") -> Case:
    """Return a made-up case."""
    return Case(
        case_id=f"CASE-{number:04}",
        borrower=Borrower(name=name, phones=phones or (f"1390000{number:04}",), addresses=("望月路88号",)),
        contacts=(Contact(relation="spouse", name="沈若兰", phones=(f"1370000{number:04}",)),),
        loan=Loan(contract_no=f"HT-{number:06}", lender="江州银行", principal=0.0, outstanding=321.5),
    )


def put(one: Case) -> Change:
    """Return the change that stores a case."""
    return Change(one.case_id, one)


class FakeTopic:
    """A `CaseSource` in memory: lists of records by partition, read a few at a time. `failures` are raised by polls, in order."""

    topic = "cases"

    def __init__(self, partitions: int = 1, most: int = 2) -> None:
        self.logs: dict[int, list[CaseRecord]] = {number: [] for number in range(partitions)}
        self.first: dict[int, int] = dict.fromkeys(self.logs, 0)
        self.failures: list[Exception] = []
        self.positions: dict[int, int] = {}
        self.sought: list[dict[int, int]] = []
        self.closed = False
        self._most = most

    def write(self, key: str | bytes | None, value: Case | bytes | None, partition: int = 0) -> None:
        """Append a record."""
        log = self.logs[partition]
        raw = msgspec.json.encode(value) if isinstance(value, Case) else value
        log.append(CaseRecord(key.encode() if isinstance(key, str) else key, raw, partition, len(log)))

    def write_cases(self, cases: Iterable[Case], partition: int = 0) -> None:
        """Append cases under their ids."""
        for one in cases:
            self.write(one.case_id, one, partition)

    def ends(self) -> Mapping[int, int]:
        """See `CaseSource.ends`."""
        return {partition: len(log) for partition, log in self.logs.items()}

    def seek(self, positions: Mapping[int, int]) -> None:
        """See `CaseSource.seek`."""
        self.sought.append(dict(positions))
        self.positions = {
            partition: positions.get(partition, self.first[partition]) for partition in self.logs
        }

    def poll(self, timeout_s: float) -> Batch:
        """See `CaseSource.poll`."""
        if self.failures:
            raise self.failures.pop(0)
        records: list[CaseRecord] = []
        for partition, log in self.logs.items():
            at = self.positions[partition]
            if at < self.first[partition] or at > len(log):
                raise PositionLost("cannot read")
            records += log[at : at + self._most]
            self.positions[partition] = min(at + self._most, len(log))
        behind = sum(len(log) - self.positions[partition] for partition, log in self.logs.items())
        return Batch(tuple(records), dict(self.positions), behind)

    def close(self) -> None:
        """See `CaseSource.close`."""
        self.closed = True


UNREACHABLE = CaseSourceError("cannot read the cases topic: NoBrokersAvailable")
