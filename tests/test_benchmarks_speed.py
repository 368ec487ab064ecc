"""The comparison of speed: its turns and arithmetic with made-up tools as real processes, mifeng's own side, its report."""

from __future__ import annotations

import io
import json
import os
import sys
import textwrap
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks import __main__ as entry
from benchmarks import cost, speed, speed_worker
from benchmarks.message_files import Generated, generate, write
from benchmarks.peers import timed, timed_peers
from benchmarks.peers.environments import Unavailable
from benchmarks.speed_passes import OfKind, Timed, measure
from benchmarks.speed_report import STAGES, Report, show
from benchmarks.speed_report import write as write_report
from benchmarks.speed_side import Pass, Side, Tool, own_command
from pipeline.cases import Cases
from pipeline.contract import Message, Recipient

_TIMED = Path(timed.__file__)
#: Finds every digit, and leaves its mark where the test can see who read what, and when.
_DIGITS = """
import json, os
from pathlib import Path
print("a line that is no answer", flush=True)

def reader():
    def read(text):
        with open({log!r}, "a", encoding="utf-8") as log:
            print(json.dumps([{name!r}, text]), file=log)
        return [one for one in text if one.isdigit()]
    return read
"""
_BROKEN = "raise SystemExit('no core')"
_PICKY = """
def reader():
    def read(text):
        if "1" in text:
            raise ValueError(text)
        return []
    return read
"""


def _tool(folder: Path, name: str, adapter: str) -> Tool:
    path = folder / f"{name}.py"
    path.write_text(textwrap.dedent(adapter), encoding="utf-8")
    command = [sys.executable, "-I", "-X", "utf8", str(_TIMED), str(path)]
    return Tool(name, "1.2", lambda: command, "anything but find digits")


def _digits(folder: Path, name: str) -> Tool:
    return _tool(folder, name, _DIGITS.format(log=str(folder / "log"), name=name))


def _pass(messages: int, cpu_s: float, **changed: float) -> Pass:
    plain = {"found": 4, "unread": 0, "clock_s": cpu_s, "resident_mib": 10.0, "peak_mib": 20.0}
    return Pass(messages=messages, cpu_s=cpu_s, **(plain | changed))  # type: ignore[arg-type]


def _made_up(name: str, *passes: Pass, start_s: float = 1.0) -> Timed:
    return Timed(Tool(name, "1.2", list, "anything"), start_s, list(passes))


def test_tools_take_turns_on_the_same_messages(tmp_path: Path) -> None:
    """A B, A B: in each pass both read the same new texts; the first pass does not count."""
    tools = [_digits(tmp_path, "a"), _digits(tmp_path, "b")]
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
        _tool(tmp_path, "broken", _BROKEN),
        Tool("absent", "1", lambda: [str(tmp_path / "absent")], ""),
        _digits(tmp_path, "a"),
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
    slow = _tool(tmp_path, "slow", "import time\ndef reader(): return lambda text: time.sleep(60)")
    with Side(slow, patience_s=0.5) as side, pytest.raises(Unavailable, match=r"slow 1\.2 took more than"):
        side.start(tmp_path)


def test_texts_that_a_tool_gives_up_are_counted(tmp_path: Path) -> None:
    """An error in one text is no end: the others are read, and the number of those that were not is in the answer."""
    generated = list(generate("sms", "a", 20))
    write(generated, tmp_path)
    with Side(_tool(tmp_path, "picky", _PICKY)) as side:
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
    with Side(_tool(tmp_path, "core", adapter)) as side:
        side.start(tmp_path)
        assert side.read(tmp_path).found == max(os.sched_getaffinity(0)) + 1


def test_ratios_are_taken_pass_by_pass() -> None:
    """A slow moment of the machine that hits both in one pass does not spread the ratio."""
    ours = _made_up("ours", _pass(10, 1.0), _pass(10, 4.0), _pass(10, 2.0))
    baseline = _made_up("base", _pass(10, 0.5), _pass(10, 2.0), _pass(10, 1.5))
    assert ours.per_s == 5.0
    assert ours.ratio(baseline) == pytest.approx((0.5, 0.5, 0.75))
    assert baseline.ratio(baseline) == (1.0, 1.0, 1.0)
    assert ours.found_each == pytest.approx(0.4)


def test_memory_is_the_largest_and_what_was_given_up_is_added_up() -> None:
    """Over the passes of one tool."""
    one = _made_up("a", _pass(2, 1.0, peak_mib=30.0, unread=1), _pass(2, 1.0, peak_mib=25.0, unread=2))
    assert (one.peak_mib, one.unread) == (30.0, 3)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A made-up tool and mifeng's own side, in little, and the cost by stage."""
    folder = tmp_path_factory.mktemp("speed")
    ours = Tool("mifeng", "0", own_command, "seal")
    return speed.compare([_digits(folder, "digits"), ours], {"sms": 20, "clean": 10}, 2)


def test_mifeng_decides_with_case_and_policy(report: Report) -> None:
    """Its side makes a decision on every message, lets clean ones pass and stops some of the others, and gives up none."""
    sms, clean = (of_kind.of("mifeng") for of_kind in report.kinds)
    assert sms is not None
    assert clean is not None
    assert all(sum(one.actions.values()) == one.messages == 20 for one in sms.passes)
    assert {"allow", "block"} <= {action for one in sms.passes for action in one.actions}
    assert all(one.actions == {"allow": 10} and one.found == 0 for one in clean.passes)
    assert sms.unread == clean.unread == 0
    assert sms.found_each > 0


