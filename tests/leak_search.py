"""Searching everything that a run has put out for the values that were planted in its input."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pipeline.contract import Case, Decision, Message

#: Fields of our JSON that hold nothing but numbers, so that a short planted number may turn up in them by chance.
_NUMBERS = frozenset({"timestamp_ms", "elapsed_us", "offset", "start", "end", "time", "seconds", "records"})
#: Debt facts are words such as 逾期, which are nobody's own; identifiers are.
_DEBT = ("DEBT_AMOUNT", "DEBT_STATUS")


def values_of_case(case: Case) -> Iterator[str]:
    """Yield every value of a case."""
    borrower, loan = case.borrower, case.loan
    yield from (borrower.name or "", borrower.id_number or "", loan.contract_no or "")
    yield from borrower.own_addresses()
    yield from (*borrower.bank_cards, *borrower.addresses, *borrower.employers, *borrower.plates)
    for contact in case.contacts:
        yield from (contact.name or "", *contact.phones)


def values_of_findings(message: Message, decision: Decision) -> Iterator[str]:
    """Yield what was found in a message, debt facts excepted."""
    for finding in decision.findings:
        if finding.type not in _DEBT:
            field = message.text if finding.field == "text" else message.subject or ""
            yield field[finding.start : finding.end]


def planted(values: Iterable[str]) -> list[str]:
    """Return the values that are long enough not to occur by chance: 4 characters, or 2 of Han."""
    return sorted({v for v in values if len(v) >= 4 or (len(v) >= 2 and not v.isascii())})


def spellings(value: str) -> Iterator[str]:
    """Yield a value as it stands, as JSON, URLs and escapes write it, and without its separators."""
    yield value
    yield json.dumps(value)[1:-1]
    yield quote(value)
    compact = "".join(filter(str.isalnum, value))
    if len(compact) >= 6:
        yield compact


class Haystack:
    """Text that must not hold any of the planted values."""

    def __init__(self, values: list[str]) -> None:
        forms = {form for value in values for form in spellings(value)}
        numbers = sorted(form for form in forms if form.isdigit())
        words = sorted((form for form in forms if not form.isdigit()), key=len, reverse=True)
        self._word = re.compile("|".join(map(re.escape, words)) or r"(?!)")
        self._number = re.compile(rf"(?<![0-9.])(?:{'|'.join(numbers) or '(?!)'})(?![0-9])")

    def found_in(self, text: str) -> list[str]:
        """Return the planted values that occur in `text`."""
        return self._word.findall(text) + self._number.findall(text)


def without_numbers(line: str) -> str:
    """Return a line of JSON without the fields that hold numbers only; any other line as it is."""
    try:
        content = json.loads(line)
    except ValueError:
        return line
    return json.dumps(_pruned(content), ensure_ascii=False)


def _pruned(content: object) -> object:
    if isinstance(content, dict):
        return {key: _pruned(value) for key, value in content.items() if key not in _NUMBERS}
    return [_pruned(value) for value in content] if isinstance(content, list) else content
