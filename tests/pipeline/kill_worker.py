"""A worker for `test_kill`: ``python kill_worker.py DATA_DIR`` runs it with a fake core until it is
stopped.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from worker_fakes import TellingInspector

from pipeline.worker.config import Config
from pipeline.worker.config_file import parse_config
from pipeline.worker.run import run

CONFIG = "metrics.port = 0\n[worker]\nbatch_size = 20\npoll_timeout_s = 0.02\n"


def _weigh(raw: bytes) -> None:
    """Take some tens of microseconds, so that a kill can hit an inspection as well as a commit."""
    hashlib.pbkdf2_hmac("sha256", raw, b"weight", 60)


def build(_: Config) -> TellingInspector:
    """Return the fake core."""
    return TellingInspector(_weigh)


if __name__ == "__main__":
    sys.exit(run(parse_config(CONFIG, "kill").under(Path(sys.argv[1])), build_inspector=build))
