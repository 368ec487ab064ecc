"""The labels of the model: outside, or begin, inside and end of a span of one type."""

from __future__ import annotations

TYPES = ("PERSON", "ADDRESS", "EMPLOYER")
LABELS = ("O", *(f"{place}-{kind}" for kind in TYPES for place in "BIE"))
OUTSIDE = 0


def begin(kind: int) -> int:
    """Return the label that begins a span of the `kind`-th type; inside and end follow it."""
    return 1 + 3 * kind


def may_follow(first: int, second: int) -> bool:
    """Tell whether label `second` may stand right after label `first`."""
    if first == OUTSIDE or (first - 1) % 3 == 2:
        return second == OUTSIDE or (second - 1) % 3 == 0
    return second > first - (first - 1) % 3 and second <= first - (first - 1) % 3 + 2
