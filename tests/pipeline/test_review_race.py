"""Two reviewers in two processes on one record: one releases it, the other is told; a killed one leaves nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from pipeline.worker.routes import MESSAGES
from tests.pipeline.review_fakes import Plant

SCRIPT = Path(__file__).with_name("review_reviewer.py")
ROOT = Path(__file__).parents[2]
RECORDS = 60
Start = Callable[[Plant, str, str], subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Yield a way to start a reviewer, who says "ready" first; none of them outlives the test."""
    started: list[subprocess.Popen[str]] = []

    def reviewer(plant: Plant, wanted: str, mode: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.pipeline.review_reviewer"]
        arguments = [str(plant.folder), str(plant.identity_path), wanted, mode]
        pipe = subprocess.PIPE
        process = subprocess.Popen([*command, *arguments], stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
        started.append(process)
        assert _out(process).readline() == "ready\n"
        return process

    yield reviewer
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _out(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_one_waits_while_the_other_commits(tmp_path: Path, start: Start) -> None:
    """The second comes when the first has published but not committed: it waits, then sees the event, and is refused."""
    plant = Plant(tmp_path, ["hold"])
    slow, quick = start(plant, "m-0", "slow"), start(plant, "m-0", "quick")
    _go(slow)
    assert _out(slow).readline() == "published\n"
    _go(quick)
    time.sleep(0.5)
    assert quick.poll() is None
    assert plant.topic("cleared") == []
    _go(slow)
    assert (_out(slow).readline(), _out(quick).readline()) == ("released\n", "refused\n")
    assert len(plant.topic("cleared")) == len(plant.topic("reviews")) == 1


def test_many_at_the_same_moment(tmp_path: Path, start: Start) -> None:
    """Two reviewers go through the same sixty records at once: each record is released once, by one of them."""
    plant = Plant(tmp_path, ["hold"] * RECORDS)
    wanted = ",".join(f"m-{number}" for number in range(RECORDS))
    reviewers = [start(plant, wanted, "quick") for _ in range(2)]
    for process in reviewers:
        _go(process)
    said = [process.communicate(timeout=60)[0].split() for process in reviewers]
    assert sorted(said[0] + said[1]) == ["refused"] * RECORDS + ["released"] * RECORDS
    assert all({one, other} == {"refused", "released"} for one, other in zip(*said, strict=True))
    events = {event["reference"] for event in plant.events()}
    assert len(plant.topic("cleared")) == len(plant.topic("reviews")) == len(events) == RECORDS


def test_killed_before_the_commit(tmp_path: Path, start: Start) -> None:
    """Neither the output nor the event is there, and the next one can release it."""
    plant = Plant(tmp_path, ["hold"])
    dying = start(plant, "m-0", "dies")
    _go(dying)
    assert dying.wait(30) < 0
    assert plant.topic("cleared") == plant.topic("reviews") == []
    after = start(plant, "m-0", "quick")
    _go(after)
    assert _out(after).readline() == "released\n"
    (event,) = plant.events()
    (cleared,) = plant.topic("cleared")
    assert cleared.topic == MESSAGES.cleared
    assert dict(cleared.headers)["mifeng-released"].decode() == f"{event['reviewer']}/{event['time']}"
