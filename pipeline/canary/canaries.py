"""Judging the canaries: a leak that goes out or a benign message that does not tells that something has broken.

They are inspected like any message and published nowhere. Their people and numbers are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from pipeline.contract import Case, Decision, Message

_FILE = "canaries.jsonl"


class _Canary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`planted`: values that must not go out; none for a benign message."""

    kind: Literal["leak", "benign"]
    case: Case
    message: Message
    planted: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "<_Canary>"


@dataclass(frozen=True, slots=True)
class CanaryResult:
    """How many canaries of each kind there were, and how many were judged wrongly."""

    leaks: int
    missed: int
    benign: int
    stopped: int

    @property
    def recall(self) -> float:
        """Return the share of leaks that were stopped, 0 to 1."""
        return 1 - self.missed / self.leaks

    @property
    def pass_rate(self) -> float:
        """Return the share of benign messages that went on as they were, 0 to 1."""
        return 1 - self.stopped / self.benign


class Canaries:
    """The built-in set. `judge` decides on a message with its case; an exception of it counts as a wrong judgement."""

    def __init__(self, judge: Callable[[Message, Case], Decision]) -> None:
        self._judge = judge

    def inspect(self) -> CanaryResult:
        """Have all of them judged."""
        leaks = [self._stopped(canary) for canary in _canaries() if canary.kind == "leak"]
        benign = [self._untouched(canary) for canary in _canaries() if canary.kind == "benign"]
        return CanaryResult(len(leaks), leaks.count(False), len(benign), benign.count(False))

    def _stopped(self, canary: _Canary) -> bool:
        try:
            decision = self._judge(canary.message, canary.case)
        except Exception:  # noqa: BLE001 - in the worker it would be a dead letter, but a canary that fails is no good sign
            return False
        sent = f"{decision.subject or ''} {decision.text or ''}"
        return decision.action != "allow" and not any(value in sent for value in canary.planted)

    def _untouched(self, canary: _Canary) -> bool:
        try:
            return self._judge(canary.message, canary.case).action == "allow"
        except Exception:  # noqa: BLE001 - see above
            return False


@cache
def _canaries() -> tuple[_Canary, ...]:
    return tuple(_read())


def _read() -> Iterator[_Canary]:
    for line in resources.files("pipeline.canary").joinpath(_FILE).read_bytes().splitlines():
        yield msgspec.json.decode(line, type=_Canary)
