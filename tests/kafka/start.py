"""`make kafka`: one broker to try things on, until Ctrl-C. Its data are gone with it."""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.kafka.broker import Broker, NotStarted
from tests.kafka.jars import FetchFailed, missing
from tests.kafka.settings import Node, free_port, is_free

_USUAL_PORT = 9092
# How often it is looked at, in seconds.
_LOOK_S = 0.5


def main() -> int:
    """Start a broker on 9092, or on a free port where that is taken, print its address, and stay. Returns 1 if it cannot."""
    reason = missing()
    if reason is not None:
        print(reason, file=sys.stderr)
        return 1
    # SIGTERM ends it as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    node = Node(port=_USUAL_PORT if is_free(_USUAL_PORT) else free_port())
    with tempfile.TemporaryDirectory(prefix="mifeng-kafka-") as folder:
        return _serve(Broker(Path(folder), node=node))


def _serve(broker: Broker) -> int:
    print("starting Kafka ...", flush=True)
    try:
        with broker:
            print(
                f"bootstrap = {broker.bootstrap}   (up in {broker.start_s:.1f} s; Ctrl-C ends it)", flush=True
            )
            while broker.is_running():
                time.sleep(_LOOK_S)
            print(f"Kafka has ended\n{broker.log_tail()}", file=sys.stderr)
            return 1
    except KeyboardInterrupt:
        return 0
    except (FetchFailed, NotStarted) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
