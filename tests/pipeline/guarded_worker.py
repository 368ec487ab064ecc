"""A worker for `test_guards`: ``python -m tests.pipeline.guarded_worker CONFIG`` runs it with an inspector that does harm when told."""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
import sys
import time
from pathlib import Path

from pipeline.worker.config_file import load_config
from pipeline.worker.run import run
from tests.pipeline.worker_fakes import TellingInspector


def harm(raw: bytes) -> None:
    """Do what the record's ``harm`` says."""
    match json.loads(raw).get("harm"):
        case "spin":  # a loop of Python that also swallows whatever it is interrupted with, once
            try:
                _spin()
            except Exception:  # noqa: BLE001
                _spin()
        case "pattern":  # a regular expression that goes back for ever
            re.match("(a+)+b", "a" * 64)
        case "stuck":  # outside the interpreter, with its lock held, and deaf
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            ctypes.PyDLL(None).sleep(600)
        case "death":
            os.kill(os.getpid(), signal.SIGKILL)


def _spin() -> None:
    while True:
        time.sleep(0)


if __name__ == "__main__":
    sys.exit(run(load_config(Path(sys.argv[1])), build_inspector=lambda _: TellingInspector(harm)))
