"""Finding what waits: all of it, or one record by its reference or its message's id."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.bus.base import Record
from pipeline.contract import BadInput
from pipeline.review.desk import Desk
from pipeline.review.items import Item, Kind, dead_item, held_item
from pipeline.worker.routes import Route

_SHOWN = 5
Report = Callable[[BadInput], None]


def items(desk: Desk, kind: Kind, report: Report) -> Iterator[Item]:
    """Yield what was set aside, in order, route by route, with every ledger caught up first.

    A record that is no item is reported, and the next one is read. Raises `BusError` and `Refused`.
    """
    for route in desk.routes:
        desk.ledger(route).catch_up()
        for record in desk.reader.read(route.quarantine if kind == "quarantine" else route.dead_letter):
            try:
                yield _read(kind, record, route)
            except BadInput as error:
                report(error)


def find(desk: Desk, kind: Kind, wanted: str) -> tuple[Item, Record]:
    """Return the item with the reference or message id `wanted`, and the record that its sealed bytes are in.

    If the input was read again after a replay and the item is there several times, the latest is taken: it is
    the same record under the policy that was applied last. Raises `BadInput` if there is none, or if several
    records have that id.
    """
    found: dict[str, tuple[Item, Record]] = {}
    for item, record in _matching(desk, kind, wanted):
        found[item.reference] = (item, record)
        if len(found) > _SHOWN:
            break
    if not found:
        raise BadInput(
            f"expected the reference or the message id of a record in {kind} that has its sealed bytes"
        )
    if len(found) > 1:
        raise BadInput(
            f"expected a reference, several records have this id: {', '.join(list(found)[:_SHOWN])}"
        )
    return next(iter(found.values()))


def _matching(desk: Desk, kind: Kind, wanted: str) -> Iterator[tuple[Item, Record]]:
    for route in desk.routes:
        for record in desk.reader.read(route.quarantine if kind == "quarantine" else route.restricted):
            try:
                item = _read(kind, record, route)
            except BadInput:  # listed by `items`; not what is wanted, for it names nothing
                continue
            if wanted in (item.reference, item.id):
                yield item, record


def _read(kind: Kind, record: Record, route: Route) -> Item:
    return held_item(record, route) if kind == "quarantine" else dead_item(record, route)
