"""A worker that never commits: ``python -m tests.kafka.crash_worker BOOTSTRAP GROUP INPUT OUTPUT`` waits inside a transaction.

It prints a line when its outputs have arrived at the broker, so that whoever kills it does so between send and commit.
"""

from __future__ import annotations

import sys
import time

from pipeline.bus import Output
from pipeline.bus.kafka import KafkaBus
from tests.kafka.buses import config


def main(bootstrap: str, group: str, input_topic: str, output_topic: str) -> None:
    """Poll one batch, publish it and hang."""
    bus = KafkaBus(config(bootstrap, transaction_timeout_s=120.0), group, "w1")
    records = []
    while not records:
        records = bus.poll([input_topic], 100, 0.2)
    with bus.transaction() as transaction:
        transaction.publish([Output(output_topic, b"crashed " + record.value) for record in records])
        transaction.advance(records)
        bus._writer._producer.flush(timeout=10)
        print("sent", flush=True)
        time.sleep(600)


if __name__ == "__main__":
    main(*sys.argv[1:])
