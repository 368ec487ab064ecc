"""A policy in memory: which column a relation belongs to, and what each cell of the matrix does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

import msgspec

from pipeline.contract.vocabulary import FINDING_ACTIONS, FindingAction

#: Whose data a finding is, as the matrix knows it.
Subject = Literal["borrower", "recipient", "obligor", "other", "unknown"]
#: Conditions that a named exception may depend on; `pipeline.inspecting.judging` says how each is established.
Condition = Literal["always", "no_debt_fact", "contact_request", "already_masked"]
RedactOperator = Literal["placeholder", "remove", "pseudonym", "encrypt"]
PlaceholderLanguage = Literal["zh-Hans", "zh-Hant", "en"]


#: Rules of the core itself, named as those of the policy that it applies.
_BESIDE_THE_MATRIX = frozenset({"institution", "no-finding", "second-look", "hold/confidence"})


_STRICTNESS = {action: rank for rank, action in enumerate(FINDING_ACTIONS)}


def strictness(action: FindingAction) -> int:
    """Order actions: allow < mask < redact < hold < block."""
    return _STRICTNESS[action]


class Routing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where recipients go whose relation alone does not decide. Each value but the tuples is a column."""

    borrower_not_verified: str
    obligor_not_verified: str
    contact_with_obligor_flag: str
    unknown_case: str
    unknown_case_spares: tuple[str, ...] = ()
    public_channels: tuple[str, ...] = ()
    public_channel: str


class PolicyException(msgspec.Struct, frozen=True, kw_only=True):
    """A named exception: under `when`, these cells do `action` instead."""

    id: str
    when: Condition
    columns: frozenset[str]
    rows: frozenset[tuple[str, str]]
    action: FindingAction


class Redaction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How redact and mask are carried out."""

    redact: RedactOperator = "placeholder"
    placeholders: PlaceholderLanguage = "zh-Hans"
    mask_keep_last: int = 4


class Cell(msgspec.Struct, frozen=True):
    """What is to be done with one finding for one recipient, and the id of the rule that says so."""

    action: FindingAction
    rule: str


class Policy(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A validated policy. `rows` holds every (subject, category); `for_anybody`: categories that have one row for
    all subjects; `source` is the file that it came from.
    """

    name: str
    version: str
    title: str
    sources: tuple[str, ...]
    ignore_below: float
    act_from: float
    relations: dict[str, str]
    routing: Routing
    category_of: dict[str, str]
    columns: tuple[str, ...]
    rows: dict[tuple[str, str], tuple[FindingAction, ...]]
    for_anybody: frozenset[str]
    exceptions: tuple[PolicyException, ...]
    redaction: Redaction
    source: str = ""

    @property
    def id(self) -> str:
        """Return the policy's identity as decisions carry it, ``name@version``."""
        return f"{self.name}@{self.version}"

    def cell(self, subject: Subject, category: str, column: str, facts: frozenset[Condition]) -> Cell:
        """Return what the policy does with a finding of `category` about `subject` for a recipient in `column`."""
        row = (subject, category)
        for exception in self.exceptions:
            if exception.when in facts and column in exception.columns and row in exception.rows:
                return Cell(exception.action, f"{self.name}/{exception.id}")
        action = self.rows[row][self.columns.index(column)]
        whose = "any" if category in self.for_anybody else subject
        return Cell(action, f"{self.name}/{column}/{whose}.{category}")

    def rule_ids(self) -> frozenset[str]:
        """Return the id of every rule that a decision by this policy can name."""
        cells = {
            f"{column}/{'any' if category in self.for_anybody else subject}.{category}"
            for column in self.columns
            for subject, category in self.rows
        }
        routing = {f"routing/{name}" for name in (*Routing.__struct_fields__, "known_contact")}
        exceptions = {exception.id for exception in self.exceptions}
        return frozenset(f"{self.name}/{rule}" for rule in cells | routing | exceptions | _BESIDE_THE_MATRIX)

    def strictest_column(self, columns: Iterable[str]) -> str:
        """Return the column that lets the least through: the group that a message with several recipients counts for."""
        return max(columns, key=self._strictness.__getitem__)

    @cached_property
    def _strictness(self) -> dict[str, int]:
        """Tell how strict each column is, all rows taken together."""
        return {
            column: sum(strictness(row[place]) for row in self.rows.values())
            for place, column in enumerate(self.columns)
        }
