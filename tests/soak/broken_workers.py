"""Scenarios with workers that are broken: frozen until they are taken for dead, or with a detector that raises."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import msgspec

from tests.soak.crew import Worker
from tests.soak.ground import SESSION_S, TRANSACTION_S, Ground
from tests.soak.plan import Plan
from tests.soak.texts import Text
from tests.soak.worker_faults import CREW

_BROKEN = (sys.executable, "-m", "tests.soak.broken_worker")
#: Copies of the text that fails, so that it is drawn often.
_OFTEN = 20
#: It fails in the broken worker, in whatever topic it stands.
_FAILING = '{"id":"%s","text":"此处检测器出错 13971350246"}'.encode()


def zombies(ground: Ground, faults: int) -> None:
    """Two workers freeze until session and transaction have timed out, one of them inside a transaction; the third does
    their work. When they come back they publish nothing of what they had, and work again, or end and say why.
    """
    for _ in range(faults):
        ground.start(*CREW)
        ground.crew.dismiss("w1")
        ground.start("w1", command=(*_BROKEN, "stops"))
        ground.feed()
        zombie = ground.crew.worker("w1")
        ground.until(lambda zombie=zombie: _is_stopped(zombie), "a worker frozen in a transaction")  # type: ignore[misc]
        _freeze_and_wake(ground, (zombie, ground.crew.worker("w2")))


def _freeze_and_wake(ground: Ground, frozen: tuple[Worker, ...]) -> None:
    began = time.monotonic()
    for worker in frozen:
        worker.process.send(signal.SIGSTOP)
    ground.until_done()
    time.sleep(max(began + SESSION_S + TRANSACTION_S + 1 - time.monotonic(), 0))
    ground.feed(ground.share // 2)
    for worker in frozen:
        worker.process.send(signal.SIGCONT)
    ground.until(ground.is_settled, "the return of those that were frozen")
    ground.until_done()
    went = [f"{w.name} {'went on' if w.code is None else f'ended: {w.last_words[:120]}'}" for w in frozen]
    ground.notes.append("; ".join(went))


def _is_stopped(worker: Worker) -> bool:
    status = Path(f"/proc/{worker.process._child.pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "T"


def failing_detectors(ground: Ground, _: int) -> None:
    """A message on which a detector raises is set aside by reference, like bytes that nobody can read; the rest goes on."""
    failing = tuple(Text({"kind": kind}, _FAILING) for kind in ("message", "note"))
    readable = ground.plan.texts.readable + failing * _OFTEN
    ground.plan = Plan(msgspec.structs.replace(ground.plan.texts, readable=readable), ground.seed)
    ground.start("w1", command=(*_BROKEN, "raises"))
    ground.feed()
    ground.until_done()
    held = sum(message.text in failing for message in ground.plan.made)
    assert held, "no message failed"
    logged = ground.crew.logged("13971350246")
    assert not logged, "what the detector said is in the log"
    ground.notes.append(f"{held} messages on which a detector raised")
