"""Shapes of messages, from ``benchmarks/texts/``, and what their slots are filled with.

A shape is a line with slots in braces. ``name id phone second_phone card address employer email wechat qq plate contract`` are
the borrower's, ``contact contact_phone`` of the contact in the case; ``other other_phone other_id other_wechat other_email`` are of
somebody in no case; ``amount days day clock tail order`` are numbers.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from benchmarks.message_disguises import disguised
from benchmarks.message_values import Person, digits, person
from pipeline.contract import Case

_FOLDER = Path(__file__).parent / "texts"
_SUBJECT = "subject:"
#: Numbers in a text that no disguise is put on.
_PLAIN = frozenset({"amount", "days", "day", "clock", "tail", "order"})
Values = dict[str, str]


@cache
def shapes(name: str) -> tuple[str, ...]:
    """Return the shapes of one file that are no subjects."""
    return tuple(line for line in _lines(name) if not line.startswith(_SUBJECT))


@cache
def subjects(name: str) -> tuple[str, ...]:
    """Return the shapes of subjects in one file."""
    return tuple(line.removeprefix(_SUBJECT) for line in _lines(name) if line.startswith(_SUBJECT))


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def values(case: Case, chance: random.Random) -> Values:
    """Return a value for each slot: the case's own, those of somebody new, and new numbers."""
    return _of_case(case) | _of_other(person(chance)) | _numbers(chance)


def disguise(filled: Values, chance: random.Random) -> Values:
    """Return the values, each but the plain numbers in a disguise."""
    return {slot: value if slot in _PLAIN else disguised(value, chance) for slot, value in filled.items()}


def _of_case(case: Case) -> Values:
    borrower, contact = case.borrower, case.contacts[0]
    return {
        "name": borrower.name or "",
        "id": borrower.id_number or "",
        "phone": borrower.phones[0],
        "second_phone": borrower.phones[1],
        "card": borrower.bank_cards[0],
        "address": borrower.addresses[0],
        "employer": borrower.employers[0],
        "email": borrower.emails[0],
        "wechat": borrower.wechat_ids[0],
        "qq": borrower.qq_numbers[0],
        "plate": borrower.plates[0],
        "contract": case.loan.contract_no or "",
        "contact": contact.name or "",
        "contact_phone": contact.phones[0],
    }


def _of_other(other: Person) -> Values:
    return {
        "other": other.name,
        "other_phone": other.phone,
        "other_id": other.id_number,
        "other_wechat": other.wechat_id,
        "other_email": other.email,
    }


def _numbers(chance: random.Random) -> Values:
    return {
        "amount": f"{chance.uniform(100, 90_000):.2f}",
        "days": str(chance.randrange(1, 400)),
        "day": str(chance.randrange(1, 28)),
        "clock": f"{chance.randrange(8, 21)}:{chance.randrange(60):02}",
        "tail": digits(chance, 4),
        "order": digits(chance, 14),
    }
