"""Records per second on an input that was filled before: the worker, and beside it the same loop without inspection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np

from benchmarks.bus_ground import FORWARD, WORKER, Ground, Side
from benchmarks.bus_watch import Watch
from pipeline.bus import Record
from pipeline.worker.routes import Route

#: Seconds within which one pass has to end.
_PASS_S = 540.0
#: About so many records at the beginning are not timed, for the first batches find everything cold; at most a third of all.
_COLD = 400


@dataclass(frozen=True)
class Pass:
    """One pass of one side: records per second, CPU milliseconds per record, MiB at its largest, decisions by action."""

    per_s: float
    cpu_ms: float
    peak_mib: float
    actions: dict[str, int] = field(default_factory=dict)


@dataclass
class Rates:
    """The passes of one kind of text, pass by pass beside one another."""

    kind: str
    records: int
    worker: list[Pass] = field(default_factory=list)
    forward: list[Pass] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        """Return the worker's rate against the forwarding loop's, pass by pass."""
        return [ours.per_s / bare.per_s for ours, bare in zip(self.worker, self.forward, strict=True)]


def measure(ground: Ground, kinds: Sequence[str], records: int, passes: int) -> list[Rates]:
    """Fill one input per kind, then go over all kinds again and again, each side in turn first."""
    found = [Rates(kind, records) for kind in kinds]
    for one in found:
        ground.fill(ground.route(one.kind).input, one.kind, records)
    for number in range(passes):
        for one in found:
            for side in (WORKER, FORWARD) if number % 2 else (FORWARD, WORKER):
                getattr(one, side.name).append(_pass(ground, side, ground.route(one.kind), records))
    return found


def _pass(ground: Ground, side: Side, route: Route, records: int) -> Pass:
    topic = getattr(route, side.output)
    before = ground.ends(topic)
    with ground.process(side, route, "--until-idle") as running, Watch(running.pid) as watch:
        running.finish(_PASS_S)
    out = ground.read(topic, before)
    if len(out) != records:
        running.fail(f"made {len(out)} records of {records}")
    since, until, timed = _span(out)
    return Pass(
        timed / (until - since), watch.cpu_s(since, until) * 1000 / timed, watch.peak_mib, _actions(side, out)
    )


def _span(out: Sequence[Record]) -> tuple[float, float, int]:
    """Return when the cold records were out, when all were (Unix time, in seconds), and how many came between.

    The broker's own stamps tell: nothing reads along meanwhile and takes time from either side. Time begins between two
    transactions, which is where the stamps are farthest apart.
    """
    times = np.sort([record.timestamp_ms / 1000 for record in out])
    cold = min(_COLD, len(times) // 3)
    first = cold // 2
    last_cold = first + int(np.argmax(np.diff(times[first : first + cold])))
    return float(times[last_cold]), float(times[-1]), len(times) - last_cold - 1


def _actions(side: Side, out: Sequence[Record]) -> dict[str, int]:
    if side is FORWARD:
        return {}
    return dict(Counter(str(msgspec.json.decode(record.value)["action"]) for record in out))
