"""mifeng's side of the comparison: ``python -m benchmarks.speed_worker``, orders and answers as in `benchmarks.peers.timed`.

It does with a batch what the worker does between polling and committing it: fold and tag it side by side, then each record from
its bytes to a verdict, with its case, the policy ``cn``, a key, and the worker's own size of a batch. What is left out is the bus, and
sealing what is held or blocked. The time limit is longer than the worker's, so that what comes too late is timed as well; it is counted.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.peers.timed import Load, serve
from pipeline.cases import Cases, load_cases
from pipeline.policy import load_policy
from pipeline.redaction import RedactionKey
from pipeline.worker.config import WorkerConfig
from pipeline.worker.core import CoreInspector
from pipeline.worker.inspector import Inspector
from pipeline.worker.time_limit import TimedInspector

_SETTINGS = WorkerConfig()
_LIMIT_S = 300.0


def start() -> Load:
    """Load everything that a worker loads before it says that it is ready."""
    policy, key = load_policy("cn"), RedactionKey(bytes(range(32)))
    CoreInspector(Cases(), policy, key)
    gc.freeze()  # as the worker does before its first batch

    def load(folder: Path) -> Callable[[], dict[str, Any]]:
        inspector = CoreInspector(load_cases(folder / "cases.jsonl"), policy, key)
        timed = TimedInspector(inspector, _LIMIT_S)
        raws = (folder / "messages.jsonl").read_bytes().splitlines()
        return lambda: decide(timed, raws)

    return load


def decide(inspector: Inspector, raws: list[bytes]) -> dict[str, Any]:
    """Decide about all records, batch by batch. ``unread``: there was no verdict; ``late``: a worker would not have waited for it."""
    actions: Counter[str] = Counter()
    found = late = 0
    for begin in range(0, len(raws), _SETTINGS.batch_size):
        batch = raws[begin : begin + _SETTINGS.batch_size]
        inspector.prepare(batch)
        for raw in batch:
            began = time.perf_counter()
            try:
                verdict = inspector.inspect(raw)
            except Exception:  # noqa: BLE001  # as in the worker, whatever it is
                actions["dead-letter"] += 1
            else:
                actions[verdict.action] += 1
                found += len(verdict.findings)
            late += time.perf_counter() - began > _SETTINGS.inspect_timeout_s
    counts = {"messages": len(raws), "found": found, "unread": actions["dead-letter"], "late": late}
    return {**counts, "actions": dict(actions)}


if __name__ == "__main__":
    serve(start)
