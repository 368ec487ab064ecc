"""From a case and a message to the values that are matched exactly, each tagged with the person whom it belongs to."""

from __future__ import annotations

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
        _add_borrower(values, case.borrower)
        _add_loan(values, case.loan)
        for index, contact in enumerate(case.contacts):
            _add_person(values, contact_tag(index), contact.name, contact.phones)
    for index, recipient in enumerate(recipients):
        _add_recipient(values, recipient_tag(index), recipient)
    return Record(tuple(values))


def _add_borrower(values: list[Value], borrower: Borrower) -> None:
    _add_person(values, BORROWER, borrower.name, borrower.phones)
    if borrower.id_number:
        values.append(Value(BORROWER, _id_type(borrower.id_number), borrower.id_number))
    lists = (
        ("CN_BANK_CARD", borrower.bank_cards),
        ("ADDRESS", borrower.addresses),
        ("EMPLOYER", borrower.employers),
        ("EMAIL_ADDRESS", borrower.emails),
        ("WECHAT_ID", borrower.wechat_ids),
        ("QQ_NUMBER", borrower.qq_numbers),
        ("CN_VEHICLE_PLATE", borrower.plates),
    )
    values += [Value(BORROWER, entity_type, text) for entity_type, texts in lists for text in texts]


def _add_loan(values: list[Value], loan: Loan) -> None:
    if loan.contract_no:
        values.append(Value(BORROWER, "LOAN_CONTRACT", loan.contract_no))
    if loan.product:
        values.append(Value(BORROWER, "DEBT_STATUS", loan.product))
    values += [
        Value(BORROWER, "DEBT_AMOUNT", f"{amount:.2f}".removesuffix(".00"))
        for amount in (loan.outstanding, loan.principal)
        if amount
    ]
    if loan.days_overdue:
        values.append(Value(BORROWER, "DEBT_AMOUNT", f"{loan.days_overdue}天"))


def _add_person(values: list[Value], tag: str, name: str | None, phones: tuple[str, ...]) -> None:
    if name:
        values.append(Value(tag, "PERSON", name))
    values += [Value(tag, "PHONE_NUMBER", phone) for phone in phones]


def _add_recipient(values: list[Value], tag: str, recipient: Recipient) -> None:
    if recipient.name:
        values.append(Value(tag, "PERSON", recipient.name))
    if recipient.address:
        values.append(Value(tag, _address_type(recipient.address), recipient.address))


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
