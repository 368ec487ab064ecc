"""What `--jobs` is worth: messages a second of `mifeng scan`, start included, with one process and more.

The rounds are taken in turns, and the fastest of each counts: on a machine that does much else the others say little. More
processes than cores are of no use, and a file of a few messages is not worth a second process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.cost import SETS

SET = SETS / "b"
#: A development set, so many times over; and how often each number of processes is timed.
TIMES, ROUNDS = 80, 3


def run(times: int = TIMES, rounds: int = ROUNDS) -> None:
    """Print messages a second, and how many times that of one process, for 1, 2, 4 … up to the machine's cores."""
    with tempfile.TemporaryDirectory() as folder:
        messages = Path(folder) / "messages.jsonl"
        written = (SET / "messages.jsonl").read_bytes() * times
        messages.write_bytes(written)
        count = written.count(b"\n")
        numbers = _numbers(len(os.sched_getaffinity(0)))
        seconds = [[_seconds(messages, jobs) for jobs in numbers] for _ in range(rounds)]
    fastest = [count / min(of_one) for of_one in zip(*seconds, strict=True)]
    for jobs, rate in zip(numbers, fastest, strict=True):
        print(f"scan --jobs {jobs:<3} {rate:8.0f} messages a second {rate / fastest[0]:6.2f}x")


def _numbers(cores: int) -> list[int]:
    return [*(1 << power for power in range(cores.bit_length()) if 1 << power < cores), cores]


def _seconds(messages: Path, jobs: int) -> float:
    command = [sys.executable, "-m", "pipeline.cli", "scan", "--cases", SET / "cases.jsonl", "--jobs", str(jobs), messages]  # fmt: skip
    began = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - our own command
    return time.monotonic() - began
