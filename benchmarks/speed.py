"""Speed, memory and start beside other tools: mifeng's whole decision, and their detection alone, on the same messages.

No peer does what mifeng does: what each leaves out is printed with the numbers. ``MIFENG_BENCH_PASSES=15 python -m benchmarks peers``
for more passes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from rich.console import Console

from benchmarks.cost import Spent, by_stage
from benchmarks.message_files import COUNTS, generate
from benchmarks.peers import ARGUS, JIONLP, PRESIDIO, timed_peers
from benchmarks.speed_passes import OfKind, measure
from benchmarks.speed_report import Report, show, write
from benchmarks.speed_side import Tool, own_command
from pipeline.cases import Cases

OUTPUT = Path(__file__).resolve().parents[1] / ".cache" / "bench" / "peers.json"
_PASSES = int(os.environ.get("MIFENG_BENCH_PASSES", "7"))
#: Rounds in which the cost by stage is taken; the first does not count.
_ROUNDS = 3
#: Tried out on the releases that are pinned.
_DOES_NOT = {
    ARGUS[0]: (
        "ask who will read a message; compare it with a case record (a list of names can be given); decide by a policy; find debts, but "
        "for amounts beside a word for one; read spoken digits or respelt names of apps; find names without a cue (fast mode)"
    ),
    JIONLP[0]: (
        "ask who will read a message; compare it with a case record; decide; redact (extractors only); find names, addresses, "
        "workplaces, bank cards or debts; read full-width or spoken digits, zero-width characters or respelt names of apps"
    ),
    PRESIDIO[0]: (
        "ask who will read a message; compare it with a case record; decide; redact (the analyzer only); find names, addresses, "
        "workplaces (no language model), Chinese ID numbers, bank cards, plates, handles or debts; read spoken digits"
    ),
}


def tools() -> list[Tool]:
    """Return the tools in the order of their turns, argus-redact first."""
    ours = Tool(
        "mifeng",
        version("mifeng"),
        own_command,
        "seal what is held or blocked, or use a bus, as its worker does",
    )
    return [*(Tool.of(peer, _DOES_NOT[peer.name]) for peer in timed_peers()), ours]


def run() -> None:
    """Print the tables and write the JSON. Exits with 1, after that, if a tool could not be had or did not answer."""
    report = compare(tools(), COUNTS, _PASSES)
    show(report, Console(width=None if sys.stdout.isatty() else 110))
    write(report, OUTPUT)
    for why in report.missing():
        print(f"peers: {why}", file=sys.stderr)
    if report.missing():
        raise SystemExit(1)


def compare(taking_part: Sequence[Tool], counts: dict[str, int], passes: int) -> Report:
    """Measure the tools on so many messages of each kind, the first of the tools being the one to compare with."""
    kinds: list[OfKind] = []
    cost: dict[str, Spent] = {}
    with tempfile.TemporaryDirectory(prefix="mifeng-bench-") as folder:
        for kind, count in counts.items():
            print(f"peers: {kind} ...", file=sys.stderr, flush=True)
            kinds.append(measure(kind, count, taking_part, passes, Path(folder, kind)))
            cost[kind] = _cost(kind, count)
    return Report(taking_part, taking_part[0].name, kinds, cost)


def _cost(kind: str, count: int) -> Spent:
    generated = list(generate(kind, "cost", count))
    directory = Cases(one.case for one in generated).directory
    return by_stage([(one.message, one.case, directory) for one in generated], _ROUNDS)
