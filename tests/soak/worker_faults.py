"""Scenarios in which workers are killed, come and go, or are two under one name. Each ends with everything as it should be."""

from __future__ import annotations

import signal
import time

from tests.soak.crew import STARTED
from tests.soak.ground import Ground
from tests.soak.topics import is_in_transaction, owners

CREW = ("w1", "w2", "w3")
#: In this turn of five all workers are killed at once.
_ALL_OF = 4
#: Longest pause, in seconds, between two looks whether a worker is inside a transaction.
_APART_S = 0.03


def kills(ground: Ground, faults: int) -> None:
    """Three workers; SIGKILL of one, now and then of all, at a random moment or inside a transaction; it is started again."""
    ground.start(*CREW)
    inside = 0
    for number in range(faults):
        ground.feed()
        ground.into_the_work()
        at_work = [name for name in CREW if ground.crew.worker(name).count(STARTED)] or CREW
        name = ground.chance.choice(at_work)
        inside += number % 2 and _stop_inside(ground, name)
        for one in at_work if number % 5 == _ALL_OF else (name,):
            ground.crew.kill(one)
    ground.notes.append(f"{inside} killed inside a transaction with something in it")


def _stop_inside(ground: Ground, name: str) -> bool:
    """Freeze a worker inside a transaction, as the broker sees it; return False if there is no more work for that."""
    process = ground.crew.worker(name).process
    with ground.kafka.admin() as admin:
        while ground.progress.waiting > 0:
            process.send(signal.SIGSTOP)
            if is_in_transaction(admin, f"{ground.group}.{name}"):
                return True
            process.send(signal.SIGCONT)
            time.sleep(ground.chance.uniform(0, _APART_S))
    return False


def storm(ground: Ground, faults: int) -> None:
    """Workers join while others are told to leave, again and again; each leaves within its grace."""
    ground.start(*CREW)
    slowest = 0.0
    for number in range(faults):
        ground.feed()
        for joining in (f"storm-{number}-a", f"storm-{number}-b"):
            ground.crew.start(joining)
        time.sleep(ground.chance.uniform(0.5, 5))
        leaving = ground.chance.sample(ground.crew.names, 2)
        slowest = max(slowest, ground.crew.dismiss(*leaving))
    ground.notes.append(f"the slowest to leave took {slowest:.1f} s")


def fourth(ground: Ground, faults: int) -> None:
    """A fourth worker gets some of the partitions of three, which keep all the others; it may leave again."""
    ground.start(*CREW)
    for _ in range(faults):
        before = owners(ground.kafka, ground.group)
        ground.feed()
        ground.into_the_work()
        ground.start("w4")
        after = owners(ground.kafka, ground.group)
        assert after["w4"], "the fourth got nothing"
        assert all(after[name] <= before[name] for name in CREW), "partitions went round among the three"
        ground.feed(ground.share // 4)
        ground.until_it_moves()
        ground.crew.dismiss("w4")
        ground.until(ground.is_settled, "the three's rest")


def twins(ground: Ground, faults: int) -> None:
    """A second worker under a name that is taken: one of the two ends and says why, the other goes on."""
    ground.start(*CREW)
    for _ in range(faults):
        pair = ground.crew.release("w1"), ground.crew.launch("w1")
        ground.until(lambda pair=pair: bool(pair[1].count(STARTED)), "the start of the second")  # type: ignore[misc]
        ground.feed()  # now, so that both have work when they meet
        ground.until(lambda pair=pair: any(w.code is not None for w in pair), "the end of one of the two")  # type: ignore[misc]
        gone, left = pair if pair[0].code is not None else pair[::-1]
        assert gone.code == 1, f"it ended with {gone.code}"
        assert "instance name" in gone.last_words, f"it said {gone.last_words}"
        ground.crew.adopt(left)
        ground.feed(ground.share // 4)
        ground.until_done()
        ground.notes.append(f"the {'first' if gone is pair[0] else 'second'} ended: {gone.last_words[:120]}")
