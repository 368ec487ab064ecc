"""The tables of the comparison of speed, and the same as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.cost import Spent
from benchmarks.speed_passes import OfKind, Spread, Timed
from benchmarks.speed_side import Tool
from benchmarks.tables import headed, shares

#: Stages of a decision, in the order in which they are passed; see docs/performance.md.
STAGES = ("prepare", "fold", "detect", "decide", "redact", "rest")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was measured. `baseline`: the tool that all are compared with. `cost`: seconds by kind and stage."""

    tools: Sequence[Tool]
    baseline: str
    kinds: Sequence[OfKind]
    cost: dict[str, Spent]

    def ratio(self, of_kind: OfKind, timed: Timed) -> Spread | None:
        """Return a tool's ratio to the baseline; None where the baseline has no numbers."""
        baseline = of_kind.of(self.baseline)
        return timed.ratio(baseline) if baseline else None

    def starts(self, tool: Tool) -> list[float]:
        """Return the seconds of all starts of a tool."""
        return [timed.start_s for of_kind in self.kinds if (timed := of_kind.of(tool.name))]

    def missing(self) -> list[str]:
        """Return why numbers are missing, each reason once."""
        return list(dict.fromkeys(why for of_kind in self.kinds for why in of_kind.missing))


def show(report: Report, console: Console) -> None:
    """Print the tables, and what one has to know to read them."""
    console.print(_rates(report), soft_wrap=True)
    for line in _about_rates(report):
        console.print(line, soft_wrap=True, highlight=False)
    console.print(_starts(report), soft_wrap=True)
    for tool in report.tools:
        console.print(
            f"{tool.name} {tool.version} does not: {tool.does_not}.", soft_wrap=True, highlight=False
        )
    console.print(_cost(report.cost), soft_wrap=True)
    console.print(
        "Microseconds of CPU per message in mifeng, least of several rounds. prepare: folding and tagging the texts side by side (a worker "
        "reads those over 2,000 characters one at a time); fold: the same for subjects, and for the second look at what was redacted.",
        soft_wrap=True,
        highlight=False,
    )


def write(report: Report, path: Path) -> None:
    """Write every pass of every tool, in the units of `Pass`, with medians and ratios, as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_plain(report), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _plain(report: Report) -> dict[str, Any]:
    return {
        "baseline": report.baseline,
        "tools": [
            {"name": t.name, "version": t.version, "does_not": t.does_not, "start_s": report.starts(t)}
            for t in report.tools
        ],
        "kinds": [
            {
                "kind": of_kind.kind,
                "messages": of_kind.count,
                "tools": {timed.tool.name: _plain_timed(report, of_kind, timed) for timed in of_kind.timed},
                "missing": of_kind.missing,
                "cost_us": {stage: s * 1e6 for stage, s in report.cost.get(of_kind.kind, {}).items()},
            }
            for of_kind in report.kinds
        ],
    }


def _plain_timed(report: Report, of_kind: OfKind, timed: Timed) -> dict[str, Any]:
    spread = report.ratio(of_kind, timed)
    return {
        "per_s": timed.per_s,
        "ratio": dict(zip(("low", "median", "high"), spread, strict=True)) if spread else None,
        "found_each": timed.found_each,
        "peak_mib": timed.peak_mib,
        "passes": [
            {
                "messages": one.messages,
                "found": one.found,
                "unread": one.unread,
                "late": one.late,
                "cpu_s": one.cpu_s,
                "clock_s": one.clock_s,
                "actions": one.actions,
            }
            for one in timed.passes
        ],
    }


def _rates(report: Report) -> Table:
    built = headed(
        "messages", "tool", "per s", f"x {report.baseline} (low to high)", "findings each", "peak MiB", left=2
    )
    for of_kind in report.kinds:
        for number, timed in enumerate(of_kind.timed):
            built.add_row(
                "" if number else of_kind.kind,
                timed.tool.name,
                _three(timed.per_s),
                _spread(report.ratio(of_kind, timed)),
                f"{timed.found_each:,.2f}",
                f"{timed.peak_mib:.0f}",
            )
        built.add_section()
    return built


def _three(number: float) -> str:
    """Return a number to three digits, or whole."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def _spread(spread: Spread | None) -> str:
    if spread is None:
        return "-"
    low, middle, high = spread
    return f"{middle:.3g} ({low:.3g} to {high:.3g})"


def _about_rates(report: Report) -> Iterator[str]:
    passes = [one for of_kind in report.kinds for timed in of_kind.timed for one in timed.passes]
    if not passes:
        return
    counts = ", ".join(f"{of_kind.kind} {of_kind.count}" for of_kind in report.kinds)
    rounds = max(len(timed.passes) for of_kind in report.kinds for timed in of_kind.timed)
    busy = max(one.clock_s / one.cpu_s for one in passes)
    yield (
        f"Messages per second of one core (CPU time), medians of {rounds} passes in turns; in each pass every tool reads the same new "
        f"messages ({counts}). Above 1, a tool is faster than {report.baseline}. Memory is that of a process that reads nothing else. "
        f"The clock showed at most {busy:.2f} times the CPU time: on a quiet machine it is 1."
    )
    yield "Decisions: " + "; ".join(filter(None, map(_actions, report.kinds))) + "."
    for of_kind in report.kinds:
        for timed in of_kind.timed:
            if timed.unread:
                yield f"{timed.tool.name} gave up {timed.unread} of the {of_kind.kind} messages, which its rate counts as read."
            if timed.late:
                yield (
                    f"{timed.tool.name} took longer for {timed.late} of the {of_kind.kind} messages than a worker waits by default: there "
                    "they go to dead-letter."
                )


def _actions(of_kind: OfKind) -> str:
    actions: Counter[str] = Counter()
    for timed in of_kind.timed:
        for one in timed.passes:
            actions.update(one.actions)
    return f"{of_kind.kind} {shares(actions)}" if actions else ""


def _starts(report: Report) -> Table:
    built = headed("tool", "from nothing to the first answer", "low to high", "starts")
    for tool in report.tools:
        if starts := report.starts(tool):
            low, high = min(starts), max(starts)
            built.add_row(tool.name, f"{median(starts):.2f} s", f"{low:.2f} to {high:.2f}", str(len(starts)))
    return built


def _cost(cost: dict[str, Spent]) -> Table:
    built = headed("messages", *STAGES, "all")
    for kind, spent in cost.items():
        each = [spent.get(stage, 0.0) for stage in STAGES]
        built.add_row(kind, *(f"{seconds * 1e6:,.0f}" for seconds in (*each, sum(each))))
    return built
