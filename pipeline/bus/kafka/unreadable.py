"""Records that the library cannot read: a header's name that is not UTF-8, which the protocol forbids and no broker checks.

The library takes the whole batch for corrupt then, and a reader gets no further. Here such a record is read without its
key, value and headers: whoever inspects it finds no message in it and sets it aside by its reference.
"""

from __future__ import annotations

from typing import Any

from kafka.record.default_records import DefaultRecord, DefaultRecordBatch
from kafka.record.util import decode_varint

_read = DefaultRecordBatch._read_msg


def _read_or_blank(batch: Any) -> Any:
    start = batch._pos
    try:
        return _read(batch)
    except UnicodeDecodeError:
        return _blank(batch, start)


def _blank(batch: Any, start: int) -> Any:
    """Read the record that begins at `start` as far as its offset, and move the batch behind it."""
    length, at = decode_varint(batch._buffer, start)
    end = at + length
    _, at = decode_varint(batch._buffer, at)  # attributes
    delta, at = decode_varint(batch._buffer, at)
    number, _ = decode_varint(batch._buffer, at)
    batch._pos = end
    time = batch.first_timestamp + delta
    return DefaultRecord(length, batch.base_offset + number, time, batch.timestamp_type, None, None, [])


def accept_unreadable_records() -> None:
    """Have the library's readers in this process do so. Calling twice is no error."""
    DefaultRecordBatch._read_msg = _read_or_blank
