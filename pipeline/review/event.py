"""The audit event of a decision: one compact JSON object on the topic ROUTE.input + ``.reviews``, without any text.

The event *is* the state: a record is decided if and only if there is an event with its reference. So this
topic must be kept at least as long as the quarantine and the restricted topic.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Literal

import msgspec

from pipeline.bus.base import Output, Record
from pipeline.contract import BadInput
from pipeline.review.errors import Refused
from pipeline.review.reason import Reason
from pipeline.worker.routes import Route

Action = Literal["release", "reject", "replay"]
State = Literal["open", "released", "rejected", "expired", "replayed"]
_STATES: dict[Action, State] = {"release": "released", "reject": "rejected", "replay": "replayed"}
#: A staff handle. No slash, for the header is REVIEWER/TIME; a letter first, so that no phone number is one.
_REVIEWER = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,63}")


class Event(msgspec.Struct, frozen=True):
    """Who decided what about which record, when and why.

    `id` is the message's, `reference` is where the original is (TOPIC/PARTITION/OFFSET of the input), `was`
    what the worker had made of it (hold, block, or dead-letter), `time` UTC in ISO 8601.
    """

    id: str
    reference: str
    action: Action
    was: str
    reviewer: str
    time: str
    reason: Reason

    @property
    def state(self) -> State:
        """Return what the record is after this event."""
        return "expired" if self.reason.code == "expired" else _STATES[self.action]

    @property
    def stamp(self) -> bytes:
        """Return REVIEWER/TIME, the value of the header ``mifeng-released`` or ``mifeng-replayed``."""
        return f"{self.reviewer}/{self.time}".encode("ascii")


def reviews_topic(route: Route) -> str:
    """Return the topic of a route's audit events."""
    return f"{route.input}.reviews"


def event_output(event: Event, route: Route) -> Output:
    """Return the event as a record, keyed by the reference."""
    return Output(reviews_topic(route), msgspec.json.encode(event), event.reference.encode())


def read_event(record: Record) -> Event:
    """Return the event in a record of a reviews topic. Raises `Refused`: it could be about any record at all."""
    try:
        return msgspec.json.decode(record.value, type=Event)
    except msgspec.MsgspecError:
        raise Refused(
            f"{record.reference}: expected an audit event; until it is mended nothing can be decided"
        ) from None


def checked_reviewer(given: str) -> str:
    """Return a reviewer's handle. Raises `BadInput`."""
    if not _REVIEWER.fullmatch(given):
        raise BadInput(
            "expected a reviewer's handle: a letter, then up to 63 letters, digits, dots, dashes, _"
        )
    return given


def iso(moment_ms: int) -> str:
    """Return Unix milliseconds as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(moment_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
