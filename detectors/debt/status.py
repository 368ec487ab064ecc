"""DEBT_STATUS: that somebody owes, is overdue, in default, blacklisted or sued over it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from detectors.debt.reading import Reading
from detectors.debt.rule import Match, Rule
from detectors.debt.rules_english import ENGLISH
from detectors.debt.rules_owing import LATE, OWING, UNPAID
from detectors.debt.rules_paying import DUE, EUPHEMISMS, OF_A_PERSON, PAYING_FOR, PROMISE
from detectors.debt.rules_pressure import CODES, COLLECTION, COURT, STIGMA
from detectors.debt.topics import worth_reading
from detectors.fold import View
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

RULES: tuple[Rule, ...] = (
    *OWING, *LATE, *UNPAID, *DUE, *PAYING_FOR, *PROMISE, *COLLECTION, *COURT, *STIGMA, *CODES, *OF_A_PERSON,
    *EUPHEMISMS, *ENGLISH,
)  # fmt: skip


def statements(reading: Reading) -> list[Match]:
    """Return the debt statements in a reading, in text order and without overlap: of two that overlap, the surer."""
    every = [match for rule in RULES for match in rule.matches(reading)]
    kept: list[Match] = []
    for match in sorted(every, key=lambda m: (m.start, -m.score, -m.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
        elif (match.score, match.end - match.start) > (kept[-1].score, kept[-1].end - kept[-1].start):
            kept[-1] = match
    return kept


class DebtStatus(TextRecognizer):
    """Statements that somebody owes, by a grammar of who, what is owed, and what is done about it."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("DEBT_STATUS",)
    PROOF: ClassVar[Proof] = Proof()

    def find(self, view: View) -> Iterable[Hit]:
        """Return each statement; amounts are `DebtAmount`'s."""
        if not worth_reading(view.text):
            return []
        reading = Reading(view.text)
        return [
            Hit("DEBT_STATUS", *reading.to_folded(match.start, match.end), match.score, match.rule)
            for match in statements(reading)
        ]
