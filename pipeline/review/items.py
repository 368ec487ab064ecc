"""What waits for a decision, as far as it can be seen without a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

import msgspec

from pipeline.bus.base import Record
from pipeline.contract import BadInput
from pipeline.worker.routes import Route

Kind = Literal["quarantine", "dead-letter"]
_Offset = Annotated[int, msgspec.Meta(ge=0)]


class _Outside(msgspec.Struct, frozen=True):
    """The fields that the envelopes and the dead letters share: where the original is."""

    topic: str
    partition: _Offset
    offset: _Offset


class _Held(_Outside, frozen=True):
    id: str
    action: Literal["hold", "block"]
    reasons: tuple[str, ...]
    policy: str


class _DeadLetter(_Outside, frozen=True):
    error: str


_T = TypeVar("_T", bound=_Outside)


@dataclass(frozen=True, slots=True)
class Item:
    """A held record or a dead letter. Nothing in it is sealed, so nothing in it is secret.

    `id` is the message's (a dead letter's is its reference, for it has none to be trusted), `was` is hold,
    block or dead-letter, `why` the ids of policy rules or the class of the error, `policy` empty for a dead
    letter, `since_ms` when it was set aside (Unix, milliseconds).
    """

    route: Route
    id: str
    reference: str
    was: str
    why: tuple[str, ...]
    policy: str
    since_ms: int


def held_item(record: Record, route: Route) -> Item:
    """Return the item in a record of a quarantine topic. Raises `BadInput` that names the record."""
    outside = _decoded(record, route, _Held, "the envelope of a held record")
    return Item(
        route,
        outside.id,
        _reference(outside),
        outside.action,
        outside.reasons,
        outside.policy,
        record.timestamp_ms,
    )


def dead_item(record: Record, route: Route) -> Item:
    """Return the item in a record of a dead-letter or restricted topic. Raises `BadInput` that names the record."""
    outside = _decoded(record, route, _DeadLetter, "a dead letter")
    reference = _reference(outside)
    return Item(route, reference, reference, "dead-letter", (outside.error,), "", record.timestamp_ms)


def _decoded(record: Record, route: Route, kind: type[_T], what: str) -> _T:
    try:
        outside = msgspec.json.decode(record.value, type=kind)
    except msgspec.MsgspecError:
        raise BadInput(f"expected {what}", record.reference) from None
    if outside.topic != route.input:  # or it would be released to where it does not belong
        raise BadInput(f"expected {what} from the topic {route.input}", record.reference)
    return outside


def _reference(outside: _Outside) -> str:
    return f"{outside.topic}/{outside.partition}/{outside.offset}"
