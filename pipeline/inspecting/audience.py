"""Who will read it: each recipient's column in the policy, verified against the case.

A relation is a claim. It counts only as far as the case bears it out: a "borrower" at an address that is not the borrower's
own, or a "guarantor" whom the case does not name as one, is a third party.
"""

from __future__ import annotations

from typing import NamedTuple

from detectors.fold import fold
from pipeline.cases import BORROWER, contact_tag, recipient_tag
from pipeline.contract import Case, Contact, Message, Recipient
from pipeline.policy import Policy

#: Relations that are offices rather than persons around the borrower.
_OFFICES = ("collection_agency", "lawyer", "court", "credit_bureau", "regulator", "internal")


#: Among a reader's own: the name of the company that reads, which is the borrower's employer.
WORKPLACE = "workplace"


class Reader(NamedTuple):
    """One who will read it: the policy column, the tags of their own values, and the routing rule that applied."""

    column: str
    own: frozenset[str]
    rule: str | None = None


def audience(message: Message, case: Case | None, policy: Policy) -> tuple[Reader, ...]:
    """Return the readers of a message, one a recipient; a message without recipients has one unknown reader."""
    recipients = message.recipients or (Recipient(),)
    return tuple(
        _public(message, _reader(index, recipient, case, policy), policy)
        for index, recipient in enumerate(recipients)
    )


def _public(message: Message, reader: Reader, policy: Policy) -> Reader:
    routing = policy.routing
    if message.channel in routing.public_channels and reader.column != routing.public_channel:
        return Reader(routing.public_channel, reader.own, f"{policy.name}/routing/public_channel")
    return reader


def _reader(index: int, recipient: Recipient, case: Case | None, policy: Policy) -> Reader:
    routing = policy.routing
    column = policy.relations[recipient.relation]
    own = frozenset({recipient_tag(index)})
    if recipient.relation == "employer":
        own |= {WORKPLACE}
    if case is None:
        if column in routing.unknown_case_spares:
            return Reader(column, own)
        return Reader(routing.unknown_case, own, f"{policy.name}/routing/unknown_case")
    known = _known_contact(recipient, case)
    if known is not None:
        own |= {contact_tag(known)}
    if recipient.relation == "borrower":
        return _borrower(recipient, case, policy, own, column)
    contact = case.contacts[known] if known is not None else None
    return _third_person(recipient, contact, policy, own, column)


def _borrower(recipient: Recipient, case: Case, policy: Policy, own: frozenset[str], column: str) -> Reader:
    address, mine = recipient.address, case.borrower.own_addresses()
    # Mostly it is spelled as in the case, and nothing has to be folded.
    if address and (address in mine or _compact(address) in map(_compact, mine)):
        return Reader(column, own | {BORROWER})
    return Reader(policy.routing.borrower_not_verified, own, f"{policy.name}/routing/borrower_not_verified")


def _third_person(
    recipient: Recipient, contact: Contact | None, policy: Policy, own: frozenset[str], column: str
) -> Reader:
    routing = policy.routing
    obligors = policy.relations["guarantor"]
    answers = contact is not None and (contact.obligor or policy.relations[contact.relation] == obligors)
    if column == obligors:
        if answers:
            return Reader(column, own)
        return Reader(routing.obligor_not_verified, own, f"{policy.name}/routing/obligor_not_verified")
    if recipient.relation in _OFFICES:
        if contact is None:
            return Reader(column, own)
        # An office that answers the phone of the borrower's mother is the borrower's mother.
        return Reader(policy.relations[contact.relation], own, f"{policy.name}/routing/known_contact")
    if contact is not None and contact.obligor:
        flagged = routing.contact_with_obligor_flag
        return Reader(flagged, own, f"{policy.name}/routing/contact_with_obligor_flag")
    return Reader(column, own)


def _known_contact(recipient: Recipient, case: Case) -> int | None:
    """Return which contact of the case this is: the one with that phone; or, since a case holds nothing but phones for its
    contacts, the one of that name and relation when the address is of another kind (a letter, an e-mail).
    """
    address = _compact(recipient.address) if recipient.address else ""
    for index, contact in enumerate(case.contacts if address else ()):
        for phone in contact.phones:
            if _compact(phone) == address:
                return index
    if address.lstrip("+").isdigit() or not recipient.name:
        return None
    for index, contact in enumerate(case.contacts):
        if (contact.name, contact.relation) == (recipient.name, recipient.relation):
            return index
    return None


def _compact(address: str) -> str:
    """Return an address without what two spellings of it may differ in: width, case, separators, country code."""
    if address.isascii() and address.isdigit():
        return _national(address)  # folding leaves digits as they are
    folded = fold(address).text.lower().strip()
    if "@" in folded:
        return folded
    compact = "".join(filter(str.isalnum, folded))
    return _national(compact) if compact.isdigit() else folded


def _national(digits: str) -> str:
    """Return a number without the country code of mainland China, where that leaves as many digits as a mobile has."""
    for code in ("0086", "86"):
        if len(digits) == len(code) + 11 and digits.startswith(code):
            return digits.removeprefix(code)
    return digits
