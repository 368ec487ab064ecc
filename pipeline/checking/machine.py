"""What is on this machine: policy, data directory, port, and the worker's name."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from pipeline.checking.finding import Finding, ok, wrong
from pipeline.contract import BadInput
from pipeline.policy import load_policy
from pipeline.worker.config import INSTANCE_VARIABLE, Config

#: Names of hosts that many machines share.
_SHARED_NAMES = frozenset({"localhost", "localhost.localdomain", "worker"})


def check_policy(config: Config) -> Iterator[Finding]:
    """Load the policy."""
    try:
        yield ok(f"policy {load_policy(config.policy).id}")
    except BadInput as error:
        yield wrong("policy", str(error))


def check_data(config: Config) -> Iterator[Finding]:
    """See whether the data directory is there or can be made, and can be written."""
    place = next((path for path in (config.data, *config.data.parents) if path.exists()), Path("/"))
    if not place.is_dir():
        yield wrong(f"data_dir {config.data}", f"{place} is no directory")
    elif not os.access(place, os.W_OK | os.X_OK):
        yield wrong(f"data_dir {config.data}", f"{place} cannot be written by this user")
    else:
        yield ok(f"data_dir {config.data}" + ("" if place == config.data else " (will be made)"))


def check_port(config: Config) -> Iterator[Finding]:
    """See whether the metrics can be served."""
    host, port = config.metrics.host, config.metrics.port
    what = f"metrics on {host}:{port}"
    try:
        with socket.create_server((host, port)):
            yield ok(what)
    except OSError as error:
        advice = f"{error.strerror}; expected a free port, or does a worker run already?"
        yield wrong(what, advice)


def check_instance(config: Config) -> Iterator[Finding]:
    """See whether the worker has a name of its own. Two with the same name push each other out on Kafka."""
    try:
        name = config.instance_name
    except BadInput as error:
        yield wrong("instance", str(error))
        return
    given = config.instance is not None or INSTANCE_VARIABLE in os.environ
    if config.bus.kind == "kafka" and not given and name in _SHARED_NAMES:
        yield wrong(
            f"instance {name}",
            f"the host's name is no name of its own; set instance or {INSTANCE_VARIABLE}, the same over restarts",
        )
    else:
        yield ok(f"instance {name}" + ("" if given else " (the host's name; has to stay over a restart)"))
