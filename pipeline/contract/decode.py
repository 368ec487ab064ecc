"""Decoding: bytes of one JSON object to a typed record, with errors that name the place and never the value.

msgspec, because it decodes and validates a message and keeps its unknown fields 1.4 times as fast as pydantic 2 does
(`benchmarks/decoding.py`, both in one run) and generates the schemas from the same types.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from pipeline.contract.case import Case
from pipeline.contract.convert import convert
from pipeline.contract.errors import BadInput
from pipeline.contract.message import Message

#: Longest record in bytes that is read; a longer one is refused before it is parsed.
MAX_BYTES = 8 * 1024 * 1024


def decode_object(raw: bytes | str) -> dict[str, Any]:
    """Parse one JSON object. Raises `BadInput` for anything else."""
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if len(data) > MAX_BYTES:
        raise BadInput(f"expected at most {MAX_BYTES} bytes in one record")
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise BadInput(f"expected one JSON object in UTF-8{_byte(error)}") from None
    if not isinstance(value, dict):
        raise BadInput("expected one JSON object")
    return value


def _byte(error: BaseException) -> str:
    at = re.search(r"\(byte (\d{1,12})\)", str(error))
    return f", the text breaks off or goes wrong at byte {at.group(1)}" if at else ""


def decode_message(raw: bytes | str) -> tuple[Message, dict[str, Any]]:
    """Return the message and the whole parsed object, unknown fields included, for passing on."""
    whole = decode_object(raw)
    return convert(whole, Message), whole


def decode_case(raw: bytes | str) -> Case:
    """Return the case; fields that the contract does not name are ignored."""
    return convert(decode_object(raw), Case)
