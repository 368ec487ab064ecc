"""The one place where recognizers are registered."""

from __future__ import annotations

from detectors.debt.amount import DebtAmount
from detectors.debt.status import DebtStatus
from detectors.people.address import Address
from detectors.people.employer import Employer
from detectors.people.person import Person
from detectors.recognizer import TextRecognizer

RECOGNIZERS: tuple[type[TextRecognizer], ...] = (
    Person,
    Address,
    Employer,
    DebtAmount,
    DebtStatus,
)


def recognizers(language: str = "zh") -> list[TextRecognizer]:
    """Return one instance of every recognizer, for the given Presidio language code."""
    return [recognizer(supported_language=language) for recognizer in RECOGNIZERS]
