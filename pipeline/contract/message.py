"""Message: what a collector, a system or an agent is about to send, or has noted."""

from __future__ import annotations

from pipeline.contract.sealed import Sealed
from pipeline.contract.vocabulary import Channel, Kind, Relation


class Sender(Sealed, frozen=True, kw_only=True):
    """Who sends: an agent or a system, and the organisation that it works for."""

    id: str | None = None
    org: str | None = None


class Recipient(Sealed, frozen=True, kw_only=True):
    """Who will be able to read it. `address` is a phone, e-mail, handle, group or team; None when not known."""

    address: str | None = None
    relation: Relation = "unknown"
    name: str | None = None


class Message(Sealed, frozen=True, kw_only=True):
    """One outgoing message or one note. `text` and `subject` are inspected; fields not named here are passed on."""

    id: str
    text: str
    kind: Kind = "message"
    channel: Channel = "sms"
    time: str | None = None
    case_id: str | None = None
    sender: Sender | None = None
    recipients: tuple[Recipient, ...] = ()
    subject: str | None = None
