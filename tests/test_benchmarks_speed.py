"""The comparison of speed: tools take turns as real processes, each is timed alone, and ratios are taken pass by pass."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as entry
from benchmarks import speed
from benchmarks.message_files import generate, write
from benchmarks.peers import timed, timed_peers
from benchmarks.peers.environments import Unavailable
from benchmarks.speed_passes import measure
from benchmarks.speed_side import Side, Tool
from tests.timed_tools import digits, made_up, one_pass, tool

_BROKEN = "raise SystemExit('no core')"
_PICKY = """
def reader():
    def read(text):
        if "1" in text:
            raise ValueError(text)
        return []
    return read
"""


def test_tools_take_turns_on_the_same_messages(tmp_path: Path) -> None:
    """A B, A B: in each pass both read the same new texts; the first pass does not count."""
    tools = [digits(tmp_path, "a"), digits(tmp_path, "b")]
    got = measure("sms", 3, tools, 2, tmp_path / "files")
    assert [len(one.passes) for one in got.timed] == [2, 2]
    assert all(one.messages == 3 and one.found > 0 for each in got.timed for one in each.passes)
    said = [json.loads(line) for line in (tmp_path / "log").read_text("utf-8").splitlines()]
    begun, read = said[:2], said[2:]
    assert [name for name, _ in begun] == ["a", "b"]
    assert begun[0][1] == begun[1][1]
    assert [name for name, _ in read] == [*"aaabbb"] * 3
    texts = [text for _, text in read]
    passes = [texts[i : i + 6] for i in range(0, 18, 6)]
    assert all(one[:3] == one[3:] for one in passes)
    assert len(set(texts)) == 9


def test_a_tool_that_cannot_be_had_leaves_the_others(tmp_path: Path) -> None:
    """Its numbers are missing, the reason is one line with its last words, and the others are timed."""

    def refuse() -> list[str]:
        raise Unavailable("nowhere 9 cannot be installed: ERROR: no such thing")

    tools = [
        Tool("nowhere", "9", refuse, ""),
        tool(tmp_path, "broken", _BROKEN),
        Tool("absent", "1", lambda: [str(tmp_path / "absent")], ""),
        digits(tmp_path, "a"),
    ]
    got = measure("chat", 2, tools, 1, tmp_path / "files")
    assert [one.tool.name for one in got.timed] == ["a"]
    assert got.missing == [
        "nowhere 9 cannot be installed: ERROR: no such thing",
        "broken 1.2 gave no answer: no core",
        "absent 1 cannot be started: FileNotFoundError",
    ]


def test_a_tool_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    """Nobody waits for ever for one message file."""
    write(generate("chat", "a", 1), tmp_path)
    slow = tool(tmp_path, "slow", "import time\ndef reader(): return lambda text: time.sleep(60)")
    with Side(slow, patience_s=0.5) as side, pytest.raises(Unavailable, match=r"slow 1\.2 took more than"):
        side.start(tmp_path)


def test_texts_that_a_tool_gives_up_are_counted(tmp_path: Path) -> None:
    """An error in one text is no end: the others are read, and the number of those that were not is in the answer."""
    generated = list(generate("sms", "a", 20))
    write(generated, tmp_path)
    with Side(tool(tmp_path, "picky", _PICKY)) as side:
        side.start(tmp_path)
        done = side.read(tmp_path)
    expected = sum("1" in one.message.text for one in generated)
    assert 0 < expected < 20
    assert (done.messages, done.unread, done.found) == (20, expected, 0)


def test_a_tool_reads_the_subject_too(tmp_path: Path) -> None:
    """Subject and text of an e-mail are one text to a peer, and what has no subject is the text alone."""
    (mail,) = generate("email", "a", 1)
    write([mail], tmp_path)
    assert timed.texts(tmp_path) == [f"{mail.message.subject}\n{mail.message.text}"]
    (sms,) = generate("sms", "a", 1)
    write([sms], tmp_path)
    assert timed.texts(tmp_path) == [sms.message.text]


def test_only_the_work_is_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clocks are read after the messages are loaded, and once more when they have been read."""
    ticks: list[str] = []
    monkeypatch.setattr(timed.time, "process_time", lambda: ticks.append("cpu") or float(len(ticks)))
    monkeypatch.setattr(timed.time, "perf_counter", lambda: float(len(ticks)))

    def load(_: Path) -> object:
        ticks.append("loaded")

        def work() -> dict[str, int]:
            ticks.append("worked")
            return {"messages": 1, "found": 0, "unread": 0}

        return work

    got = timed.answer(load, tmp_path)  # type: ignore[arg-type]
    assert ticks == ["loaded", "cpu", "worked", "cpu"]
    assert got["cpu_s"] == 2.0
    assert 0 < got["resident_mib"] <= got["peak_mib"]


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system cannot pin a process")
def test_every_tool_has_the_same_core(tmp_path: Path) -> None:
    """A tool runs on the last core that it may use, and on no other."""
    adapter = """
        import os
        def reader():
            (only,) = os.sched_getaffinity(0)
            return lambda text: [only] * (only + 1)
    """
    write(generate("chat", "a", 1), tmp_path)
    with Side(tool(tmp_path, "core", adapter)) as side:
        side.start(tmp_path)
        assert side.read(tmp_path).found == max(os.sched_getaffinity(0)) + 1


def test_ratios_are_taken_pass_by_pass() -> None:
    """A slow moment of the machine that hits both in one pass does not spread the ratio."""
    ours = made_up("ours", one_pass(10, 1.0), one_pass(10, 4.0), one_pass(10, 2.0))
    baseline = made_up("base", one_pass(10, 0.5), one_pass(10, 2.0), one_pass(10, 1.5))
    assert ours.per_s == 5.0
    assert ours.ratio(baseline) == pytest.approx((0.5, 0.5, 0.75))
    assert baseline.ratio(baseline) == (1.0, 1.0, 1.0)
    assert ours.found_each == pytest.approx(0.4)


def test_memory_is_the_largest_and_what_was_given_up_is_added_up() -> None:
    """Over the passes of one tool."""
    one = made_up("a", one_pass(2, 1.0, peak_mib=30.0, unread=1), one_pass(2, 1.0, peak_mib=25.0, unread=2))
    assert (one.peak_mib, one.unread) == (30.0, 3)


def test_each_peer_says_what_it_does_not_do() -> None:
    """All three and mifeng take part, argus-redact first, each with a version and a sentence; nothing is installed for it."""
    tools = speed.tools()
    assert [tool.name for tool in tools] == ["argus-redact", "jionlp", "presidio-analyzer", "mifeng"]
    assert all(tool.version and tool.does_not for tool in tools)
    assert [peer.name for peer in timed_peers()] == [tool.name for tool in tools[:3]]


def test_one_benchmark_that_is_not_complete_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next one runs, the reason is printed, the exit code is 1; a long one runs only when it is named."""
    ran: list[str] = []

    def fail() -> None:
        raise SystemExit("no network")

    monkeypatch.setattr(entry, "BENCHMARKS", {"first": fail, "second": lambda: ran.append("second")})
    monkeypatch.setattr(entry, "LONG", {"third": lambda: ran.append("third")})
    monkeypatch.setattr(sys, "argv", ["benchmarks"])
    with pytest.raises(SystemExit) as end:
        entry.main()
    assert (end.value.code, ran) == (1, ["second"])
    assert "no network" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["benchmarks", "third"])
    with pytest.raises(SystemExit) as end:
        entry.main()
    assert (end.value.code, ran) == (0, ["second", "third"])
