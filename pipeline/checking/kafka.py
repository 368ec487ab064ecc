"""What is on Kafka: a way in, topics, permissions and the group. Everything that is asked leaves no trace there."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator

from pipeline.bus import BusError
from pipeline.bus.kafka.reach import refusals
from pipeline.checking.finding import Finding, ok, wrong
from pipeline.checking.group import check_group
from pipeline.checking.rights import check_rights
from pipeline.checking.topics import check_topics
from pipeline.contract import BadInput
from pipeline.provision.kafka_topics import admin, look
from pipeline.provision.permissions import topics_of
from pipeline.worker.config import Config

#: The versions of kafka-python whose inside is known: from the first, below the second.
SUPPORTED = ((3, 0, 12), (3, 1))


def check_kafka(config: Config) -> Iterator[Finding]:
    """Look at the library and the way in; if there is one, at all that is behind it."""
    yield check_library(importlib.metadata.version("kafka-python"))
    server = f"kafka {config.kafka.bootstrap}"
    try:
        refused = refusals(config.kafka)
    except BadInput as error:
        yield wrong(server, str(error))
        return
    if refused:
        yield from (wrong("kafka", refusal.words) for refusal in refused)
        return
    yield ok(f"{server} ({_how(config)})")
    try:
        yield from _behind(config)
    except BusError as error:
        yield wrong(server, f"{error}; the rest of the checks could not be made")


def check_library(version: str) -> Finding:
    """Tell whether this version of kafka-python is one that mifeng has been tested with."""
    parts = tuple(int(part) for part in version.split(".") if part.isdigit())
    lowest, beyond = (".".join(map(str, bound)) for bound in SUPPORTED)
    if SUPPORTED[0] <= parts < SUPPORTED[1]:
        return ok(f"library kafka-python {version}")
    return wrong(
        f"library kafka-python {version}", f'expected >={lowest},<{beyond}: pip install "mifeng[kafka]"'
    )


def _how(config: Config) -> str:
    user = f" as {config.kafka.sasl_username}" if config.kafka.security_protocol.startswith("SASL") else ""
    return f"{config.kafka.security_protocol}{user}"


def _behind(config: Config) -> Iterator[Finding]:
    with admin(config.kafka) as client:
        found = look(client, topics_of(config))
        brokers = len(client.describe_cluster()["brokers"])
        yield from check_topics(config, found, brokers)
        yield from check_rights(config, client, found)
        yield from check_group(config, client)
