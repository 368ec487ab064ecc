"""The tools taking turns on message files: in each pass every tool reads the same messages, and no pass has those of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.message_files import generate, write
from benchmarks.peers.environments import Unavailable
from benchmarks.speed_side import Pass, Side, Tool

#: Low, median, high.
Spread = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Timed:
    """One tool on one message file. `start_s`: seconds from nothing to the first answer, one SMS."""

    tool: Tool
    start_s: float
    passes: list[Pass] = field(default_factory=list)

    @property
    def per_s(self) -> float:
        """Return messages per second of one core, the median of the passes."""
        return median(one.per_s for one in self.passes)

    @property
    def peak_mib(self) -> float:
        """Return the largest resident memory of the process, which has read nothing but this message file."""
        return max(one.peak_mib for one in self.passes)

    @property
    def found_each(self) -> float:
        """Return findings per message."""
        return self._sum(lambda one: one.found) / self._sum(lambda one: one.messages)

    @property
    def unread(self) -> int:
        """Return how many messages, of all passes, the tool gave up."""
        return self._sum(lambda one: one.unread)

    @property
    def late(self) -> int:
        """Return how many messages, of all passes, took longer than a worker would have waited."""
        return self._sum(lambda one: one.late)

    def _sum(self, of: Callable[[Pass], int]) -> int:
        return sum(of(one) for one in self.passes)

    def ratio(self, baseline: Timed) -> Spread:
        """Return how many times as many messages per second as the baseline, pass by pass: above 1, this one is faster."""
        ratios = [
            ours.per_s / theirs.per_s for ours, theirs in zip(self.passes, baseline.passes, strict=True)
        ]
        return min(ratios), median(ratios), max(ratios)


@dataclass(frozen=True, slots=True)
class OfKind:
    """What was measured on one message file. `missing` says, in one line each, why tools have no numbers."""

    kind: str
    count: int
    timed: list[Timed]
    missing: list[str]

    def of(self, name: str) -> Timed | None:
        """Return one tool's numbers, None where it has none."""
        return next((one for one in self.timed if one.tool.name == name), None)


def measure(kind: str, count: int, tools: Sequence[Tool], passes: int, folder: Path) -> OfKind:
    """Let the tools take turns: one reading each that does not count, then `passes` that do. `folder` is for the messages."""
    missing: list[str] = []
    with ExitStack() as alive:
        sides = list(_started(tools, _file(folder, "sms", "first", 1), alive, missing))
        for number in range(passes + 1):
            messages = _file(folder, kind, str(number), count)
            for side, timed in list(sides):
                try:
                    one = side.read(messages)
                except Unavailable as error:
                    missing.append(str(error))
                    sides.remove((side, timed))
                    continue
                if number:
                    timed.passes.append(one)
    return OfKind(kind, count, [timed for _, timed in sides], missing)


def _started(
    tools: Sequence[Tool], first: Path, alive: ExitStack, missing: list[str]
) -> Iterator[tuple[Side, Timed]]:
    for tool in tools:
        side = alive.enter_context(Side(tool))
        try:
            start_s = side.start(first)
        except Unavailable as error:
            missing.append(str(error))
        else:
            yield side, Timed(tool, start_s)


def _file(folder: Path, kind: str, seed: str, count: int) -> Path:
    """Write a message file into a folder of its own."""
    made = folder / f"{kind}-{seed}"
    made.mkdir(parents=True)
    write(generate(kind, seed, count), made)
    return made
