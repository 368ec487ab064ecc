"""The messages that speed and memory are measured on: generated, seeded, about made-up cases.

What a message file holds is a rule of its own, written before anything was measured on it:

- ``sms``: one SMS each, of about 35 characters: reminders, receipts, requests to pass on a call, and some that tell too much.
- ``chat``: one chat message each, a few words or a sentence; half have no personal data.
- ``note``: one note of a collector each, 70 to 150 characters, for colleagues, agencies and lawyers.
- ``email``: a subject and paragraphs in any order, as many as fit into 2,000 bytes of UTF-8.
- ``long``: one text of 1 MB (1,000,000 bytes of UTF-8 at most, and no whole line less): lines of SMS, chats and notes about one
  borrower and, in every line that tells of somebody else, a new person.
- ``clean``: no personal data and no debt.
- ``leaks``: three to seven values in each, and mostly the debt, too.
- ``disguised``: each value, each time, full-width, in spoken digits, with separators or with zero-width spaces.

Every message has a case of its own with a full record, so no value is met twice but by chance, and next to no text: whoever keeps
what was read gains nothing. Half of all messages that are not
notes go to the borrower, an eighth of those to an address that the case does not know; the other half goes to a parent, a
spouse, a colleague, a friend, an employer or a group. The same kind, seed and number give the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.message_shapes import disguise, shapes, subjects, values
from benchmarks.message_values import digits, person, phone
from pipeline.contract import Borrower, Case, Contact, Loan, Message, Recipient
from pipeline.contract.vocabulary import Channel, Relation

#: How many messages of each kind one pass has: a second or two of work for the slower ones.
COUNTS = {
    "sms": 1000,
    "chat": 1000,
    "note": 400,
    "email": 60,
    "long": 1,
    "clean": 1000,
    "leaks": 300,
    "disguised": 500,
}
KINDS = tuple(COUNTS)
MAIL_BYTES, LONG_BYTES = 2_000, 1_000_000
_CHANNELS: dict[str, Channel] = {"sms": "sms", "note": "note", "email": "email", "long": "email"}
_THIRD: tuple[Relation, ...] = ("parent", "spouse", "colleague", "friend", "employer", "group")
_NOTE_READERS: tuple[Relation, ...] = ("internal", "collection_agency", "lawyer")


@dataclass(frozen=True, slots=True)
class Generated:
    """A message and the case that it is about."""

    message: Message
    case: Case


def generate(kind: str, seed: str, count: int) -> Iterator[Generated]:
    """Yield `count` messages of a kind. Raises `KeyError` for a kind that is not in `KINDS`."""
    if kind not in COUNTS:
        raise KeyError(kind)
    chance = random.Random(f"{kind}/{seed}")  # noqa: S311  # no secret
    for number in range(count):
        case = _case(number, chance)
        subject = chance.choice(subjects(kind)) if kind == "email" else None
        filled = values(case, chance)
        yield Generated(
            Message(
                id=f"m-{number}",
                kind="note" if kind == "note" else "message",
                channel=_CHANNELS.get(kind, "im"),
                case_id=case.case_id,
                recipients=(_reader(kind, case, chance),),
                subject=subject.format_map(filled) if subject is not None else None,
                text=_text(kind, case, chance),
            ),
            case,
        )


def write(generated: Iterable[Generated], folder: Path) -> None:
    """Write ``messages.jsonl`` and ``cases.jsonl``, one line for each message."""
    with (folder / "messages.jsonl").open("wb") as messages, (folder / "cases.jsonl").open("wb") as cases:
        for one in generated:
            messages.write(msgspec.json.encode(one.message) + b"\n")
            cases.write(msgspec.json.encode(one.case) + b"\n")


def _case(number: int, chance: random.Random) -> Case:
    borrower, contact = person(chance), person(chance)
    return Case(
        case_id=f"C-{number}",
        borrower=Borrower(
            name=borrower.name,
            id_number=borrower.id_number,
            phones=(borrower.phone, borrower.second_phone),
            bank_cards=(borrower.bank_card,),
            addresses=(borrower.address,),
            employers=(borrower.employer,),
            emails=(borrower.email,),
            wechat_ids=(borrower.wechat_id,),
            qq_numbers=(borrower.qq_number,),
            plates=(borrower.plate,),
        ),
        contacts=(Contact(relation="parent", name=contact.name, phones=(contact.phone,)),),
        loan=Loan(
            contract_no=f"YX{digits(chance, 12)}",
            lender="云岫消金",
            outstanding=round(chance.uniform(100, 90_000), 2),
            days_overdue=chance.randrange(1, 400),
        ),
    )


def _reader(kind: str, case: Case, chance: random.Random) -> Recipient:
    if kind == "note":
        return Recipient(relation=chance.choice(_NOTE_READERS), address="team-7")
    if chance.random() < 0.5:
        known = chance.random() >= 0.125
        return Recipient(relation="borrower", address=case.borrower.phones[0] if known else phone(chance))
    relation = chance.choice(_THIRD)
    return Recipient(
        relation=relation, address=case.contacts[0].phones[0] if relation == "parent" else phone(chance)
    )


def _text(kind: str, case: Case, chance: random.Random) -> str:
    if kind == "email":
        return _filled_up(shapes(kind), MAIL_BYTES, case, chance)
    if kind == "long":
        return _filled_up(shapes("sms") + shapes("chat") + shapes("note"), LONG_BYTES, case, chance)
    filled = values(case, chance)
    if kind == "disguised":
        filled = disguise(filled, chance)
    return chance.choice(shapes(kind)).format_map(filled)


def _filled_up(choice: tuple[str, ...], most: int, case: Case, chance: random.Random) -> str:
    """Return lines of these shapes in any order, up to the first that does not fit into `most` bytes."""
    lines: list[str] = []
    size = -1  # the first line has no line break before it
    for shape in _in_any_order(choice, chance):
        line = shape.format_map(values(case, chance))
        size += 1 + len(line.encode())
        if size > most:
            break
        lines.append(line)
    return "\n".join(lines)


def _in_any_order(choice: tuple[str, ...], chance: random.Random) -> Iterator[str]:
    """Yield the shapes without end, all of them once before any comes again."""
    while True:
        yield from chance.sample(choice, len(choice))
