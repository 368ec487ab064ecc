"""From a case and a message to the values that are matched exactly, each tagged with the person whom it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.record import Record, Value
from pipeline.contract import Borrower, Case, Loan, Recipient

BORROWER = "borrower"


def contact_tag(index: int) -> str:
    """Return the tag of the case's contact number `index`."""
    return f"contact:{index}"


def recipient_tag(index: int) -> str:
    """Return the tag of the message's recipient number `index`."""
    return f"recipient:{index}"


def record_of(case: Case | None, recipients: tuple[Recipient, ...]) -> Record:
    """Return every value that this message is matched against: the case's own, and what is known of its recipients."""
    values: list[Value] = []
    if case is not None:
        values += _borrower_values(case.borrower)
        values += _loan_values(case.loan)
        for index, contact in enumerate(case.contacts):
            values += _person_values(contact_tag(index), contact.name, contact.phones)
    for index, recipient in enumerate(recipients):
        values += _recipient_values(recipient_tag(index), recipient)
    return Record(tuple(values))


def _borrower_values(borrower: Borrower) -> Iterator[Value]:
    yield from _person_values(BORROWER, borrower.name, borrower.phones)
    if borrower.id_number:
        yield Value(BORROWER, _id_type(borrower.id_number), borrower.id_number)
    lists = (
        ("CN_BANK_CARD", borrower.bank_cards),
        ("ADDRESS", borrower.addresses),
        ("EMPLOYER", borrower.employers),
        ("EMAIL_ADDRESS", borrower.emails),
        ("WECHAT_ID", borrower.wechat_ids),
        ("QQ_NUMBER", borrower.qq_numbers),
        ("CN_VEHICLE_PLATE", borrower.plates),
    )
    for entity_type, texts in lists:
        for text in texts:
            yield Value(BORROWER, entity_type, text)


def _loan_values(loan: Loan) -> Iterator[Value]:
    if loan.contract_no:
        yield Value(BORROWER, "LOAN_CONTRACT", loan.contract_no)
    if loan.product:
        yield Value(BORROWER, "DEBT_STATUS", loan.product)
    for amount in (loan.outstanding, loan.principal):
        if amount:
            yield Value(BORROWER, "DEBT_AMOUNT", f"{amount:.2f}".removesuffix(".00"))
    if loan.days_overdue:
        yield Value(BORROWER, "DEBT_AMOUNT", f"{loan.days_overdue}天")


def _person_values(tag: str, name: str | None, phones: tuple[str, ...]) -> Iterator[Value]:
    if name:
        yield Value(tag, "PERSON", name)
    for phone in phones:
        yield Value(tag, "PHONE_NUMBER", phone)


def _recipient_values(tag: str, recipient: Recipient) -> Iterator[Value]:
    if recipient.name:
        yield Value(tag, "PERSON", recipient.name)
    if recipient.address:
        yield Value(tag, _address_type(recipient.address), recipient.address)


def _address_type(address: str) -> str:
    if "@" in address:
        return "EMAIL_ADDRESS"
    digits = sum(map(str.isdigit, address))
    return "PHONE_NUMBER" if digits >= 7 and digits >= len(address) - 5 else "WECHAT_ID"


def _id_type(number: str) -> str:
    compact = "".join(filter(str.isalnum, number))
    if len(compact) in (15, 18) and compact[:-1].isdigit():
        return "CN_RESIDENT_ID"
    if len(compact) == 10 and compact[:1].isalpha():
        return "TW_NATIONAL_ID" if compact[1:2] in "12" else "TW_RESIDENT_CERTIFICATE"
    if compact[:1].isalpha() and len(compact) in (8, 9):
        return "HK_ID" if compact[-2:-1].isdigit() and len(compact) == 8 else "CN_PASSPORT"
    return "MO_ID" if len(compact) == 8 and compact.isdigit() else "CN_RESIDENT_ID"
