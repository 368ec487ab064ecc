"""The seam between the streaming shell and the functional core: raw bytes in, a verdict out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from pipeline.metrics.facts import NO_FACTS, Facts

VerdictAction = Literal["allow", "redact", "hold", "block"]


@dataclass(frozen=True, slots=True, repr=False)
class Verdict:
    """What is to become of one record. Its `repr` shows nothing, for `cleared` holds personal data.

    `cleared` is the record for the cleared topic (allow, redact), None for hold and block. `decision` is the
    decision as JSON without any text. `labels` has ``channel`` and ``group`` (the policy's column) for the
    metrics; `findings` are (entity type, owner, action) each; `reasons` are ids of policy rules; `facts` are for numbers.
    """

    message_id: str
    action: VerdictAction
    cleared: bytes | None
    decision: bytes
    labels: Mapping[str, str]
    findings: tuple[tuple[str, str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    facts: Facts = NO_FACTS


class Inspector(Protocol):
    """Decides about one record at a time. Any exception sends the record to dead-letter, never further."""

    @property
    def policy(self) -> str:
        """Return the identity of the policy that is applied, NAME@VERSION."""

    def prepare(self, raws: Sequence[bytes]) -> None:
        """Do for the records of a batch what is cheaper side by side. Raises nothing: `inspect` will find what is wrong."""

    def inspect(self, raw: bytes) -> Verdict:
        """Return the verdict on one record. Raises `BadInput`, without personal data, for an unreadable one."""
