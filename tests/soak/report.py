"""The numbers of one scenario."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Report:
    """What was done and what came of it. Times are in seconds; `faults` must be 0 each."""

    scenario: str
    seed: int
    messages: int
    kills: int
    restarts: int
    aborted: int
    batches_aborted: int
    duration_s: float
    longest_pause_s: float
    lag: int
    faults: Counter[str]
    examples: list[str] = field(default_factory=list)
    endings: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return self.messages > 0 and self.lag == 0 and not self.faults.total()

    def lines(self) -> list[str]:
        """Return it for a person to read."""
        rate = self.messages / self.duration_s
        return [
            f"{self.scenario} (seed {self.seed}): {'good' if self.is_good else 'BAD'}",
            f"  {self.messages} messages in {self.duration_s:.1f} s, {rate:.0f}/s; lag {self.lag}",
            f"  workers: {self.kills} killed, {self.restarts} started again",
            f"  transactions: {self.aborted} with something in them aborted by the broker, "
            f"{self.batches_aborted} batches given up by a worker",
            f"  longest time without progress while work waited: {self.longest_pause_s:.1f} s",
            "  " + ", ".join(f"{kind} {count}" for kind, count in self.faults.items()),
            *(f"  {count}x {ending}" for ending, count in self.endings.items()),
            *(f"  {line}" for line in (*self.notes, *self.examples)),
        ]
