"""No log line can hold personal data, whoever logs, at whichever level."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline import logs

CANARY = "张三 13800138000"


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """Yield the stream that is logged to."""
    stream = io.StringIO()
    restore = logs.configure(stream)
    yield stream
    restore()


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    """Return the JSON lines that were logged."""
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_known_keys_come_through(out: io.StringIO) -> None:
    """An event of ours is one JSON line with its level, time and fields."""
    logs.get_logger("worker").warning(
        "dead_lettered", topic="mifeng.messages", partition=0, offset=7, error="KeyError"
    )
    (line,) = lines(out)
    assert line.pop("time").startswith("20")
    assert line == {
        "event": "dead_lettered", "level": "warning", "component": "worker",
        "topic": "mifeng.messages", "partition": 0, "offset": 7, "error": "KeyError",
    }  # fmt: skip


@pytest.mark.parametrize(
    "key", ["text", "message", "id", "value", "recipient", "args", "stack", "positional_args"]
)
def test_unknown_keys_are_dropped(out: io.StringIO, key: str) -> None:
    """What is not on the list does not appear, not even its name."""
    logs.get_logger("worker").warning("batch_aborted", **{key: CANARY})
    assert CANARY not in out.getvalue()
    assert key not in lines(out)[0]


@pytest.mark.parametrize("key", sorted(logs.KEYS.keys() - {"event", "level", "time", "component"}))
@pytest.mark.parametrize(
    "value", [[CANARY], {"a": CANARY}, CANARY.encode(), ValueError(CANARY), True, None], ids=repr
)
def test_values_must_be_scalars_of_their_kind(out: io.StringIO, key: str, value: object) -> None:
    """A known key does not open the door to any value."""
    logs.get_logger("worker").warning("batch_aborted", **{key: value})
    assert lines(out)[0][key] == "withheld"
    assert "13800138000" not in out.getvalue()


@pytest.mark.parametrize(
    "key", ["error", "place", "route", "topic", "policy", "signal", "metrics", "offset", "records"]
)
def test_a_text_fits_no_known_key(out: io.StringIO, key: str) -> None:
    """A sentence under a key that takes a name is withheld; only start-up paths take free text."""
    logs.get_logger("worker").warning("batch_aborted", **{key: CANARY})
    assert lines(out)[0][key] == "withheld"


@pytest.mark.parametrize(
    "event", [f"cannot read {CANARY}", CANARY, "13800138000", "wechat zhangsan88", "a" * 300, ""]
)
def test_an_event_is_an_identifier(out: io.StringIO, event: str) -> None:
    """A sentence with a value in it cannot pass for the name of an event."""
    logs.get_logger("worker").warning(event)
    assert lines(out)[0]["event"] == "withheld"


def _fail() -> None:
    int(CANARY)


def test_an_exception_is_class_and_place(out: io.StringIO) -> None:
    """The text of an exception often repeats what it could not read."""
    try:
        _fail()
    except ValueError:
        logs.get_logger("worker").exception("batch_aborted")
    (line,) = lines(out)
    expected_line = _fail.__code__.co_firstlineno + 1
    assert (line["error"], line["place"]) == ("ValueError", f"{__name__}:{expected_line}")
    assert CANARY not in out.getvalue()


def test_info_is_logged_and_debug_is_not(out: io.StringIO) -> None:
    """Debugging output is off for good."""
    logs.get_logger("worker").debug("batch_polled")
    logs.get_logger("worker").info("worker_started")
    assert [line["event"] for line in lines(out)] == ["worker_started"]


@pytest.mark.parametrize("name", ["presidio-analyzer", "decision_process", "spacy", "some.library"])
def test_a_library_is_heard_without_its_words(out: io.StringIO, name: str) -> None:
    """Logger, level and place come through from WARNING up; neither message nor arguments do."""
    logger = logging.getLogger(name)
    logger.info("found %s", CANARY)
    logger.warning("found %s", CANARY)
    logger.error(f"found {CANARY}", extra={"text": CANARY})
    assert [line["level"] for line in lines(out)] == ["warning", "error"]
    assert {(line["event"], line["component"]) for line in lines(out)} == {("library_message", name)}
    assert lines(out)[0]["place"].startswith("test_logs:")
    assert "13800138000" not in out.getvalue()


@pytest.mark.parametrize(("pause_s", "errors"), [(3600.0, 1), (0.0, 3)])
def test_a_place_warns_once(
    out: io.StringIO, monkeypatch: pytest.MonkeyPatch, pause_s: float, errors: int
) -> None:
    """A warning without its words says nothing new the second time; an error is told again after a pause."""
    monkeypatch.setattr(logs, "_ERROR_AGAIN_S", pause_s)
    for _ in range(3):
        logging.getLogger("spacy").warning("x")
        logging.getLogger("spacy").error("x")
    assert [line["level"] for line in lines(out)].count("warning") == 1
    assert [line["level"] for line in lines(out)].count("error") == errors


def test_a_library_does_not_fail_because_nobody_can_read(out: io.StringIO) -> None:
    """With the stream gone, as after a broken pipe, a library's error is lost, and the library goes on."""
    out.close()
    logging.getLogger("kafka.net").error("x")


def test_a_librarys_own_handler_has_nothing_to_print(out: io.StringIO) -> None:
    """Presidio and spaCy bring stream handlers of their own; at debug level they would print texts."""
    logger = logging.getLogger("library.with.handler")
    own = io.StringIO()
    handler = logging.StreamHandler(own)
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        logger.debug("found %s", CANARY)
        try:
            _fail()
        except ValueError:
            logger.exception("failed on %s", CANARY, stack_info=True)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    assert own.getvalue() == "withheld\nwithheld\n"
    (line,) = lines(out)
    assert line["error"] == "ValueError"
    assert "13800138000" not in out.getvalue()


def test_warnings_are_heard_without_their_words(out: io.StringIO) -> None:
    """`warnings.warn` goes the same way as logging."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn(f"odd value {CANARY}", stacklevel=1)
    assert [line["component"] for line in lines(out)] == ["py.warnings"]
    assert CANARY not in out.getvalue()


@pytest.mark.parametrize(
    "ending",
    [
        "raise ValueError(text)",
        "import threading; t = threading.Thread(target=lambda: int(text)); t.start(); t.join()",
        "class Odd:\n    def __del__(self): raise ValueError(text)\nOdd()",
    ],
    ids=["uncaught", "thread", "unraisable"],
)
def test_no_traceback_tells_a_text(ending: str) -> None:
    """What ends the process, a thread or a finalizer shows class and place on stderr and nothing else."""
    program = f"from pipeline import logs\nlogs.configure()\ntext = {CANARY!r}\n{ending}\n"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    (line,) = [json.loads(line) for line in ended.stderr.splitlines()]
    assert (line["error"], line["level"]) == ("ValueError", "critical")
    assert line["place"].startswith("__main__:")
    assert "13800138000" not in ended.stderr


def test_restoring_puts_everything_back() -> None:
    """Logging of the program around us is as it was."""
    before = logging.getLogRecordFactory(), sys.excepthook, list(logging.root.handlers)
    logs.configure(io.StringIO())()
    assert (logging.getLogRecordFactory(), sys.excepthook, list(logging.root.handlers)) == before
