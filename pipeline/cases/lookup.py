"""What the core needs of a set of cases, however it is kept: in memory (`Cases`) or sealed on disk (`StoredCases`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pipeline.contract import Case


class IdentifierLookup(Protocol):
    """Tells whose identifier a value is, over all cases."""

    def case_of(self, value: str) -> str | None:
        """Return the id of a case whose borrower this identifier belongs to."""


class CaseLookup(Protocol):
    """Cases by id."""

    @property
    def directory(self) -> IdentifierLookup:
        """Return the look-up of identifiers over all cases."""

    def get(self, case_id: str | None) -> Case | None:
        """Return the case, or None when there is no such case (which is judged by the strict column)."""


def identifiers_of(case: Case) -> Iterator[str]:
    """Yield the borrower's identifiers as they are written. Names are not among them: many people share one."""
    borrower = case.borrower
    values = (borrower.id_number or "", *borrower.phones, *borrower.bank_cards, *borrower.emails,
              *borrower.wechat_ids, *borrower.qq_numbers, case.loan.contract_no or "")  # fmt: skip
    yield from filter(compact, values)


def compact(value: str) -> bytes:
    """Return an identifier as it is compared: letters and digits only, lower case."""
    return "".join(filter(str.isalnum, value)).lower().encode("utf-8", "replace")
