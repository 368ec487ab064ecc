"""Several workers of one configuration on one machine: what each has of its own."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from pipeline.contract import BadInput
from pipeline.worker.config import INSTANCE, Config, KeysConfig

_LAST_PORT = 65535


def members(config: Config, count: int) -> dict[str, Config]:
    """Return the configurations of `count` workers by name, numbered from 0. Raises `BadInput` where there cannot be so many.

    Each has the name NAME-NUMBER, as the pods of a StatefulSet; the directory of that name in `data_dir`, for its case
    store has one writer; and the port `metrics.port` + NUMBER, for metrics have one process (0 remains any free one).
    Everything else, keys included, they share.
    """
    if config.bus.kind != "kafka":
        raise BadInput(
            'expected bus.kind = "kafka" for more than one worker: the embedded bus has one position for all of a topic, '
            "and a second worker would inspect what the first one does, in vain",
            "--workers",
        )
    last = config.metrics.port + count - 1
    if config.metrics.port and last > _LAST_PORT:
        raise BadInput(f"expected room for {count} ports up to {_LAST_PORT}", "metrics.port")
    base = config.instance_name
    found: dict[str, Config] = {}
    keys = KeysConfig(
        reviewer_public=str(config.reviewer_public_path), pseudonym=str(config.pseudonym_key_path)
    )
    for number in range(count):
        name = f"{base}-{number}"
        if not re.match(INSTANCE, name):
            raise BadInput(
                f"expected a shorter name than {base}, so that {name} has 100 characters", "instance"
            )
        port = config.metrics.port and config.metrics.port + number
        found[name] = msgspec.structs.replace(
            config,
            instance=name,
            data_dir=str(Path(config.data_dir) / name),
            keys=keys,
            metrics=msgspec.structs.replace(config.metrics, port=port),
        )
    return found
