"""What a core tells of an inspection beside its verdict, for numbers only. Nothing in it names anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Confidence = Literal["none", "low", "medium", "high"]
#: Hashed senders are counted in so many buckets: enough to see one stand out, too few to tell who it is.
BUCKETS = 16
#: Upper bounds of low and medium confidence, in scores from 0 to 1.
_LOW, _MEDIUM = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Facts:
    """`confidence`: of the least certain finding that something was done about. `bucket`: of the sender, 0 to 15, or None.
    `stages`: how long each stage took, in seconds.
    """

    known_case: bool = True
    verified: bool = True
    confidence: Confidence = "none"
    bucket: int | None = None
    stages: tuple[tuple[str, float], ...] = ()


#: Of an inspection that tells nothing beside its verdict.
NO_FACTS = Facts()


def confidence_of(scores: Iterable[float]) -> Confidence:
    """Return the band of the lowest of `scores`, none for none."""
    lowest = min(scores, default=None)
    if lowest is None:
        return "none"
    return "low" if lowest < _LOW else "medium" if lowest < _MEDIUM else "high"
