"""The trace that a record belongs to, as W3C Trace Context's header ``traceparent`` names it."""

from __future__ import annotations

import re

from pipeline.bus.base import Headers

_HEADER = "traceparent"
_TRACEPARENT = re.compile(rb"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")


def trace_id(headers: Headers) -> str | None:
    """Return the trace's id, 32 hexadecimal digits, or None where there is none that is well formed."""
    for name, value in headers:
        if name == _HEADER and (found := _TRACEPARENT.fullmatch(value)):
            return found[1].decode("ascii")
    return None
