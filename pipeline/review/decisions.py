"""The decisions: release, reject, replay. Each builds what is to be published and has the desk settle it."""

from __future__ import annotations

from pipeline.bus.base import Headers, Output, Record
from pipeline.contract import BadInput, decode_object
from pipeline.quarantine import Identity, open_record
from pipeline.review.desk import Desk
from pipeline.review.errors import Refused
from pipeline.review.event import Action, Event
from pipeline.review.items import Item
from pipeline.review.reason import Reason

#: Header of a released record: who let it pass and when, REVIEWER/TIME. Nobody else can set it.
RELEASED = "mifeng-released"
REPLAYED = "mifeng-replayed"


def release(
    desk: Desk,
    item: Item,
    envelope: Record,
    identity: Identity,
    reviewer: str,
    reason: Reason,
    *,
    blocked_too: bool = False,
) -> Event:
    """Send the original on to the cleared topic. Raises `Refused`, `SealError`, `BusError`.

    A block is a rule that admits no recipient such as this one; a hold is a question. So a blocked record needs
    `blocked_too`, and its event says that it was one.
    """
    if item.was != "hold" and not blocked_too:
        raise Refused(
            f"{item.reference}: the policy blocks it, and does not only hold it: --even-if-blocked releases it"
        )
    original = opened(item, envelope, identity)
    event = _event(desk, item, "release", reviewer, reason)
    cleared = Output(
        item.route.cleared,
        original.value,
        original.key,
        stamped(original.headers, RELEASED, event),
        original.timestamp_ms,
    )
    desk.settle(item, event, [cleared])
    return event


def reject(desk: Desk, item: Item, reviewer: str, reason: Reason) -> Event:
    """Decide that the record stays where it is for good. Raises `Refused`, `BusError`."""
    event = _event(desk, item, "reject", reviewer, reason)
    desk.settle(item, event)
    return event


def replay(
    desk: Desk, item: Item, envelope: Record, identity: Identity, reviewer: str, reason: Reason
) -> Event:
    """Publish a dead letter's bytes to the input again, as a new record. Raises `Refused`, `SealError`, `BusError`."""
    original = opened(item, envelope, identity)
    event = _event(desk, item, "replay", reviewer, reason)
    again = Output(item.route.input, original.value, original.key, stamped(original.headers, REPLAYED, event))
    desk.settle(item, event, [again])
    return event


def opened(item: Item, envelope: Record, identity: Identity) -> Record:
    """Return the original. Raises `SealError`, and `Refused` if what is inside is not what it says outside.

    Outside can be written by whoever may write to the topic, and a reviewer goes by it. So the sealed message
    must have the id that the list shows.
    """
    original = open_record(envelope.value, identity)
    if item.was != "dead-letter" and _message_id(original.value) != item.id:
        raise Refused(f"{item.reference}: the sealed message has another id than its envelope")
    return original


def _message_id(value: bytes) -> object:
    try:
        return decode_object(value).get("id")
    except BadInput:
        return None


def stamped(headers: Headers, name: str, event: Event) -> Headers:
    """Return `headers` with the event's stamp; a header of that name that came with the record is a forgery."""
    return (*(header for header in headers if header[0] not in (RELEASED, name)), (name, event.stamp))


def _event(desk: Desk, item: Item, action: Action, reviewer: str, reason: Reason) -> Event:
    return Event(item.id, item.reference, action, item.was, reviewer, desk.time(), reason)
