"""The baseline of the benchmark of the bus: ``python -m benchmarks.bus_forward CONFIG [--until-idle]``.

The worker's own bus, batches and transactions, and its look at the lag after each; but each record goes to the cleared
topic as it came, and nobody reads it. What is left of the worker's time beside this is inspection, sealing and decisions.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pipeline.bus import Output, Record
from pipeline.bus.kafka import KafkaBus
from pipeline.worker.config import Config
from pipeline.worker.config_file import load_config
from pipeline.worker.signals import stop_on_signals


def main(path: str, *options: str) -> None:
    """Forward until nothing is left, with ``--until-idle``, or else until SIGTERM."""
    config = load_config(Path(path))
    with stop_on_signals() as stop, closing(_bus(config)) as bus:
        while not stop.is_set():
            records = bus.poll(
                [config.routes[0].input], config.worker.batch_size, config.worker.poll_timeout_s
            )
            if records:
                _forward(bus, config.routes[0].cleared, records)
            behind = bus.lag(config.routes[0].input)
            if "--until-idle" in options and not records and not behind:
                return


def _bus(config: Config) -> KafkaBus:
    return KafkaBus(config.kafka, config.group, config.instance_name)


def _forward(bus: KafkaBus, topic: str, records: Sequence[Record]) -> None:
    with bus.transaction() as transaction:
        transaction.publish([Output(topic, r.value, r.key, r.headers, r.timestamp_ms) for r in records])
        transaction.advance(records)


if __name__ == "__main__":
    main(*sys.argv[1:])
