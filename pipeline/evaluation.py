"""Scoring detectors against labelled texts.

*exact*: same type and same span. *covered*: every character of the label lies in findings of any type, which is what
decides whether a value goes out. Precision is over findings of a type that overlap a label of that type; what overlaps
nothing but a stretch marked optional counts neither way. Intervals are Wilson's, at 95 %.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from pipeline.contract import BadInput, decode_object
from pipeline.contract.convert import convert
from pipeline.contract.sealed import Sealed
from pipeline.contract.vocabulary import EntityType
from pipeline.inspecting import detect, resolve


class Label(Sealed, frozen=True, kw_only=True):
    """One labelled span, half open, in code points."""

    type: EntityType
    start: int
    end: int


class Stretch(Sealed, frozen=True, kw_only=True):
    """A stretch that may be found or not: readers differ on whether it is personal data."""

    start: int
    end: int


class Labelled(Sealed, frozen=True, kw_only=True):
    """One labelled text. `types`: the types that were labelled, findings of others are not counted; None: all were."""

    id: str | int
    text: str
    entities: tuple[Label, ...] = ()
    optional: tuple[Stretch, ...] = ()
    types: tuple[EntityType, ...] | None = None


class Span(Protocol):
    """What any detector reports: a type, a half-open span in code points, and the rule or recognizer behind it."""

    @property
    def entity_type(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def rule(self) -> str: ...


def interval(right: int, of: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval for a share of `right` in `of`; (0, 1) when there is nothing to go by."""
    if not of:
        return 0.0, 1.0
    z = 1.959964
    share, weight = right / of, z * z / of
    centre = share + weight / 2
    spread = z * math.sqrt(share * (1 - share) / of + weight / (4 * of))
    return max(0.0, (centre - spread) / (1 + weight)), min(1.0, (centre + spread) / (1 + weight))


@dataclass(slots=True)
class Row:
    """Counts for one type."""

    labels: int = 0
    found: int = 0
    right: int = 0
    hit: int = 0
    exact: int = 0
    covered: int = 0

    @property
    def precision(self) -> float:
        """Share of findings that overlap a label of their type."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of labels that a finding of their type overlaps."""
        return self.hit / self.labels if self.labels else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def cover(self) -> float:
        """Share of labels that are covered in full."""
        return self.covered / self.labels if self.labels else 1.0

    @property
    def strict_f1(self) -> float:
        """F1 when only a finding with a label's very span and type counts."""
        return 2 * self.exact / (self.found + self.labels) if self.found + self.labels else 1.0


@dataclass(slots=True)
class Scores:
    """Counts by type."""

    by_type: defaultdict[str, Row] = field(default_factory=lambda: defaultdict(Row))

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield the types in alphabetical order, and their sum last."""
        total = Row()
        for name in sorted(self.by_type):
            row = self.by_type[name]
            yield name, row
            for count in Row.__slots__:
                setattr(total, count, getattr(total, count) + getattr(row, count))
        yield "all", total

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {
            name: {
                **{count: getattr(row, count) for count in Row.__slots__},
                "precision": row.precision, "recall": row.recall, "f1": row.f1, "cover": row.cover,
                "strict_f1": row.strict_f1, "precision_95": interval(row.right, row.found),
                "recall_95": interval(row.hit, row.labels), "cover_95": interval(row.covered, row.labels),
            }
            for name, row in self.rows()
        }  # fmt: skip


def read_labelled(line: bytes) -> Labelled:
    """Read one line of a corpus. Raises `BadInput` for spans outside the text."""
    labelled = convert(decode_object(line), Labelled)
    stretches: tuple[tuple[str, tuple[Label | Stretch, ...]], ...] = (
        ("entities", labelled.entities),
        ("optional", labelled.optional),
    )
    for field_name, marked in stretches:
        for index, one in enumerate(marked):
            if not 0 <= one.start < one.end <= len(labelled.text):
                raise BadInput(f"expected 0 <= start < end <= {len(labelled.text)}", f"{field_name}[{index}]")
    return labelled


def score(labelled: Labelled, scores: Scores) -> Iterator[str]:
    """Add one text to the scores and yield its misses and false alarms in words."""
    _, raw = detect(labelled.text)
    yield from compare(labelled, resolve(raw), scores)


def compare(labelled: Labelled, found: Sequence[Span], scores: Scores) -> Iterator[str]:
    """Add what any detector found in one text to the scores and yield its misses and false alarms in words."""
    for label in labelled.entities:
        yield from _score_label(label, found, labelled, scores.by_type[label.type])
    for one in found:
        if not _counts(labelled, one):
            continue
        row = scores.by_type[one.entity_type]
        row.found += 1
        right = any(_same(label, one) for label in labelled.entities)
        row.right += right
        if not right:
            yield f"{labelled.id}: extra {one.entity_type} {labelled.text[one.start : one.end]!r} ({one.rule})"


def _counts(labelled: Labelled, found: Span) -> bool:
    """Tell whether a finding is right or wrong at all: of a labelled type, and not only in an optional stretch."""
    if labelled.types is not None and found.entity_type not in labelled.types:
        return False
    return any(_same(label, found) for label in labelled.entities) or not any(
        stretch.start < found.end and found.start < stretch.end for stretch in labelled.optional
    )


def _same(label: Label, found: Span) -> bool:
    return label.type == found.entity_type and label.start < found.end and found.start < label.end


def _score_label(label: Label, found: Sequence[Span], labelled: Labelled, row: Row) -> Iterator[str]:
    row.labels += 1
    row.hit += any(_same(label, one) for one in found)
    row.exact += any(_same(label, one) and (label.start, label.end) == (one.start, one.end) for one in found)
    uncovered = set(range(label.start, label.end))
    for one in found:
        uncovered -= set(range(one.start, one.end))
    row.covered += not uncovered
    if uncovered:
        yield f"{labelled.id}: missed {label.type} {labelled.text[label.start : label.end]!r} in {labelled.text!r}"
