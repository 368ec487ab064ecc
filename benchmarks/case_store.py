"""The case store beside cases in memory: memory, size on disk, time to load, time to look up.

``MIFENG_BENCH_CASES=1000000 python -m benchmarks case_store`` for another number of cases; all of them are made up.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from pipeline.cases import Cases
from pipeline.cases.lookup import CaseLookup
from pipeline.cases.records import Change
from pipeline.cases.store import CasesKey, CaseStore
from pipeline.contract import Borrower, Case, Contact, Loan

_SIZE = int(os.environ.get("MIFENG_BENCH_CASES", "20000"))
_BATCH = 2000
_LOOK_UPS = 20_000


def run() -> None:
    """Print one table. Each side has a process of its own, so that neither is charged with the other's memory."""
    print(f"{_SIZE} made-up cases; growth of resident memory since before the load; look-ups of random cases")
    for side in (_stored, _in_memory):
        process = get_context("spawn").Process(target=side, args=(_SIZE,))
        process.start()
        process.join()


def _stored(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.db"
        before = _resident()
        store = CaseStore(path, CasesKey(bytes(range(32))))
        started = time.perf_counter()
        cases = _cases(size)
        while batch := list(islice(cases, _BATCH)):
            store.apply([Change(case.case_id, case) for case in batch])
        store.writer.flush()
        took = time.perf_counter() - started
        print(f"  sealed store: loaded in {took:.1f} s, {path.stat().st_size / 2**20:.0f} MiB on disk")
        _look_up(store.cases, size)
        print(f"    memory {(_resident() - before) / 2**20:.0f} MiB")
        store.close()


def _in_memory(size: int) -> None:
    before = _resident()
    started = time.perf_counter()
    cases = Cases(_cases(size))
    print(f"  in memory:    loaded in {time.perf_counter() - started:.1f} s")
    _look_up(cases, size)
    print(f"    memory {(_resident() - before) / 2**20:.0f} MiB")


def _look_up(cases: CaseLookup, size: int) -> None:
    chance = random.Random(1)  # noqa: S311  # no secret
    numbers = [chance.randrange(size) for _ in range(_LOOK_UPS)]
    _report("case", numbers, lambda number: cases.get(f"C-{number}"))
    _report("case again", numbers[-200:] * 20, lambda number: cases.get(f"C-{number}"))
    _report("no such case", numbers, lambda number: cases.get(f"D-{number}"))
    _report("identifier", numbers, lambda number: cases.directory.case_of(_phone(number)))
    _report("nobody's", numbers, lambda number: cases.directory.case_of(f"177{number:08}"))


def _report(what: str, numbers: list[int], look: Callable[[int], object]) -> None:
    times: list[float] = []
    for number in numbers:
        started = time.perf_counter_ns()
        look(number)
        times.append((time.perf_counter_ns() - started) / 1000)
    times.sort()
    late = times[len(times) * 99 // 100]
    print(f"    {what:<14} median {statistics.median(times):6.1f} µs, 99 % within {late:6.1f} µs")


def _resident() -> int:
    """Return the bytes of memory that are this process's now."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _phone(number: int) -> str:
    return f"139{number:08}"


def _cases(size: int) -> Iterator[Case]:
    for number in range(size):
        yield Case(
            case_id=f"C-{number}",
            borrower=Borrower(
                name="齐鸿远",
                id_number=f"11010119900101{number:08}",
                phones=(_phone(number), f"138{number:08}"),
                bank_cards=(f"62220000{number:011}",),
                addresses=("江州市青禾区望月路88号3栋2单元501室",),
                employers=("江州青禾印务有限公司",),
            ),
            contacts=(
                Contact(relation="spouse", name="沈若兰", phones=(f"137{number:08}",)),
                Contact(relation="friend", name="秦朗", phones=(f"136{number:08}",)),
            ),
            loan=Loan(
                contract_no=f"HT{number:010}", lender="江州银行", product="安居贷", principal=50000.0,
                outstanding=32100.5, days_overdue=number % 400,
            ),
        )  # fmt: skip
