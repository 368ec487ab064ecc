"""The envelope of a sealed record: what a reviewer's list may show outside, and the record itself inside.

Outside are ids, actions, rule ids and the place of the original in the log; nothing personal. Inside are the
value as it was polled (`sealed`) and, where it had any, its key and headers (`sealed_meta`), which a release
needs to put the record back where it would have gone.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

import msgspec

from pipeline.bus.base import Headers, Record
from pipeline.quarantine.seal import Identity, Recipient, SealError, open_sealed, seal


class _Meta(msgspec.Struct, frozen=True):
    key: bytes | None = None
    headers: tuple[tuple[str, bytes], ...] = ()

    def __repr__(self) -> str:
        return "<_Meta>"


class _Envelope(msgspec.Struct, frozen=True):
    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    sealed: str
    sealed_meta: str | None = None


def seal_record(record: Record, recipients: Sequence[Recipient], outside: dict[str, Any]) -> bytes:
    """Return the JSON envelope of `record`, with the fields of `outside` readable. Raises `SealError`."""
    fields = dict(outside)
    fields.update(reference(record))
    fields["sealed"] = _text(seal(record.value, recipients))
    if record.key is not None or record.headers:
        meta = msgspec.json.encode(_Meta(record.key, record.headers))
        fields["sealed_meta"] = _text(seal(meta, recipients))
    return msgspec.json.encode(fields)


def reference(record: Record) -> dict[str, str | int]:
    """Return where the original is: topic, partition, offset, and when it was published (Unix, ms)."""
    return {
        "topic": record.topic,
        "partition": record.partition,
        "offset": record.offset,
        "timestamp_ms": record.timestamp_ms,
    }


def open_record(envelope: bytes, identity: Identity) -> Record:
    """Return the original record out of its envelope. Raises `SealError` if it is no envelope or not for us."""
    try:
        outer = msgspec.json.decode(envelope, type=_Envelope)
        value = open_sealed(base64.b64decode(outer.sealed, validate=True), identity)
        key, headers = _open_meta(outer.sealed_meta, identity)
    except (msgspec.MsgspecError, binascii.Error):
        raise SealError("expected the JSON envelope of a sealed record") from None
    return Record(outer.topic, outer.partition, outer.offset, key, value, headers, outer.timestamp_ms)


def _open_meta(sealed: str | None, identity: Identity) -> tuple[bytes | None, Headers]:
    if sealed is None:
        return None, ()
    meta = msgspec.json.decode(open_sealed(base64.b64decode(sealed, validate=True), identity), type=_Meta)
    return meta.key, meta.headers


def _text(sealed: bytes) -> str:
    return base64.b64encode(sealed).decode("ascii")
