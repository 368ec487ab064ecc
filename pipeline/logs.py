"""Logs: JSON lines on stderr that cannot hold personal data, whoever writes them.

Four doors are closed. Our own events pass only keys of `KEYS`, each with a value of the shape that
belongs to it, and an event's name must be a snake_case identifier. Exceptions become class name and
place. Records of the standard library's logging are emptied when they are *made*, so that no handler of
any library, at any level, has a text to print. And what ends the process uncaught is reported the same
way instead of with a traceback.
"""

from __future__ import annotations

import contextlib
import logging
import math
import re
import sys
import threading
import time
import types
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

WITHHELD = "withheld"
#: Seconds until an error of the same place in a library is told again.
_ERROR_AGAIN_S = 10.0
_EVENT = re.compile(r"[a-z]{1,24}(_[a-z]{1,24}){0,6}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")
_PLACE = re.compile(r"[A-Za-z_<][A-Za-z0-9_.<>-]{0,149}:[0-9]{1,7}")
_INSTANCE = re.compile(r"[A-Za-z0-9._-]{1,100}")
_TOPIC = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,248}")
_POLICY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}@[A-Za-z0-9._-]{1,32}")
_TIME = re.compile(r"[0-9T:.Z+-]{10,40}")
_PATH = re.compile(r"[^\x00-\x1f]{1,400}")
_URL = re.compile(r"https?://[A-Za-z0-9.:\[\]-]{1,100}/[a-z]{0,20}")
#: Every key that can appear, with what its value must look like. Numbers are counts, offsets and seconds.
KEYS: Mapping[str, re.Pattern[str] | type[int] | type[float]] = {
    "event": _EVENT,
    "level": _NAME,
    "time": _TIME,
    "instance": _INSTANCE,
    "component": _NAME,
    "error": _NAME,
    "cause": _NAME,
    "place": _PLACE,
    "route": _NAME,
    "topic": _TOPIC,
    "partition": int,
    "offset": int,
    "records": int,
    "missed": int,
    "stopped": int,
    "seconds": float,
    "signal": _NAME,
    "policy": _POLICY,
    "metrics": _URL,
    # Where things are; given once, when the worker starts.
    "data": _PATH,
    "log": _PATH,
    "reviewer_public_key": _PATH,
    "reviewer_identity": _PATH,
    "pseudonym_key": _PATH,
    "readme": _PATH,
    "trace": _PATH,
}


def configure(stream: TextIO | None = None, *, instance: str | None = None) -> Callable[[], None]:
    """Close the four doors and log to `stream` (stderr); return a function that puts everything back, for tests.

    `instance` is the worker's name, which every line then has: several may write to one stream.
    """
    restore = restorer()
    out = stream or sys.stderr
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            _exception_to_place,
            *([] if instance is None else [_saying("instance", instance)]),
            _only_known,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    logging.setLogRecordFactory(_emptied_record)
    logging.raiseExceptions = False
    logging.captureWarnings(True)
    logging.root.handlers = [_Forward()]
    logging.root.setLevel(logging.WARNING)
    sys.excepthook = _report_uncaught
    threading.excepthook = _report_thread
    sys.unraisablehook = _report_unraisable
    return restore


def restorer() -> Callable[[], None]:
    """Return a function that puts all that `configure` changes back to what it is now, for tests."""
    events = structlog.get_config() if structlog.is_configured() else None
    factory, raising = logging.getLogRecordFactory(), logging.raiseExceptions
    handlers, level = list(logging.root.handlers), logging.root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook

    def restore() -> None:
        structlog.reset_defaults()
        if events is not None:
            structlog.configure(**events)
        logging.setLogRecordFactory(factory)
        logging.raiseExceptions = raising
        logging.captureWarnings(False)
        logging.root.handlers = handlers
        logging.root.setLevel(level)
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks

    return restore


def get_logger(name: str) -> Any:
    """Return a structlog logger that says who is speaking."""
    return structlog.get_logger(component=name)


def place_of(error: BaseException) -> str:
    """Return MODULE:LINE of where `error` was raised, or ``<unknown>:0``."""
    trace = error.__traceback__
    if trace is None:
        return "<unknown>:0"
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '<unknown>')}:{trace.tb_lineno}"


def _exception_to_place(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["place"] = place_of(error)
    return event


def _saying(key: str, value: str) -> Processor:
    def say(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {**event, key: value}

    return say


def _only_known(_: WrappedLogger, __: str, event: EventDict) -> MutableMapping[str, Any]:
    return {key: _checked(shape, event[key]) for key, shape in KEYS.items() if key in event}


def _checked(shape: re.Pattern[str] | type[int] | type[float], value: object) -> object:
    if isinstance(shape, re.Pattern):
        return value if type(value) is str and shape.fullmatch(value) else WITHHELD
    if type(value) is int or (shape is float and type(value) is float):
        return value
    return WITHHELD


_ORIGINAL_FACTORY = logging.LogRecord


def _emptied_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """Make a log record that says where and how grave, but not what."""
    record = _ORIGINAL_FACTORY(*args, **kwargs)
    error = record.exc_info[1] if record.exc_info else None
    record.msg, record.args = WITHHELD, None
    record.exc_info, record.exc_text, record.stack_info = None, None, None
    record.mifeng_error = error
    return record


class _Forward(logging.Handler):
    """Hands records of the standard library's logging to structlog: logger, level and place.

    A warning without its words says everything the first time, so each place gives one; an error comes through again
    when some seconds have passed: a broker that is away makes hundreds.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._said_at: dict[tuple[str, str, int], float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Forward one record."""
        source = (record.name, record.module, record.lineno)
        again_s = math.inf if record.levelno < logging.ERROR else _ERROR_AGAIN_S
        if time.monotonic() - self._said_at.get(source, -math.inf) < again_s:
            return
        self._said_at[source] = time.monotonic()
        fields: dict[str, Any] = {"place": f"{record.module}:{record.lineno}"}
        error = getattr(record, "mifeng_error", None)
        if error is not None:
            fields["exc_info"] = error
        level = max(logging.WARNING, min(record.levelno, logging.CRITICAL))
        # As every handler of the standard library: who logs must not fail because nobody can read it. The thread in which
        # kafka-python does all its work would die of it, and whoever waits for that thread would wait for ever.
        with contextlib.suppress(Exception):
            get_logger(record.name).log(level, "library_message", **fields)


def _report(event: str, error: BaseException | None) -> None:
    # If a hook fails, Python prints the original error with its text, so it must not.
    with contextlib.suppress(Exception):
        get_logger("mifeng").critical(event, exc_info=error)


def _report_uncaught(_: type[BaseException], error: BaseException, trace: types.TracebackType | None) -> None:
    _report("uncaught_exception", error.with_traceback(trace))


def _report_thread(args: threading.ExceptHookArgs) -> None:
    _report("uncaught_exception", args.exc_value)


def _report_unraisable(args: sys.UnraisableHookArgs) -> None:
    _report("unraisable_exception", args.exc_value)
