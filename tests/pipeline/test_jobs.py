"""Several processes give what one gives: the same answers and errors, in the same order; and none ends unheard."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, count, repeat
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli.internal import InternalError
from pipeline.cli.jobs import AHEAD, CHUNK_LINES, Placed, answers
from pipeline.cli.main import app
from pipeline.contract import BadInput
from pipeline.processes import Child, ProcessFailed, start
from tests.command import MIFENG, ROOT, Result, mifeng, spawned
from tests.pipeline.job_readers import TOLD, Reader

SETS = ROOT / "tests" / "development"
#: Seconds after which a command has not ended, on a machine that does much else.
_PATIENCE_S = 120
_COMPLAINT = re.compile(r"<stdin>:\d+: required field|more bad lines follow")


def placed(lines: Iterator[bytes]) -> Iterator[Placed]:
    """Yield lines with their places."""
    return ((f"F:{number}", line) for number, line in enumerate(lines, start=1))


def chunks(*first: bytes) -> Iterator[bytes]:
    """Yield for each of `first` a chunk of lines that begins with it."""
    return chain.from_iterable((one, *repeat(b"x", CHUNK_LINES - 1)) for one in first)


def told(lines: Iterator[bytes], folder: Path, jobs: int = 2) -> list[tuple[str, bytes | str]]:
    """Return places and answers, errors as their words."""
    with closing(answers(placed(lines), Reader(folder), jobs)) as answered:
        return [(place, str(one) if isinstance(one, BadInput) else one) for place, one in answered]


def test_answers_come_in_order_whoever_is_done_first(tmp_path: Path) -> None:
    """The first chunk is done after the third, which another process has: they come out as they went in."""
    lines = [*chunks(b"wait-for it", b"x", b"make it"), b"the rest"]
    assert told(iter(lines), tmp_path) == list(placed(iter(lines)))


def test_no_more_than_a_window_is_read(tmp_path: Path) -> None:
    """Of input without an end no more is taken, while the first line is worked on, than the window holds."""
    taken = count()
    window = 2 * AHEAD * CHUNK_LINES

    def endless() -> Iterator[bytes]:
        yield b"wait-for it"
        for number in taken:
            assert number < window
            if number == window - 2:
                (tmp_path / "it").touch()
            yield b"x"

    with closing(answers(placed(endless()), Reader(tmp_path), 2)) as answered:
        assert next(answered) == ("F:1", b"wait-for it")
    assert next(taken) == window - 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_line_is_told_in_its_place(tmp_path: Path, jobs: int) -> None:
    """The words of its error are the same from another process, and the lines around it are answered."""
    lines = [b"a", b"bad", b"b"]
    assert told(iter(lines), tmp_path, jobs) == [
        ("F:1", b"a"),
        ("F:2", "field: expected better"),
        ("F:3", b"b"),
    ]


def test_any_other_error_comes_where_its_line_does(tmp_path: Path) -> None:
    """It ends everything after the answers before it, and says where it was raised and not what it said."""
    got = []
    answered = answers(placed(iter([*chunks(b"a"), b"b", b"raise", b"c"])), Reader(tmp_path), 2)
    with pytest.raises(InternalError, match=r"^ValueError at job_readers.py:\d+;") as raised:
        got.extend(answered)
    assert got[-1] == (f"F:{CHUNK_LINES + 1}", b"b")
    assert TOLD not in str(raised.value)


def test_ctrl_c_is_for_the_command_alone(tmp_path: Path) -> None:
    """It goes to every process at the terminal; those that work for the command leave it to that."""
    assert told(iter([b"interrupt", b"a"]), tmp_path) == [("F:1", b"interrupt"), ("F:2", b"a")]


def test_a_process_that_dies_ends_everything(tmp_path: Path) -> None:
    """Not after the lines of its chunk have been passed over, but with the place of the first that has no answer."""
    got = []
    answered = answers(placed(chunks(b"a", b"b", b"die", b"c")), Reader(tmp_path), 2)
    with pytest.raises(ProcessFailed, match=r"ended by SIGKILL") as raised:
        got.extend(answered)
    assert str(raised.value).startswith(f"F:{len(got) + 1}: ")
    assert len(got) <= 2 * CHUNK_LINES
    assert got == list(placed(chunks(b"a", b"b")))[: len(got)]


def test_processes_are_started_for_what_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One chunk needs one process, however many may be had; no line needs none."""
    started: list[Child] = []

    def counting(*given: Any, **named: Any) -> Child:
        started.append(start(*given, **named))
        return started[-1]

    monkeypatch.setattr("pipeline.cli.jobs.start", counting)
    assert told(iter([]), tmp_path, 8) == []
    assert started == []
    assert told(iter([b"a"]), tmp_path, 8) == [("F:1", b"a")]
    assert len(started) == 1


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return real messages with bad lines among them, one of them in the first chunk."""
    lines = (SETS / "b" / "messages.jsonl").read_bytes().splitlines(keepends=True)
    for place in (3, 40, 41, 120):
        lines.insert(place, b'{"id": "1"}\n')
    lines.insert(10, b"\n")
    path = tmp_path_factory.mktemp("jobs") / "messages.jsonl"
    path.write_bytes(b"".join(lines))
    return path


def both(*words: str | Path) -> tuple[Result, Result]:
    """Run a command in one process and in three."""
    return mifeng(*words), mifeng(*words, "--jobs", "3")


def test_scan_prints_the_same(messages: Path) -> None:
    """Decisions, complaints and exit code: to the byte, bad lines included."""
    one, three = both("scan", "--cases", SETS / "b" / "cases.jsonl", messages)
    assert (one.code, one.out.count(b"\n"), one.err.count(f"{messages}:")) == (2, 245, 5)
    assert three[:3] == one[:3]


def test_scan_fails_on_the_same(tmp_path: Path) -> None:
    """A gate closes, whichever process has seen why; cases may come from a pipe, which can be read only once."""
    messages = SETS / "b" / "messages.jsonl"
    words = f"scan --fail-on block --jobs 2 --cases <(cat {SETS / 'b' / 'cases.jsonl'}) {messages}"
    gate = subprocess.run(["bash", "-c", f"{MIFENG} {words}"], cwd=ROOT, capture_output=True, check=False)
    one = mifeng("scan", "--fail-on", "block", "--cases", SETS / "b" / "cases.jsonl", messages)
    assert (one.code, one.err) == (3, "")
    assert (gate.returncode, gate.stdout, gate.stderr) == (3, one.out, b"")


def test_detect_prints_the_same() -> None:
    """The other filter does as well."""
    one, three = both("detect", SETS / "b" / "detect.jsonl")
    assert (one.code, one.out.count(b"\n")) == (0, 200)
    assert three[:3] == one[:3]


@pytest.mark.parametrize("jobs", ["0", "-1", "257", "two"])
def test_nonsense_is_refused(jobs: str) -> None:
    """The complaint names the option, and nothing is read."""
    done = CliRunner().invoke(app, ["detect", "--jobs", jobs, str(SETS / "b" / "detect.jsonl")])
    assert done.exit_code == 2
    assert "--jobs" in done.stderr
    assert done.stdout == ""


def test_input_that_is_not_there_is_told_as_with_one() -> None:
    """Before any process is started."""
    one, three = both("scan", "not-there.jsonl")
    assert (one.code, one.err) == (2, "not-there.jsonl: expected a readable file\n")
    assert three[:3] == one[:3]


class Scanning:
    """`mifeng scan --jobs 2`, in a group of its own, that has answered a line and waits for more."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "pipeline.cli", "scan", "--jobs", "2"]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        # Unbuffered, or the first line would be read together with some of what `communicate` is to return.
        self._command = subprocess.Popen(words, cwd=ROOT, start_new_session=True, bufsize=0, **pipes)  # type: ignore[call-overload]
        # As many lines as the window has: only then does it wait for answers, and not for more input.
        self._command.stdin.write(b'{"id": "1"}\n' * 2 * AHEAD * CHUNK_LINES)
        assert self._command.stderr.readline().startswith(b"<stdin>:1: ")

    def end(self, number: signal.Signals, whole_group: bool) -> tuple[int, str]:
        """Send a signal; return exit code and stderr, which has an end only when no process holds it any more, without the
        complaints of lines.
        """
        (os.killpg if whole_group else os.kill)(self._command.pid, number)
        return self._end(b"")

    def end_without_processes(self) -> tuple[int, str]:
        """Kill those that work for it and give it more to do."""
        for pid in spawned(self._command.pid):
            os.kill(pid, signal.SIGKILL)
        return self._end(b'{"id": "1"}\n')

    def _end(self, more: bytes) -> tuple[int, str]:
        _, said = self._command.communicate(more, timeout=_PATIENCE_S)
        lines = [line for line in said.decode().splitlines() if not _COMPLAINT.search(line)]
        return self._command.returncode, "\n".join(lines)


def test_ctrl_c_ends_all_without_a_traceback() -> None:
    """At a terminal every process gets the signal. The command has the exit code of an interrupted one."""
    assert Scanning().end(signal.SIGINT, whole_group=True) == (130, "")


def test_no_process_outlives_the_command() -> None:
    """Killed so that it can clean up nothing, it leaves processes that end by themselves, and quietly."""
    assert Scanning().end(signal.SIGKILL, whole_group=False) == (-signal.SIGKILL, "")


def test_a_killed_process_is_told_and_fails_the_command() -> None:
    """With the place, and a code that says neither that all is well nor that the input is wrong."""
    code, said = Scanning().end_without_processes()
    assert code == 1
    assert re.fullmatch(
        r"<stdin>:\d+: nothing came of this line and those after it: process \d+ of --jobs 2 was ended by SIGKILL, .*",
        said,
    )
