"""Expiry: what nobody has decided about in time is rejected. It never leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from pipeline.contract import BadInput
from pipeline.review.decisions import reject
from pipeline.review.desk import Desk
from pipeline.review.errors import Refused
from pipeline.review.event import Event
from pipeline.review.items import Item
from pipeline.review.reason import Reason
from pipeline.review.search import Report, items

_AGE = re.compile(r"(?P<number>[0-9]{1,5})(?P<unit>[smhdw])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


def age_ms(text: str) -> int:
    """Return an age such as 90s, 45m, 12h, 30d or 2w in milliseconds. Raises `BadInput`."""
    found = _AGE.fullmatch(text)
    if found is None:
        raise BadInput("expected an age: a number and s, m, h, d or w, such as 12h or 30d")
    return int(found["number"]) * _SECONDS[found["unit"]] * 1000


def expire(desk: Desk, older_than_ms: int, reviewer: str, report: Report) -> Iterator[Event]:
    """Reject each open item that was set aside more than `older_than_ms` ago; yield the events as they are committed.

    What somebody decides meanwhile stays as they decided. Raises `BusError` and `Refused`.
    """
    before = desk.clock() - older_than_ms
    done: set[str] = set()
    for item in items(desk, "quarantine", report):
        if (
            item.since_ms < before
            and item.reference not in done
            and desk.ledger(item.route).event(item) is None
        ):
            done.add(item.reference)
            with suppress(_DecidedMeanwhile):
                yield _expire(desk, item, reviewer)


class _DecidedMeanwhile(Exception):
    pass


def _expire(desk: Desk, item: Item, reviewer: str) -> Event:
    try:
        return reject(desk, item, reviewer, Reason("expired"))
    except Refused:
        if desk.ledger(item.route).event(item) is None:
            raise
        raise _DecidedMeanwhile from None
