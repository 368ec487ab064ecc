"""The tables of the benchmark of the bus, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.bus_delay import Delays
from benchmarks.bus_rates import Pass, Rates
from benchmarks.tables import headed, shares


@dataclass(frozen=True)
class Report:
    """Everything that was measured. `wanted_per_s`: the steady rate at which a fast enough machine would have been timed."""

    rates: list[Rates]
    delays: list[Delays]
    wanted_per_s: float


def show(report: Report, console: Console) -> None:
    """Print both tables, and what one has to know to read them."""
    lines = (_rates(report.rates), _about_rates(report.rates), _delays(report.delays), _about_delays(report))
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False)


def write(report: Report, path: Path) -> None:
    """Write every pass and every delay, in the units of `Pass` and `Delays`, as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = asdict(report)
    for kind, rates in zip(plain["rates"], report.rates, strict=True):
        kind["ratios"] = rates.ratios
    path.write_text(json.dumps(plain, indent=2) + "\n", encoding="utf-8")


def _rates(rates: Sequence[Rates]) -> Table:
    built = headed(
        "text", "worker/s", "forward/s", "ratio (low to high)", "worker CPU", "forward CPU", "worker MiB"
    )
    for one in rates:
        low, middle, high = _spread(one.ratios)
        built.add_row(
            one.kind,
            *(f"{_median(side, lambda each: each.per_s):,.0f}" for side in (one.worker, one.forward)),
            f"{middle:.3f} ({low:.3f} to {high:.3f})",
            *(f"{_median(side, lambda each: each.cpu_ms):.2f} ms" for side in (one.worker, one.forward)),
            f"{max(each.peak_mib for each in one.worker):.0f}",
        )
    return built


def _about_rates(rates: Sequence[Rates]) -> str:
    made = "; ".join(f"{one.kind} {shares(one.worker[0].actions)}" for one in rates)
    return (
        f"Medians of {len(rates[0].worker)} passes of {rates[0].records} records each, the two sides in turn; "
        "CPU per record, of all threads; memory at its largest.\n"
        f"forward: the same bus, batches and transactions, each record passed on unread. Decisions: {made}."
    )


def _delays(delays: Sequence[Delays]) -> Table:
    built = headed("produced to readable", "p50", "p99", "max", "messages", "per s", "CPU each", "MiB")
    for one in delays:
        built.add_row(
            one.side,
            *(f"{delay:.1f} ms" for delay in (one.p50_ms, one.p99_ms, one.max_ms)),
            str(one.messages),
            f"{one.sent_per_s:.0f}",
            f"{one.cpu_ms:.2f} ms",
            f"{one.peak_mib:.0f}",
        )
    return built


def _about_delays(report: Report) -> str:
    asked = report.delays[0].wanted_per_s
    why = "" if asked == report.wanted_per_s else (
        f": half of what the worker can do here, which is not enough for {report.wanted_per_s:.0f}"
    )  # fmt: skip
    return f"All kinds of text in turn at a steady {asked:.0f} a second{why}; readable: at read_committed."


def _median(passes: Sequence[Pass], of: Callable[[Pass], float]) -> float:
    return median(of(one) for one in passes)


def _spread(ratios: Sequence[float]) -> tuple[float, float, float]:
    return min(ratios), median(ratios), max(ratios)
