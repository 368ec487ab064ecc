"""Case: what the lender knows about a borrower, the people around them, and the loan."""

from __future__ import annotations

from pipeline.contract.sealed import Sealed
from pipeline.contract.vocabulary import Relation


class Borrower(Sealed, frozen=True, kw_only=True):
    """The borrower's own data. Every field may be missing."""

    name: str | None = None
    id_number: str | None = None
    phones: tuple[str, ...] = ()
    bank_cards: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    wechat_ids: tuple[str, ...] = ()
    qq_numbers: tuple[str, ...] = ()
    plates: tuple[str, ...] = ()

    def own_addresses(self) -> tuple[str, ...]:
        """Return everything that a message to the borrower may be addressed to."""
        return self.phones + self.emails + self.wechat_ids + self.qq_numbers


class Contact(Sealed, frozen=True, kw_only=True):
    """Somebody around the borrower. `obligor`: answers for the debt by law or by signature."""

    relation: Relation = "unknown"
    name: str | None = None
    phones: tuple[str, ...] = ()
    obligor: bool = False


class Loan(Sealed, frozen=True, kw_only=True):
    """The loan. Amounts in the currency of the contract, `days_overdue` in days."""

    contract_no: str | None = None
    lender: str | None = None
    product: str | None = None
    principal: float | None = None
    outstanding: float | None = None
    days_overdue: int | None = None


class Case(Sealed, frozen=True, kw_only=True):
    """One case, keyed by `case_id`."""

    case_id: str
    borrower: Borrower = Borrower()
    contacts: tuple[Contact, ...] = ()
    loan: Loan = Loan()
