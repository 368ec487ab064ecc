"""Who needs which permission on Kafka, and what for. This is the only list of them: commands print it, tests apply it.

READ and WRITE on a topic, a group or a transactional id include DESCRIBE. Nobody needs IDEMPOTENT_WRITE on the cluster:
brokers ask a transactional producer for its transactional id only, and since Kafka 2.8 any other one for WRITE on a topic.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.review.event import reviews_topic
from pipeline.review.opening import GROUP as REVIEWS
from pipeline.worker.config import Config

Operation = Literal["READ", "WRITE", "CREATE", "DESCRIBE", "DESCRIBE_CONFIGS"]
Resource = Literal["TOPIC", "GROUP", "TRANSACTIONAL_ID"]
Role = Literal["worker", "reviewer", "producer", "reader", "cases", "check", "creator"]
_OPTIONS: Mapping[Resource, str] = {
    "TOPIC": "--topic",
    "GROUP": "--group",
    "TRANSACTIONAL_ID": "--transactional-id",
}


@dataclass(frozen=True, slots=True)
class Permission:
    """To be allowed to a user: one operation on a resource, named as in Kafka's documentation of ACLs, and why.

    `prefixed`: on every name that begins with `name`.
    """

    operation: Operation
    resource: Resource
    name: str
    reason: str
    prefixed: bool = False

    @property
    def place(self) -> str:
        """Return what it is about, such as "topic mifeng.messages" or "transactional id mifeng.*"."""
        return f"{self.resource.lower().replace('_', ' ')} {self.name}{'*' if self.prefixed else ''}"


def permissions(config: Config, role: Role) -> tuple[Permission, ...]:
    """Return the least that a role needs for the topics of `config`."""
    return tuple(_ROLES[role](config))


def _worker(config: Config) -> Iterator[Permission]:
    for route in config.routes:
        yield Permission("READ", "TOPIC", route.input, "takes its messages from here")
        yield Permission("WRITE", "TOPIC", route.cleared, "sends on what may pass")
        yield Permission("WRITE", "TOPIC", route.quarantine, "sets aside, sealed, what is held or blocked")
        yield Permission("WRITE", "TOPIC", route.dead_letter, "refers to what could not be inspected")
        yield Permission("WRITE", "TOPIC", route.restricted, "keeps, sealed, what could not be inspected")
        yield Permission("WRITE", "TOPIC", route.decisions, "writes down each decision")
    if config.cases_path is None:
        yield Permission("READ", "TOPIC", config.cases_topic.name, "judges by these cases")
    yield Permission("READ", "GROUP", config.group, "shares the input with other workers, commits positions")
    yield Permission(
        "WRITE", "TRANSACTIONAL_ID", f"{config.group}.", "commits each batch exactly once, as GROUP.INSTANCE", prefixed=True
    )  # fmt: skip


def _reviewer(config: Config) -> Iterator[Permission]:
    for route in config.routes:
        yield Permission("READ", "TOPIC", route.quarantine, "lists and opens what was held or blocked")
        yield Permission("READ", "TOPIC", route.dead_letter, "lists what could not be inspected")
        yield Permission("READ", "TOPIC", route.restricted, "opens what is to be replayed")
        yield Permission("READ", "TOPIC", reviews_topic(route), "knows what is decided")
        yield Permission("WRITE", "TOPIC", reviews_topic(route), "leaves an audit event of each decision")
        yield Permission("WRITE", "TOPIC", route.cleared, "releases")
        yield Permission("WRITE", "TOPIC", route.input, "replays")
    yield Permission(
        "WRITE", "TRANSACTIONAL_ID", f"{REVIEWS}.", "decides about each record once, under its name", prefixed=True
    )  # fmt: skip


def _producer(config: Config) -> Iterator[Permission]:
    for route in config.routes:
        yield Permission("WRITE", "TOPIC", route.input, "hands over messages")


def _reader(config: Config) -> Iterator[Permission]:
    """What a sender downstream needs beside READ on a group of its own, of which mifeng does not know the name."""
    for route in config.routes:
        yield Permission("READ", "TOPIC", route.cleared, "sends what may pass; with isolation read_committed")


def _cases(config: Config) -> Iterator[Permission]:
    yield Permission("WRITE", "TOPIC", config.cases_topic.name, "publishes cases: mifeng cases load")


def _check(config: Config) -> Iterator[Permission]:
    for topic in topics_of(config):
        yield Permission("DESCRIBE", "TOPIC", topic, "mifeng check sees whether it is there")
        yield Permission("DESCRIBE_CONFIGS", "TOPIC", topic, "mifeng check looks at its settings")


def _creator(config: Config) -> Iterator[Permission]:
    for topic in topics_of(config):
        yield Permission("CREATE", "TOPIC", topic, "mifeng topics create makes it")
        yield Permission("DESCRIBE", "TOPIC", topic, "mifeng topics create sees whether it is there")
        yield Permission("DESCRIBE_CONFIGS", "TOPIC", topic, "mifeng topics create says what differs")


_ROLES: Mapping[Role, Callable[[Config], Iterable[Permission]]] = {
    "worker": _worker,
    "reviewer": _reviewer,
    "producer": _producer,
    "reader": _reader,
    "cases": _cases,
    "check": _check,
    "creator": _creator,
}


def topics_of(config: Config) -> tuple[str, ...]:
    """Return every topic that mifeng has to do with: those of the routes, their reviews, and the cases."""
    routes = [topic for route in config.routes for topic in (*route.topics(), reviews_topic(route))]
    return *routes, config.cases_topic.name


def command_of(permission: Permission, user: str, bootstrap: str) -> str:
    """Return the call of Kafka's kafka-acls.sh that allows `permission` to `user` ("User:NAME")."""
    words = ["kafka-acls.sh", "--bootstrap-server", bootstrap, "--command-config", "admin.properties"]
    words += ["--add", "--allow-principal", user, "--operation", _WORDS[permission.operation]]
    words += [_OPTIONS[permission.resource], permission.name]
    if permission.prefixed:
        words += ["--resource-pattern-type", "prefixed"]
    return shlex.join(words)


#: As kafka-acls.sh spells operations.
_WORDS: Mapping[Operation, str] = {
    "READ": "Read",
    "WRITE": "Write",
    "CREATE": "Create",
    "DESCRIBE": "Describe",
    "DESCRIBE_CONFIGS": "DescribeConfigs",
}
