"""Made-up tools for the tests of the comparison of speed: one that finds digits, and numbers of one that never ran."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from benchmarks.peers import timed
from benchmarks.speed_passes import Timed
from benchmarks.speed_side import Pass, Tool

_TIMED = Path(timed.__file__)
#: Finds every digit, and leaves its mark where the test can see who read what, and when.
_DIGITS = """
import json
print("a line that is no answer", flush=True)

def reader():
    def read(text):
        with open({log!r}, "a", encoding="utf-8") as log:
            print(json.dumps([{name!r}, text]), file=log)
        return [one for one in text if one.isdigit()]
    return read
"""


def tool(folder: Path, name: str, adapter: str) -> Tool:
    """Return a tool that the real timing program times, with this adapter."""
    path = folder / f"{name}.py"
    path.write_text(textwrap.dedent(adapter), encoding="utf-8")
    command = [sys.executable, "-I", "-X", "utf8", str(_TIMED), str(path)]
    return Tool(name, "1.2", lambda: command, "anything but find digits")


def digits(folder: Path, name: str) -> Tool:
    """Return a tool that finds digits, and notes in the file ``log`` of the folder what it reads."""
    return tool(folder, name, _DIGITS.format(log=str(folder / "log"), name=name))


def one_pass(messages: int, cpu_s: float, **changed: float) -> Pass:
    """Return a pass that has taken so long."""
    plain = {"found": 4, "unread": 0, "clock_s": cpu_s, "resident_mib": 10.0, "peak_mib": 20.0}
    return Pass(messages=messages, cpu_s=cpu_s, **(plain | changed))  # type: ignore[arg-type]


def made_up(name: str, *passes: Pass) -> Timed:
    """Return a tool with these passes."""
    return Timed(Tool(name, "1.2", list, "anything"), 1.0, list(passes))
