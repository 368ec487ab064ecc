"""The benchmark of memory: every message is inspected, and every tenth is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import memory
from benchmarks.memory import Resident, line, measure
from benchmarks.speed_side import Tool, own_command

#: Answers as `benchmarks.peers.timed` does, and grows by a MiB with each message.
_GROWING = """
import json, sys
from pathlib import Path
seen = 0
for order in sys.stdin:
    count = len(Path(json.loads(order)["folder"], "messages.jsonl").read_bytes().splitlines())
    seen += count
    with open({log!r}, "a") as log:
        print(count, file=log)
    print(json.dumps(dict(messages=count, found=0, unread=0, cpu_s=1, clock_s=1, resident_mib=seen, peak_mib=seen + 5)), flush=True)
"""


def _growing(folder: Path) -> Tool:
    path = folder / "growing.py"
    path.write_text(_GROWING.format(log=str(folder / "log")), encoding="utf-8")
    return Tool("growing", "1", lambda: [sys.executable, "-I", str(path)], "")


@pytest.mark.parametrize(("messages", "order"), [(100, 7), (95, 2000), (3, 10)])
def test_every_tenth_is_told_and_nothing_is_left_out(tmp_path: Path, messages: int, order: int) -> None:
    """Eleven lines, the last with as many messages as were wanted, in orders that are not too large."""
    got = list(measure(_growing(tmp_path), messages, order))
    assert [one.messages for one in got] == [messages * tenth // 10 for tenth in range(11)]
    # Two messages were for the start.
    assert [one.now_mib for one in got] == [2 + one.messages for one in got]
    orders = [int(one) for one in (tmp_path / "log").read_text().split()]
    assert sum(orders) == messages + 2
    assert max(orders) <= order


def test_growth_is_told_from_the_start() -> None:
    """A line has the number of messages, the memory now, what it has grown by, and the most."""
    first = Resident(0, 200.0, 210.0)
    assert " ".join(line(first, first).split()) == (
        "after the start 200.0 MiB, +0.0 since the start, at most 210.0"
    )
    grown = Resident(100_000, 198.5, 230.0)
    assert " ".join(line(grown, first).split()) == (
        "after 100,000 messages 198.5 MiB, -1.5 since the start, at most 230.0"
    )


def test_the_real_process_is_measured() -> None:
    """mifeng's own side reads some of each kind; its memory is that of a process with the model."""
    got = list(measure(Tool("mifeng", "0", own_command, ""), 20, 2))
    assert got[-1].messages == 20
    assert all(50 < one.now_mib <= one.peak_mib for one in got)


def test_what_cannot_be_started_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, and no traceback."""
    monkeypatch.setattr(memory, "own_command", lambda: [str(tmp_path / "absent")])
    with pytest.raises(SystemExit, match=r"memory: mifeng .* cannot be started: FileNotFoundError"):
        memory.run()
