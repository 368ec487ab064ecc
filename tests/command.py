"""Starting the real command line, and measuring what it takes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
#: The console script beside the interpreter that runs the tests.
MIFENG = Path(sys.executable).parent / "mifeng"


class Result(NamedTuple):
    """What a command did: exit code, output, seconds of CPU, largest resident size in MiB (0: not measured)."""

    code: int
    out: bytes
    err: str
    seconds: float
    mebibytes: float


def mifeng(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path = ROOT, environment: dict[str, str] | None = None
) -> Result:
    """Run the console script to its end; time and memory are those of the child alone."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        child = subprocess.Popen(
            [MIFENG, *map(str, arguments)],
            stdin=given,
            stdout=out,
            stderr=err,
            cwd=cwd,
            env={**os.environ, **(environment or {})},
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said = err.read().decode("utf-8", "replace")
        took = usage.ru_utime + usage.ru_stime
        return Result(child.returncode, out.read(), said, took, usage.ru_maxrss / 1024)
