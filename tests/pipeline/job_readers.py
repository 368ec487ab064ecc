"""What the processes of `test_jobs` do with a line: told by the line, and importable by them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from pipeline.contract import BadInput

#: Personal data that an error holds and that must not be told.
TOLD = "13855501234"


class Reader:
    """Answers a line with itself, after what the line says is to be done. `folder` is where processes meet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, line: bytes) -> bytes:
        """Do as told: wait-for NAME, make NAME, bad, raise, interrupt, die."""
        match line.decode().split():
            case ["wait-for", name]:
                while not (self._folder / name).exists():
                    time.sleep(0.001)
            case ["make", name]:
                (self._folder / name).touch()
            case ["bad"]:
                raise BadInput("expected better", "field")
            case ["raise"]:
                raise ValueError(TOLD)
            case ["interrupt"]:
                os.kill(os.getpid(), signal.SIGINT)
            case ["die"]:
                os.kill(os.getpid(), signal.SIGKILL)
        return line
