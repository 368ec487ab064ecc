"""``timed.py ADAPTER``: lets a tool read message files as often as it is asked, and times nothing but the reading.

It stays alive between orders, so that several tools can take turns. An order is one line of JSON on stdin, ``{"folder": "..."}``,
the folder of a ``messages.jsonl``. The answer is one line, see `answer`. This file needs the standard library only, for it runs in
other tools' environments; ADAPTER is a file with a ``reader()`` that gives what finds the values in a text.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

#: What an adapter makes of a folder: the work that is timed. It returns counts, of which ``messages``, ``found`` and
#: ``unread`` (texts that the tool could not read to the end) must be there.
Load = Callable[[Path], Callable[[], dict[str, Any]]]


def texts(folder: Path) -> list[str]:
    """Return the texts of a message file, each with its subject on a line before it."""
    lines = (folder / "messages.jsonl").read_text("utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    return ["\n".join(filter(None, (one.get("subject"), one["text"]))) for one in read]


def reading(read: Callable[[str], list[Any]]) -> Load:
    """Return the work of a tool that reads one text after the other."""

    def load(folder: Path) -> Callable[[], dict[str, Any]]:
        given = texts(folder)

        def work() -> dict[str, Any]:
            found = unread = 0
            for text in given:
                try:
                    found += len(read(text))
                except Exception:  # noqa: BLE001  # it is told, and the tool goes on as it would
                    unread += 1
            return {"messages": len(given), "found": found, "unread": unread}

        return work

    return load


def answer(load: Load, folder: Path) -> dict[str, Any]:
    """Do the work once. Returns its counts, seconds of CPU (all threads) and of the clock, and memory in MiB, now and at its largest."""
    work = load(folder)
    cpu, clock = time.process_time(), time.perf_counter()
    counts = work()
    seconds = {"cpu_s": time.process_time() - cpu, "clock_s": time.perf_counter() - clock}
    return counts | seconds | {"resident_mib": _memory("VmRSS"), "peak_mib": _memory("VmHWM")}


def _memory(which: str) -> float:
    lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{which}:"))


def pin() -> None:
    """Keep this process on one core, the last that it may use: every tool takes the same."""
    with suppress(
        AttributeError, OSError
    ):  # no such call, or not allowed: then the tools run where the system puts them
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def serve(start: Callable[[], Load]) -> None:
    """Pin the process, start the tool, and answer each order. What the tool prints goes to stderr."""
    pin()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    load = start()
    for line in sys.stdin:
        print(json.dumps(answer(load, Path(json.loads(line)["folder"]))), file=answers, flush=True)


if __name__ == "__main__":
    serve(lambda: reading(runpy.run_path(sys.argv[1])["reader"]()))
