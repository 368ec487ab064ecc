"""A worker for `test_kill`: ``python kill_worker.py DATA_DIR`` runs the real one, small batches, until it is stopped."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.worker.config_file import parse_config
from pipeline.worker.run import run

CONFIG = """
cases = "cases.jsonl"
metrics.port = 0
[worker]
batch_size = 20
poll_timeout_s = 0.02
"""

if __name__ == "__main__":
    sys.exit(run(parse_config(CONFIG, "kill").under(Path(sys.argv[1]))))
