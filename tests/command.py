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
_MEASURED = Path(__file__).parent / "measured.py"


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
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        tempfile.TemporaryFile() as told,
    ):
        given.write(stdin)
        given.seek(0)
        subprocess.run(
            [sys.executable, "-IS", _MEASURED, str(told.fileno()), MIFENG, *map(str, arguments)],
            stdin=given,
            stdout=out,
            stderr=err,
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            pass_fds=(told.fileno(),),
            check=True,
        )
        for file in (out, err, told):
            file.seek(0)
        code, seconds, kibibytes = told.read().split()
        said = err.read().decode("utf-8", "replace")
        return Result(int(code), out.read(), said, float(seconds), int(kibibytes) / 1024)


def spawned(pid: int) -> list[int]:
    """Return the processes that a command has started to share its work, from first to last."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
