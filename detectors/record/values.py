"""What the record matcher is given: the values of one case, each with an owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from detectors.record.squeeze import Squeezed


@dataclass(slots=True, repr=False)  # not frozen: that would take three times as long, twenty times a message
class Value:
    """One value of a case: whose it is (an opaque tag), its entity type, and the value itself.

    A `DEBT_AMOUNT` is a plain number ("30104.34"), or days overdue when a 天 follows it ("23天"); a `DEBT_STATUS` is
    the name of the loan's product. Any text is
    accepted: what is empty, too short to mean anybody, or malformed matches nothing.
    """

    owner: str
    entity_type: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """All values of one case that a message must be searched for."""

    values: tuple[Value, ...] = ()


class Found(NamedTuple):
    """A place where a value was found: half-open offsets of the folded text, score in [0, 1], and the rule.

    `entity_type` is None where the finding has the type of the value itself.
    """

    start: int
    end: int
    score: float
    rule: str
    entity_type: str | None = None


class Finder(Protocol):
    """Finds one value (already folded and stripped) in one text.

    A message has some twenty values, and hardly any of them stands in it. A finder therefore is a plain function, which returns
    an empty tuple as soon as it can tell that there is nothing, and leaves the rest to a generator.
    """

    def __call__(self, value: str, text: Squeezed) -> Iterable[Found]:
        """Return each place where `value` stands in `text`."""
