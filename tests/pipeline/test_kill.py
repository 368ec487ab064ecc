"""A worker that is killed at any moment loses nothing and repeats nothing; one that is asked to stop, stops."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.bus import Output, SqliteBus
from pipeline.worker.config import Config
from pipeline.worker.routes import MESSAGES
from tests.pipeline.worker_fakes import fill, read_all

SCRIPT = Path(__file__).with_name("kill_worker.py")
MESSAGES_IN_ALL = 20_000
KILLS = 32
ACTIONS = ("allow", "redact", "allow", "block", "allow", "redact", "allow", "crash", "allow")
CASE = {
    "case_id": "C-1",
    "borrower": {"name": "齐鸿远", "phones": ["13900001111"]},
    "contacts": [{"relation": "parent", "phones": ["13700002222"]}],
}
TEXTS = {
    "allow": "麻烦转告齐鸿远回个电话400-123-4567",
    "redact": "他还用13900001111吗",
    "block": "您儿子齐鸿远欠款3000元一直不还",
}


def message(number: int, action: str = "allow") -> bytes:
    """Return a message of which the real core makes `action`; "crash" is one that nobody can read."""
    if action == "crash":
        return b'{"id": "m-%d", "text": ' % number
    fields = {
        "id": f"m-{number}",
        "case_id": "C-1",
        "recipients": [{"address": "13700002222", "relation": "parent"}],
        "text": TEXTS[action],
    }
    return json.dumps(fields).encode()


class Plant:
    """A data directory with a log, and workers on it in processes of their own."""

    def __init__(self, directory: Path) -> None:
        self.config = Config().under(directory)
        self.directory = directory
        self.worker: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Start a worker."""
        with (self.directory / "stderr").open("wb") as stderr:
            self.worker = subprocess.Popen([sys.executable, SCRIPT, self.directory], stderr=stderr)
        return self.worker

    def end(self) -> None:
        """Kill the worker if a failed test has left it running."""
        if self.worker is not None and self.worker.poll() is None:
            self.worker.kill()
            self.worker.wait(30)

    def wait_for_start(self) -> None:
        """Wait until the worker that was started last says that it runs."""
        log = self.directory / "stderr"
        self.wait_until(lambda: b"worker_started" in log.read_bytes(), "its start")

    def bus(self) -> SqliteBus:
        """Return a bus of the worker's group, to look at its position."""
        return SqliteBus(self.config.log_path)

    def wait_until(self, done: Callable[[], bool], what: str) -> None:
        """Wait until `done`; fail if the worker ends meanwhile or it takes too long."""
        until = time.monotonic() + 300  # a machine that does much else is no fault
        while not done():
            assert self.worker is not None, "no worker was started"
            assert self.worker.poll() is None, f"the worker ended before {what}"
            assert time.monotonic() < until, f"gave up waiting for {what}"
            time.sleep(0.001)

    def topic(self, name: str) -> list[bytes]:
        """Return the values in one of the outcome topics."""
        return [record.value for record in read_all(self.config.log_path, getattr(MESSAGES, name))]


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    """Yield a plant whose worker has run once, so that there are keys and a log; leave no worker behind."""
    (tmp_path / "cases.jsonl").write_text(json.dumps(CASE), "utf-8")
    made = Plant(tmp_path)
    worker = made.start()
    try:
        made.wait_for_start()
        worker.terminate()
        assert worker.wait(30) == 0
        yield made
    finally:
        made.end()


def _number(value: bytes) -> int:
    return int(json.loads(value)["id"].removeprefix("m-"))


def _expected(*actions: str) -> list[int]:
    return [n for n in range(MESSAGES_IN_ALL) if ACTIONS[n % len(ACTIONS)] in actions]


def _publish(bus: SqliteBus, start: int, end: int) -> None:
    """Publish messages in several transactions, as producers do, while a worker may be running."""
    for first in range(start, end, 100):
        numbers = range(first, min(first + 100, end))
        bus.publish([Output(MESSAGES.input, message(n, ACTIONS[n % len(ACTIONS)])) for n in numbers])


def _kill_again_and_again(plant: Plant, bus: SqliteBus, chance: random.Random) -> None:
    """Let each worker get to a random place in its share of the messages, and a random moment further; kill it."""
    for life in range(KILLS):
        start, end = (MESSAGES_IN_ALL * n // KILLS for n in (life, life + 1))
        worker = plant.start()
        _publish(bus, start, end)
        _wait_for_lag(plant, bus, chance.randrange(end - start))
        time.sleep(chance.uniform(0, 0.01))
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(30) == -signal.SIGKILL


def _wait_for_lag(plant: Plant, bus: SqliteBus, most: int) -> None:
    plant.wait_until(lambda: bus.lag(MESSAGES.input) <= most, f"a lag of {most}")


def test_killed_at_any_moment_each_message_comes_out_once(plant: Plant) -> None:
    """Over many kills each id is once in cleared, quarantine or dead-letter and once in decisions, in order."""
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # pytest shows it when the test fails
    bus = plant.bus()
    _kill_again_and_again(plant, bus, random.Random(seed))  # noqa: S311 - moments, not keys
    worker = plant.start()
    plant.wait_for_start()
    _wait_for_lag(plant, bus, 0)
    worker.terminate()
    assert worker.wait(30) == 0
    bus.close()

    assert [_number(value) for value in plant.topic("cleared")] == _expected("allow", "redact")
    assert [_number(value) for value in plant.topic("quarantine")] == _expected("block")
    # Messages were published in order, so that a dead letter's offset is the number of its message.
    assert [json.loads(value)["offset"] for value in plant.topic("dead_letter")] == _expected("crash")
    assert len(plant.topic("restricted")) == len(_expected("crash"))
    assert _decided(plant) == list(range(MESSAGES_IN_ALL))


def _decided(plant: Plant) -> list[int]:
    """Return the numbers of the messages in the order of their decisions; dead letters by their reference."""
    ids = [str(json.loads(value)["id"]) for value in plant.topic("decisions")]
    return [int(one.rpartition("/" if "/" in one else "-")[2]) for one in ids]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_finishes_the_batch(plant: Plant, number: signal.Signals) -> None:
    """SIGTERM and SIGINT end the worker with 0, with whole batches done and the rest left for the next one."""
    fill(plant.config.log_path, MESSAGES.input, [message(n) for n in range(10_000)])
    bus = plant.bus()
    worker = plant.start()
    _wait_for_lag(plant, bus, 9_899)
    worker.send_signal(number)
    assert worker.wait(30) == 0
    done = 10_000 - bus.lag(MESSAGES.input)
    bus.close()
    assert 100 < done < 10_000
    assert done % 20 == 0
    assert [_number(value) for value in plant.topic("cleared")] == list(range(done))
    assert len(plant.topic("decisions")) == done


def test_an_idle_worker_stops_at_once(plant: Plant) -> None:
    """Somebody who waits for nothing does not keep anybody waiting."""
    worker = plant.start()
    plant.wait_for_start()
    started = time.monotonic()
    worker.terminate()
    assert worker.wait(30) == 0
    assert time.monotonic() - started < 5
