"""What the comparison of speed reports, with mifeng's own side in it: decisions, cost by stage, tables and JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks import cost, speed, speed_worker
from benchmarks.message_files import Generated, generate, write
from benchmarks.speed_passes import OfKind
from benchmarks.speed_report import STAGES, Report, show
from benchmarks.speed_report import write as write_report
from benchmarks.speed_side import Tool, own_command
from pipeline.cases import Cases
from pipeline.contract import Message, Recipient
from pipeline.worker.config import WorkerConfig
from tests.timed_tools import digits, made_up, one_pass


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A made-up tool and mifeng's own side, in little, and the cost by stage."""
    folder = tmp_path_factory.mktemp("speed")
    ours = Tool("mifeng", "0", own_command, "seal")
    return speed.compare([digits(folder, "digits"), ours], {"sms": 20, "clean": 10}, 2)


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


@pytest.mark.parametrize(("limit_s", "late"), [(3600.0, 0), (1e-9, 3)])
def test_mifeng_reads_case_by_case_and_gives_up_only_what_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit_s: float, late: int
) -> None:
    """The borrower of the case is told of their debt, somebody else is not; what is no message goes to dead-letter.

    What takes longer than a worker waits is decided all the same, and counted.
    """
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
    monkeypatch.setattr(speed_worker, "_SETTINGS", WorkerConfig(batch_size=2, inspect_timeout_s=limit_s))
    got = speed_worker.start()(tmp_path)()
    assert got["actions"] == {"allow": 1, "block": 1, "dead-letter": 1}
    assert (got["messages"], got["unread"], got["late"]) == (3, 1, late)


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
    ours = made_up("ours", one_pass(10, 1.0, unread=3, late=2))
    report = Report([ours.tool], "base", [OfKind("sms", 10, [ours], ["base 1 stopped"])], {})
    console = Console(width=110, record=True, file=io.StringIO())
    show(report, console)
    shown = console.export_text()
    assert any(line.split() == ["sms", "ours", "10", "-", "0.40", "20"] for line in shown.splitlines())
    assert "ours gave up 3 of the sms messages" in shown
    assert "ours took longer for 2 of the sms messages" in shown
    write_report(report, tmp_path / "peers.json")
    plain = json.loads((tmp_path / "peers.json").read_text("utf-8"))
    assert plain["kinds"][0]["tools"]["ours"]["ratio"] is None
    assert plain["kinds"][0]["missing"] == report.missing() == ["base 1 stopped"]
