"""One reviewer in a process of their own: FOLDER IDENTITY RECORDS MODE, one word of output for each record.

MODE ``slow`` waits, with everything published and nothing committed, for a line on stdin; ``dies`` is killed there.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.bus import Output, sqlite
from pipeline.quarantine import load_identity
from pipeline.review.decisions import release
from pipeline.review.errors import Refused
from pipeline.review.opening import open_desk
from pipeline.review.reason import Reason
from pipeline.review.search import find
from pipeline.worker.config import Config

folder, identity_file, wanted, mode = sys.argv[1:]
identity = load_identity(Path(identity_file))
published = sqlite.SqliteTransaction.publish


def halting(self: sqlite.SqliteTransaction, outputs: Sequence[Output]) -> None:
    """Publish, and then do as MODE says."""
    published(self, outputs)
    print("published", flush=True)
    if mode == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    sys.stdin.readline()


with open_desk(Config().under(Path(folder))) as desk:
    found = [find(desk, "quarantine", one) for one in wanted.split(",")]
    print("ready", flush=True)
    sys.stdin.readline()
    if mode != "quick":
        sqlite.SqliteTransaction.publish = halting  # type: ignore[method-assign]
    for item, envelope in found:
        try:
            release(desk, item, envelope, identity, f"reviewer-{os.getpid()}", Reason("false-alarm"))
        except Refused:
            print("refused", flush=True)
        else:
            print("released", flush=True)
