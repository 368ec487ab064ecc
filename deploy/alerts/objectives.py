"""Service objectives, and the alerts that tell how fast their error budgets burn.

An objective allows a share of bad events, its budget, over 30 days. Each alert looks at a long window, so that a blip calls
nobody, and at a short one, so that it ends soon after the trouble does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deploy.alerts.model import Alert, Recording, Severity

WINDOWS = ("5m", "30m", "1h", "6h", "3d")
#: Severity, wait, and for each pair of windows how many times faster than allowed the budget burns.
_BURNS: tuple[tuple[Severity, str, tuple[tuple[str, str, float], ...]], ...] = (
    ("critical", "2m", (("1h", "5m", 14.4), ("6h", "30m", 6))),
    ("warning", "15m", (("3d", "6h", 1),)),
)
_SECONDS = {"1h": 3600, "6h": 21600, "3d": 259200}
#: So many bad events a window needs at least: one late message of the night's only two is no reason to wake anybody.
LEAST = 10
#: From a record's timestamp to its commit, in seconds: a bound of the histogram.
LATE_S = 10


@dataclass(frozen=True, slots=True)
class Objective:
    """`goal` is the share of good events. `bad` and `whole` are queries of rates with WINDOW for the window."""

    name: str
    alert: str
    goal: float
    bad: str
    whole: str
    summary: str
    advice: str

    @property
    def budget(self) -> float:
        """Return the share of bad events that is allowed."""
        return round(1 - self.goal, 9)

    def recordings(self) -> Iterator[Recording]:
        """Yield the share and the rate of bad events for each window."""
        for window in WINDOWS:
            bad, whole = (query.replace("WINDOW", window) for query in (self.bad, self.whole))
            yield Recording(f"mifeng:{self.name}_bad:ratio_rate{window}", f"({bad}) / ({whole})")
            if window in _SECONDS:
                yield Recording(f"mifeng:{self.name}_bad:rate{window}", bad)

    def alerts(self) -> Iterator[Alert]:
        """Yield the alert for each severity."""
        for severity, wait, pairs in _BURNS:
            expr = "\nor\n".join(self._burns(*pair) for pair in pairs)
            yield Alert(self.alert, severity, wait, expr, self.summary, self.advice)

    def _burns(self, long: str, short: str, times: float) -> str:
        ratio, limit = f"mifeng:{self.name}_bad:ratio_rate", f"{times * self.budget:.5g}"
        enough = f"mifeng:{self.name}_bad:rate{long} * {_SECONDS[long]} >= {LEAST}"
        return f"({ratio}{long} > {limit} and {ratio}{short} > {limit} and {enough})"


_TIMED = "sum by (route) (rate(mifeng_end_to_end_seconds_count[WINDOW]))"
_DEAD = "sum by (route) (rate(mifeng_dead_letter_total[WINDOW]))"
_BURNING = "{{ $value | humanizePercentage }}"

LATENCY = Objective(
    name="latency",
    alert="MifengLatencyBudgetBurn",
    goal=0.99,
    bad=f'{_TIMED} - sum by (route) (rate(mifeng_end_to_end_seconds_bucket{{le="{LATE_S}.0"}}[WINDOW]))',
    whole=_TIMED,
    summary="Messages of route {{ $labels.route }} take too long",
    advice=f"{_BURNING} of the records took longer than {LATE_S} s from their timestamp to their commit; 1% may. Look at the lag"
    " and at the time of each stage on the dashboard of operations: add workers if the lag grows, look at the broker if it"
    " does not.",
)
DEAD_LETTERS = Objective(
    name="dead_letter",
    alert="MifengDeadLetterBudgetBurn",
    goal=0.999,
    bad=_DEAD,
    whole=f"{_TIMED} + {_DEAD}",
    summary="Too many records of route {{ $labels.route }} cannot be inspected",
    advice=f"{_BURNING} of the records went to dead-letter; 0.1% may. None of them was sent. List them with mifeng dead-letter"
    " list, mend the cause by the class of the error, and replay them.",
)
TRANSACTIONS = Objective(
    name="transaction",
    alert="MifengTransactionBudgetBurn",
    goal=0.99,
    bad='sum(rate(mifeng_transactions_total{result="aborted"}[WINDOW]))',
    whole="sum(rate(mifeng_transactions_total[WINDOW]))",
    summary="Too many transactions are aborted",
    advice=f"{_BURNING} of the transactions were aborted and tried again; 1% may. Nothing is lost or sent twice, but messages"
    " wait. The log says why under batch_aborted; look at the brokers.",
)
OBJECTIVES = (LATENCY, DEAD_LETTERS, TRANSACTIONS)
