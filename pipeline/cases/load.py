"""Reading cases from JSONL, and looking them up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.cases.directory import Directory
from pipeline.contract import BadInput, Case, decode_case
from pipeline.contract.decode import MAX_BYTES


class Cases:
    """Cases by id, with a directory that tells to whom an identifier belongs. Look-ups do not grow with the number."""

    def __init__(self, cases: Iterable[Case] = ()) -> None:
        self._by_id: dict[str, Case] = {}
        self.directory = Directory()
        for case in cases:
            self.add(case)

    def add(self, case: Case) -> None:
        """Add or replace one case."""
        self._by_id[case.case_id] = case
        self.directory.add(case)

    def get(self, case_id: str | None) -> Case | None:
        """Return the case, or None when there is no such case (which is judged by the strict column)."""
        return self._by_id.get(case_id) if case_id is not None else None

    def __len__(self) -> int:
        return len(self._by_id)


def load_cases(path: Path) -> Cases:
    """Read a JSONL file of cases. Raises `BadInput` with FILE:LINE."""
    cases = Cases()
    try:
        lines = path.open("rb")
    except OSError:
        raise BadInput("expected a readable file of cases", str(path)) from None
    with lines:
        # A line beyond the limit is cut, so that it is refused without being read to its end.
        for number, line in enumerate(iter(lambda: lines.readline(MAX_BYTES + 1), b""), start=1):
            if line.strip():
                try:
                    cases.add(decode_case(line))
                except BadInput as error:
                    raise error.at(f"{path}:{number}") from None
    return cases