def test_mifeng_reads_case_by_case_and_gives_up_only_what_is_unreadable(tmp_path: Path) -> None:
    """The borrower of the case is told of their debt, somebody else is not; what is no message goes to dead-letter."""
    (one,) = generate("sms", "a", 1)
    own = one.case.borrower.phones[0]
    told = [
        Message(
            id=address,
            case_id=one.case.case_id,
            text=f"{one.case.borrower.name}您好，您的账单8600.50元已逾期31天。",
            recipients=(Recipient(relation="borrower", address=address),),
        )
        for address in (own, "13800000000")
    ]
    write([Generated(message, one.case) for message in told], tmp_path)
    with (tmp_path / "messages.jsonl").open("ab") as messages:
        messages.write(b"{}\n")
    got = speed_worker.start()(tmp_path)()
    assert got["actions"] == {"allow": 1, "block": 1, "dead-letter": 1}
    assert (got["messages"], got["unread"]) == (3, 1)


def test_the_cost_is_the_least_of_the_rounds_for_each_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was spent on two messages and on making them ready is added up and divided by two."""
    slow = [{"prepare": 2.0}, {"detect": 4.0, "fold": 1.0}, {"detect": 9.0}]
    fast = [{"prepare": 3.0}, {"detect": 5.0, "fold": 1.0}, {"detect": 6.0}]
    monkeypatch.setattr(cost, "_rounds", lambda *_: [slow, fast])
    (one,) = generate("sms", "a", 1)
    two = [(one.message, one.case, Cases([one.case]).directory)] * 2
    assert cost.by_stage(two) == {"prepare": 1.0, "detect": 5.0, "fold": 0.5}


def test_the_cost_is_told_by_stage(report: Report) -> None:
    """Every stage of a decision is there for every message file; what has nothing to redact costs nothing to redact."""
    assert set(report.cost) == {"sms", "clean"}
    assert set(report.cost["sms"]) == set(STAGES)
    assert set(report.cost["clean"]) == set(STAGES) - {"redact"}
    assert all(seconds > 0 for seconds in report.cost["sms"].values())


def test_everything_is_shown(report: Report) -> None:
    """No cell is cut off; every tool has its rows, its start and what it does not do; the way it was measured is told."""
    console = Console(width=110, record=True, file=io.StringIO())
    show(report, console)
    shown = console.export_text()
    assert "…" not in shown
    assert "digits 1.2 does not: anything but find digits." in shown
    assert "x digits (low to high)" in shown
    assert "(sms 20, clean 10)" in shown
    assert "Decisions: sms allow" in shown
    assert sum(line.split()[:2] == ["sms", "digits"] for line in shown.splitlines()) == 1
    assert sum(line.split()[:1] == ["mifeng"] for line in shown.splitlines()) == 4  # two rows, start, note


def test_the_json_has_every_pass(report: Report, tmp_path: Path) -> None:
    """Each pass of each tool with its counts and seconds, each ratio as it is shown, and the cost in microseconds."""
    path = tmp_path / "bench" / "peers.json"
    write_report(report, path)
    plain = json.loads(path.read_text("utf-8"))
    assert [tool["name"] for tool in plain["tools"]] == ["digits", "mifeng"]
    assert [len(tool["start_s"]) for tool in plain["tools"]] == [2, 2]
    sms = plain["kinds"][0]
    assert (sms["kind"], sms["messages"], plain["baseline"]) == ("sms", 20, "digits")
    ours, theirs = sms["tools"]["mifeng"], sms["tools"]["digits"]
    ratios = sorted(
        (a["messages"] / a["cpu_s"]) / (b["messages"] / b["cpu_s"])
        for a, b in zip(ours["passes"], theirs["passes"], strict=True)
    )
    assert ours["ratio"]["low"] == pytest.approx(ratios[0])
    assert ours["ratio"]["high"] == pytest.approx(ratios[1])
    assert theirs["ratio"] == {"low": 1.0, "median": 1.0, "high": 1.0}
    assert sms["cost_us"]["detect"] == pytest.approx(report.cost["sms"]["detect"] * 1e6)


def test_without_the_baseline_there_is_no_ratio(tmp_path: Path) -> None:
    """The table has a dash and the JSON null; what could be measured is there, and what was given up is told."""
    ours = _made_up("ours", _pass(10, 1.0, unread=3))
    report = Report([ours.tool], "base", [OfKind("sms", 10, [ours], ["base 1 stopped"])], {})
    console = Console(width=110, record=True, file=io.StringIO())
    show(report, console)
    shown = console.export_text()
    assert any(line.split() == ["sms", "ours", "10", "-", "0.40", "20"] for line in shown.splitlines())
    assert "ours gave up 3 messages of sms." in shown
    write_report(report, tmp_path / "peers.json")
    plain = json.loads((tmp_path / "peers.json").read_text("utf-8"))
    assert plain["kinds"][0]["tools"]["ours"]["ratio"] is None
    assert plain["kinds"][0]["missing"] == report.missing() == ["base 1 stopped"]


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
