"""Decision: what is to become of a message, and why."""

from __future__ import annotations

import msgspec

from pipeline.contract.sealed import Sealed
from pipeline.contract.vocabulary import Action, EntityType, Field, FindingAction, Owner


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding in `field`, as a half-open span of code points of the text as written. Holds no value."""

    type: EntityType
    start: int
    end: int
    score: float
    owner: Owner
    field: Field
    detector: str
    action: FindingAction


class Decision(Sealed, frozen=True, kw_only=True):
    """`text` and `subject` are exactly what may be sent; both are None for block and hold.

    `reasons` are ids of policy rules, strictest first. `elapsed_us` is filled in by a shell that measures; the core has
    no clock and leaves 0.
    """

    id: str
    action: Action
    text: str | None = None
    subject: str | None = None
    findings: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()
    policy: str
    elapsed_us: int = 0
