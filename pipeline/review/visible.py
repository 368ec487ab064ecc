"""Showing what somebody else wrote on a terminal: nothing in it may act on the terminal or hide from the eye."""

from __future__ import annotations

import json

from pipeline.bus.base import Record
from pipeline.contract import BadInput, decode_object

_KEPT = frozenset("\n\u3000")


def visible(text: str) -> str:
    """Return `text` with controls, escapes, bidi marks and invisible characters written as ``\\uXXXX``."""
    return "".join(char if char.isprintable() or char in _KEPT else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def original_lines(record: Record) -> list[str]:
    """Return key, headers and value of an opened record, as a person reads them."""
    lines = [] if record.key is None else [f"key: {_bytes(record.key)}"]
    lines += [f"header {visible(name)}: {_bytes(value)}" for name, value in record.headers]
    return [*lines, _value(record.value)]


def _bytes(value: bytes) -> str:
    return visible(value.decode("utf-8", "backslashreplace")).replace("\n", "\\u000a")


def _value(value: bytes) -> str:
    try:
        return visible(json.dumps(decode_object(value), ensure_ascii=False, indent=2))
    except (BadInput, ValueError, RecursionError):  # a dead letter may be anything
        return visible(value.decode("utf-8", "backslashreplace"))
