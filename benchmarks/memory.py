"""Memory of a process that inspects as the worker does: after its start with the model, and after many messages.

``MIFENG_BENCH_MESSAGES=20000 python -m benchmarks memory`` for another number; a million takes about an hour. No text
and no value comes twice, so whatever keeps something of what it has read shows as growth.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import cycle
from pathlib import Path

from benchmarks.message_files import generate, write
from benchmarks.peers.environments import Unavailable
from benchmarks.speed_side import Pass, Side, Tool, own_command
from pipeline.worker.config import WorkerConfig

_MESSAGES = int(os.environ.get("MIFENG_BENCH_MESSAGES", "1000000"))
#: Messages in one order: a batch of the worker. They and their cases are in the process's memory, too, as they are in a worker's.
_ORDER = WorkerConfig().batch_size
_TENTHS = 10
#: The one text of 1 MB is left out: what it needs at its largest is in ``python -m benchmarks peers``.
#: Ten, so that every tenth of a million ends with the same kind, and what the last order needs is the same each time.
_KINDS = ("sms", "chat", "note", "email", "sms", "clean", "chat", "leaks", "sms", "disguised")


@dataclass(frozen=True, slots=True)
class Resident:
    """Memory in MiB, now and at its largest, after so many messages."""

    messages: int
    now_mib: float
    peak_mib: float


def run() -> None:
    """Print one line for the start and one for each tenth of the messages."""
    tool = Tool("mifeng", version("mifeng"), own_command, "")
    first: Resident | None = None
    try:
        for one in measure(tool, _MESSAGES):
            first = first or one
            print(line(one, first), flush=True)
    except Unavailable as error:
        raise SystemExit(f"memory: {error}") from None


def line(one: Resident, first: Resident) -> str:
    """Return one line of what is printed."""
    growth = one.now_mib - first.now_mib
    after = f"after {one.messages:,} messages" if one.messages > first.messages else "after the start"
    return f"{after:<28} {one.now_mib:7.1f} MiB, {growth:+6.1f} since the start, at most {one.peak_mib:.1f}"


def measure(tool: Tool, messages: int, order: int = _ORDER) -> Iterator[Resident]:
    """Yield the memory after the start (and one SMS), and after each tenth of `messages`. Raises `Unavailable`."""
    with tempfile.TemporaryDirectory(prefix="mifeng-bench-") as folder, Side(tool) as side:
        place = Path(folder)
        write(generate("sms", "first", 1), place)
        side.start(place)
        started = side.read(place)
        yield Resident(0, started.resident_mib, started.peak_mib)
        yield from _tenths(side, place, messages, order, started)


def _tenths(side: Side, place: Path, messages: int, order: int, last: Pass) -> Iterator[Resident]:
    kinds = cycle(_KINDS)
    done = 0
    for tenth in range(1, _TENTHS + 1):
        until = messages * tenth // _TENTHS
        while done < until:
            count = min(order, until - done)
            write(generate(next(kinds), str(done), count), place)
            last = side.read(place)
            done += count
        yield Resident(done, last.resident_mib, last.peak_mib)
