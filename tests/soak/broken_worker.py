"""The real worker with one thing broken: ``python -m tests.soak.broken_worker stops|raises CONFIG``.

stops: it freezes itself (SIGSTOP) inside its first transaction, when its outputs have arrived at the broker.
raises: a detector of its raises for a text with `FAILS` in it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.bus import Record
from pipeline.bus.kafka.bus import KafkaTransaction
from pipeline.cases import load_cases
from pipeline.policy import load_policy
from pipeline.redaction.keys import KEY_FILE_VARIABLE, load_key
from pipeline.worker.config import Config
from pipeline.worker.config_file import load_config
from pipeline.worker.core import CoreInspector
from pipeline.worker.inspector import Inspector, Verdict
from pipeline.worker.run import run

FAILS = "此处检测器出错"


class _Failing(CoreInspector):
    def inspect(self, raw: bytes) -> Verdict:
        """Inspect, or fail as a detector might."""
        if FAILS.encode() in raw:
            raise RecursionError(raw.decode())
        return super().inspect(raw)


def _failing(config: Config) -> Inspector:
    assert config.cases_path is not None
    key = load_key({KEY_FILE_VARIABLE: str(config.pseudonym_key_path)})
    return _Failing(load_cases(config.cases_path), load_policy(config.policy), key)


def _freeze_in_a_transaction() -> None:
    advance, once = KafkaTransaction.advance, iter([True])

    def freezing(transaction: KafkaTransaction, records: Sequence[Record]) -> None:
        advance(transaction, records)
        if next(once, False):
            transaction._writer._producer.flush(timeout=10)
            os.kill(os.getpid(), signal.SIGSTOP)

    KafkaTransaction.advance = freezing  # type: ignore[method-assign, assignment]


def main(what: str, config: str) -> int:
    """Run it until it is stopped."""
    build: Callable[[Config], Inspector] | None = None
    if what == "stops":
        _freeze_in_a_transaction()
    else:
        build = _failing
    return run(load_config(Path(config)), build_inspector=build)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
