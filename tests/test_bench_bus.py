"""The benchmark of the bus runs: on a real broker, with the real worker, and with few messages."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks import bus
from benchmarks.bus_report import Report, show, write
from tests.kafka.broker import Broker
from tests.kafka.conftest import kafka, kafka_is_here

__all__ = ["kafka", "kafka_is_here"]
_RECORDS, _STEADY_S = 600, 1.0


@pytest.fixture(scope="module")
def report(kafka: Broker, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Everything measured once, in little."""
    folder = tmp_path_factory.mktemp("bench") / "ground"
    return bus.measure(kafka, folder, ["chat"], records=_RECORDS, passes=1, steady_s=_STEADY_S)


def test_every_record_is_decided_and_timed(report: Report) -> None:
    """One pass of each side, as many decisions as records, some allowed and some not, and one ratio."""
    (rates,) = report.rates
    (ours,), (bare,) = rates.worker, rates.forward
    assert sum(ours.actions.values()) == _RECORDS
    assert {"allow"} < set(ours.actions)
    assert bare.actions == {}
    assert ours.peak_mib > bare.peak_mib > 0
    assert min(ours.per_s, bare.per_s, ours.cpu_ms) > 0
    assert rates.ratios == [ours.per_s / bare.per_s]


def test_every_message_at_a_steady_rate_is_timed(report: Report) -> None:
    """Both sides bring out as many messages as the rate and the time make, and the percentiles are in order."""
    assert [one.side for one in report.delays] == ["worker", "forward"]
    for one in report.delays:
        assert one.messages == round(one.wanted_per_s * _STEADY_S)
        assert 0 < one.p50_ms <= one.p99_ms <= one.max_ms


def test_what_was_measured_is_shown_and_written(report: Report, tmp_path: Path) -> None:
    """No cell of the tables is cut off, the steady rate is told, and the JSON holds each pass and each side's delays."""
    console = Console(width=110, record=True, file=io.StringIO())
    show(report, console)
    shown = console.export_text()
    assert "…" not in shown
    assert f"{report.delays[0].wanted_per_s:.0f} a second" in shown
    path = tmp_path / "bench" / "bus.json"
    write(report, path)
    plain = json.loads(path.read_text("utf-8"))
    assert [len(one["worker"]) for one in plain["rates"]] == [1]
    assert plain["delays"][0]["p99_ms"] == report.delays[0].p99_ms


@pytest.mark.parametrize(
    ("rates", "expected"), [([2000.0, 2000.0], 500.0), ([400.0, 400.0], 200.0), ([5000.0, 250.0], 238.1)]
)
def test_a_worker_without_room_is_timed_at_half_of_what_it_can_do(
    rates: list[float], expected: float
) -> None:
    """With a quarter to spare over 500 a second it is 500; else half of the harmonic mean of the kinds."""
    assert bus.steady_rate(rates) == pytest.approx(expected, abs=0.1)
