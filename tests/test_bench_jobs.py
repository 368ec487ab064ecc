"""The benchmark of `--jobs` runs the real command and prints a rate for each number of processes."""

from __future__ import annotations

import re

import pytest

from benchmarks import jobs


@pytest.mark.parametrize(("cores", "numbers"), [(1, [1]), (2, [1, 2]), (6, [1, 2, 4, 6]), (8, [1, 2, 4, 8])])
def test_it_goes_up_to_the_cores_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], cores: int, numbers: list[int]
) -> None:
    """By doubling, with one process first, to which the others are compared."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(cores)))
    monkeypatch.setattr(jobs, "_seconds", lambda _, jobs: 10 / jobs)
    jobs.run(times=1, rounds=2)
    lines = re.findall(r"--jobs (\d+) +(\d+) messages a second +([\d.]+)x", capsys.readouterr().out)
    assert [(int(n), float(ratio)) for n, _, ratio in lines] == [(n, float(n)) for n in numbers]
    assert lines[0][1] == "24"  # 245 messages in ten seconds


def test_it_times_the_real_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which must have ended well."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0})
    jobs.run(times=1, rounds=1)
    assert re.fullmatch(r"scan --jobs 1 +[1-9]\d* messages a second +1.00x\n", capsys.readouterr().out)
