"""A record that hangs or kills the worker is set aside; the others go on; a worker that hangs for good ends itself."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.bus import SqliteBus
from pipeline.worker.in_hand import BATCH, DEATHS, InHand
from pipeline.worker.routes import MESSAGES
from pipeline.worker.time_limit import InspectionTimeout, TimedInspector, time_limit
from tests.pipeline.worker_fakes import TellingInspector, fill, message, read_all

_CONFIG = """
instance = "w1"
metrics.port = 0
[worker]
batch_size = 16
inspect_timeout_s = 0.5
hang_s = 3
stop_s = 3
"""


def harmful(number: int, harm: str) -> bytes:
    """Return a message that makes `guarded_worker` do `harm`."""
    return json.dumps({**json.loads(message(number)), "harm": harm}).encode()


class Guarded:
    """A data directory and the worker on it."""

    def __init__(self, folder: Path) -> None:
        self._config = folder / "mifeng.toml"
        self._config.write_text(_CONFIG, "utf-8")
        self.data = folder / "mifeng-data"
        self.log = self.data / "topics.db"
        self._worker: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Start a worker."""
        command = [sys.executable, "-m", "tests.pipeline.guarded_worker", str(self._config)]
        self._worker = subprocess.Popen(command, stderr=subprocess.PIPE)
        return self._worker

    def publish(self, *values: bytes) -> None:
        """Publish to the input."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        if not self.log.exists():  # a worker makes its keys only before there is a log
            worker = self.start()
            self._wait(self.log.exists)
            self.stop(worker)
        fill(self.log, MESSAGES.input, list(values))

    def stop(self, worker: subprocess.Popen[bytes]) -> int:
        """Ask a worker to end and return its exit code."""
        worker.terminate()
        return worker.wait(30)

    def settle(self, worker: subprocess.Popen[bytes]) -> None:
        """Wait until nothing is left to do, or the worker has ended."""
        bus = SqliteBus(self.log)
        self._wait(lambda: bus.lag(MESSAGES.input) == 0 or worker.poll() is not None)
        bus.close()

    def cleared(self) -> list[int]:
        """Return the numbers of the messages that went through."""
        values = [record.value for record in read_all(self.log, MESSAGES.cleared)]
        return [int(json.loads(value)["id"].removeprefix("m-")) for value in values]

    def dead(self) -> list[tuple[int, str]]:
        """Return offset and error class of each dead letter."""
        letters = [json.loads(record.value) for record in read_all(self.log, MESSAGES.dead_letter)]
        return [(letter["offset"], letter["error"]) for letter in letters]

    def close(self) -> None:
        """Leave no worker behind."""
        if self._worker is not None and self._worker.poll() is None:
            self._worker.kill()
            self._worker.wait(30)

    @staticmethod
    def _wait(done: object) -> None:
        until = time.monotonic() + 60
        while not done():  # type: ignore[operator]
            assert time.monotonic() < until, "nothing more happens"
            time.sleep(0.02)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Guarded]:
    """Yield a data directory with a worker that can be harmed."""
    made = Guarded(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("harm", ["spin", "pattern"])
def test_a_record_that_hangs_goes_to_dead_letter(guarded: Guarded, harm: str) -> None:
    """After the limit it is set aside with the reason; the records around it go through, and the worker lives on."""
    guarded.publish(message(0), harmful(1, harm), message(2))
    worker = guarded.start()
    guarded.settle(worker)
    assert guarded.stop(worker) == 0
    assert guarded.cleared() == [0, 2]
    assert guarded.dead() == [(1, "InspectionTimeout")]


def test_a_record_that_kills_goes_to_dead_letter(guarded: Guarded) -> None:
    """A supervisor that starts the worker again and again gets past the record, having lost and repeated nothing."""
    guarded.publish(
        *(message(n) for n in range(20)), harmful(20, "death"), *(message(n) for n in range(21, 40))
    )
    deaths = 0
    while True:
        worker = guarded.start()
        guarded.settle(worker)
        if worker.poll() is None:
            break
        assert worker.wait(30) == -signal.SIGKILL
        deaths += 1
        assert deaths < 10, guarded.dead()
    assert guarded.stop(worker) == 0
    assert deaths == DEATHS
    assert guarded.cleared() == [n for n in range(40) if n != 20]
    assert guarded.dead() == [(20, "ProcessDied")]


def test_a_worker_that_hangs_ends_itself(guarded: Guarded) -> None:
    """Where no signal reaches it the watchdog ends it with 1 and leaves a trace; in the end the record is set aside."""
    guarded.publish(message(0), harmful(1, "stuck"), message(2))
    for _ in range(DEATHS):
        worker = guarded.start()
        assert worker.wait(60) == 1
        trace = (guarded.data / "hang.w1.txt").read_text("utf-8")
        assert "guarded_worker" in trace
    worker = guarded.start()
    guarded.settle(worker)
    assert guarded.stop(worker) == 0
    assert worker.stderr is not None
    assert b"ended_by_watchdog_before" in worker.stderr.read()
    assert guarded.cleared() == [0, 2]
    assert guarded.dead() == [(1, "ProcessDied")]


def test_told_to_stop_while_it_hangs(guarded: Guarded) -> None:
    """SIGTERM ends a worker within its grace period even in the middle of what never ends, and nothing is committed."""
    guarded.publish(harmful(0, "stuck"))
    worker = guarded.start()
    hand = guarded.data / "in-hand.w1"
    guarded._wait(lambda: hand.exists() and b"mifeng.messages/0/0" in hand.read_bytes())
    started = time.monotonic()
    worker.terminate()
    worker.wait(30)
    assert time.monotonic() - started < 10
    assert not guarded.cleared()
    assert not guarded.dead()


def test_the_limit_reaches_only_its_block() -> None:
    """What follows the block is not hit, and the signal handler that was there before is there again."""
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(InspectionTimeout), time_limit(0.05):
        time.sleep(5)
    with time_limit(0.05):
        pass
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGALRM) is before


def test_there_is_no_limit_in_a_thread() -> None:
    """Signals are for the main thread; in another one the block just runs."""
    ran = threading.Event()

    def work() -> None:
        with time_limit(0.01):
            time.sleep(0.05)
            ran.set()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ran.is_set()


def test_what_cannot_be_made_ready_in_time_is_inspected_singly() -> None:
    """A batch that takes too long to make ready raises nothing, and leaves nothing half ready."""
    made: list[int] = []

    class Slow(TellingInspector):
        def prepare(self, raws: object) -> None:
            made.append(len(raws))  # type: ignore[arg-type]
            if raws:
                time.sleep(5)

    timed = TimedInspector(Slow(), 0.05)
    timed.prepare([message(1)])
    assert made == [1, 0]
    assert timed.inspect(message(1)).action == "allow"


def test_only_deaths_in_a_row_count(tmp_path: Path) -> None:
    """A record is deadly after so many deaths with it in hand; a death on another one clears it, one in a batch does not."""
    path = tmp_path / "in-hand"
    for held in ("t/0/1", "t/0/2", "t/0/1", "t/0/1", BATCH, "t/0/1"):
        hand = InHand(path)
        assert not hand.is_deadly("t/0/1")
        hand.take(held)
    hand = InHand(path)
    assert hand.died
    assert hand.is_deadly("t/0/1")


def test_an_ordinary_end_is_no_death(tmp_path: Path) -> None:
    """What was put down is nobody's fault, and a suspect that was dealt with is forgotten."""
    path = tmp_path / "in-hand"
    for _ in range(DEATHS):
        InHand(path).take("t/0/1")
    hand = InHand(path)
    assert hand.is_deadly("t/0/1")
    hand.acquit("t/0/1")
    hand.close()
    again = InHand(path)
    assert not again.died
    assert not again.is_deadly("t/0/1")
