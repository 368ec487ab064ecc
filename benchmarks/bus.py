"""The worker on a real Kafka broker: its rate beside the same loop without inspection, and how long a message takes.

Both are processes of their own; the worker is the real command with its default settings, real detectors and cases from the
cases topic. ``MIFENG_BENCH_RECORDS=10000 MIFENG_BENCH_PASSES=7 python -m benchmarks bus`` for longer passes, or more.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import harmonic_mean, median

from rich.console import Console

from benchmarks import bus_delay, bus_rates
from benchmarks.bus_ground import FORWARD, WORKER, Ground
from benchmarks.bus_report import Report, show, write
from benchmarks.bus_texts import KINDS
from tests.kafka.broker import Broker
from tests.kafka.jars import missing

OUTPUT = Path(__file__).resolve().parents[1] / ".cache" / "bench" / "bus.json"
_RECORDS = int(os.environ.get("MIFENG_BENCH_RECORDS", "4000"))
_PASSES = int(os.environ.get("MIFENG_BENCH_PASSES", "5"))
_STEADY_S = 30.0
#: Messages a second at which the delay is taken, and how many more a worker must be able to do for it to be steady.
_PER_S, _ROOM = 500.0, 1.25


def run() -> None:
    """Print the tables and write the JSON. Where a broker cannot run, one line says so, and nothing is measured."""
    if (reason := missing()) is not None:
        print(f"bus: not measured, {reason}", file=sys.stderr)
        return
    with (
        tempfile.TemporaryDirectory(prefix="mifeng-bench-") as folder,
        Broker(Path(folder, "broker")) as broker,
    ):
        report = measure(broker, Path(folder, "ground"))
    show(report, Console(width=None if sys.stdout.isatty() else 110))
    write(report, OUTPUT)


def measure(
    broker: Broker,
    folder: Path,
    kinds: Sequence[str] = KINDS,
    *,
    records: int = _RECORDS,
    passes: int = _PASSES,
    steady_s: float = _STEADY_S,
) -> Report:
    """Measure everything on a broker: `records` of each kind in each of `passes`, and `steady_s` seconds of steady work."""
    folder.mkdir()
    ground = Ground(broker, folder)
    rates = bus_rates.measure(ground, kinds, records, passes)
    per_s = steady_rate([median(one.per_s for one in kind.worker) for kind in rates])
    delays = [bus_delay.measure(ground, side, per_s, steady_s) for side in (WORKER, FORWARD)]
    return Report(rates, delays, wanted_per_s=_PER_S)


def steady_rate(rates: list[float]) -> float:
    """Return 500 a second if a worker of these rates by kind has room for it, else half of what it can do.

    Of each kind there are equally many messages, so what it can do is the harmonic mean.
    """
    able = harmonic_mean(rates)
    return _PER_S if able >= _PER_S * _ROOM else able / 2
