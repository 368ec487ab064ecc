"""Closed sets of label values. What is not in its set becomes ``other``, so that no value of a message
can turn into a label, and no sender can make the number of time series grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from pipeline.contract.vocabulary import CHANNELS, ENTITY_TYPES, FINDING_ACTIONS, Action, Owner
from pipeline.policy.model import Subject

OTHER = "other"
#: The stages of an inspection, in order.
STAGES = ("fold", "detect", "decide", "redact")
#: The columns of the policies that ship. A policy with other columns brings its own set.
GROUPS = (
    "borrower", "unverified", "obligor", "contact", "employer", "public", "agency", "legal", "internal",
)  # fmt: skip
#: Distinct error classes that are counted by name; class names come from code, but code can make classes,
#: too.
MAX_ERRORS = 32
_CLASS_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")


class ClosedSet:
    """Maps a value to itself if it is in the set, else to ``other``."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = frozenset(allowed)

    def __call__(self, value: str | None) -> str:
        """Return the label for `value`."""
        return value if value in self._allowed and value is not None else OTHER


class FirstNames:
    """Maps the first `limit` distinct class names to themselves, and everything after that to ``other``."""

    def __init__(self, limit: int = MAX_ERRORS) -> None:
        self._limit = limit
        self._seen: set[str] = set()

    def __call__(self, name: str) -> str:
        """Return the label for a class name."""
        if name not in self._seen and (len(self._seen) >= self._limit or not _CLASS_NAME.fullmatch(name)):
            return OTHER
        self._seen.add(name)
        return name


channel = ClosedSet(CHANNELS)
stage = ClosedSet(STAGES)
action = ClosedSet(get_args(Action))
finding_action = ClosedSet(FINDING_ACTIONS)
entity_type = ClosedSet(ENTITY_TYPES)
owner = ClosedSet((*get_args(Owner), *get_args(Subject)))
