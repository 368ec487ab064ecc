"""What a list shows of an item, and which items it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.contract import BadInput
from pipeline.review.desk import Desk
from pipeline.review.event import Event, iso
from pipeline.review.expire import age_ms
from pipeline.review.items import Item

_UNITS = (("d", 86_400), ("h", 3600), ("m", 60), ("s", 1))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items are wanted; None and ``all`` want every one. Ages are such as 12h or 30d."""

    state: str = "all"
    route: str | None = None
    older_than: str | None = None
    newer_than: str | None = None

    def checked(self, desk: Desk) -> Filter:
        """Return the filter. Raises `BadInput` for a route that there is not, or an age that is none."""
        names = [route.name for route in desk.routes]
        if self.route is not None and self.route not in names:
            raise BadInput(f"expected one of the routes {', '.join(names)}")
        for age in (self.older_than, self.newer_than):
            if age is not None:
                age_ms(age)
        return self

    def admits(self, desk: Desk, item: Item) -> bool:
        """Return whether the item is wanted."""
        age = desk.clock() - item.since_ms
        return (
            self.state in ("all", desk.ledger(item.route).state(item))
            and self.route in (None, item.route.name)
            and (self.older_than is None or age > age_ms(self.older_than))
            and (self.newer_than is None or age <= age_ms(self.newer_than))
        )


def as_object(desk: Desk, item: Item) -> dict[str, Any]:
    """Return an item as JSON shows it: what is outside its envelope, its state, and who decided."""
    shown: dict[str, Any] = {
        "id": item.id,
        "reference": item.reference,
        "route": item.route.name,
        "action": item.was,
        "reasons": item.why,
        "policy": item.policy,
        "since": iso(item.since_ms),
        "age_s": max(0, desk.clock() - item.since_ms) // 1000,
        "state": desk.ledger(item.route).state(item),
    }
    event = desk.ledger(item.route).event(item)
    return shown if event is None else {**shown, "decided": _decided(event)}


def _decided(event: Event) -> dict[str, str]:
    return {"reviewer": event.reviewer, "time": event.time, "reason": event.reason.code}


def age_text(desk: Desk, item: Item) -> str:
    """Return how long an item waits, in its largest whole unit: 45m, 3h, 12d."""
    seconds = max(0, desk.clock() - item.since_ms) // 1000
    unit, size = next(((u, s) for u, s in _UNITS if seconds >= s), ("s", 1))
    return f"{seconds // size}{unit}"
