"""Errors of our own making, in words without what they say: a message's text may be in that."""

from __future__ import annotations

import os


class InternalError(Exception):
    """What has gone wrong in another process, as `where` puts it."""


def where(error: BaseException) -> str:
    """Return class and place of an error, without its message, which may hold personal data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "unknown"
    return f"{type(error).__name__} at {place}; please report this"
