"""A deployment of a test's own: names that nobody else uses, keys, and a configuration file for one user of Kafka."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kafka import KafkaProducer
from kafka.admin import KafkaAdminClient

from pipeline.bus import Record
from pipeline.bus.kafka.topic_reader import KafkaTopicReader
from pipeline.bus.kafka_config import KafkaConfig, client_options
from pipeline.provision.kafka_topics import make
from pipeline.provision.permissions import Permission
from pipeline.provision.plan import Keep, plan
from pipeline.worker.config import Config
from pipeline.worker.config_file import load_config
from pipeline.worker.new_keys import create_keys
from pipeline.worker.routes import Route
from tests.kafka.acls import Allow
from tests.kafka.broker import Broker
from tests.kafka.secure import ADMIN, SecureBroker

_CONFIG = """\
group = "g-{name}"
instance = "w1"
metrics.port = 0
bus.kind = "kafka"
cases_topic.name = "cases-{name}"
keys.reviewer_public = "keys/reviewer.pub"
keys.pseudonym = "keys/pseudonym.key"
[kafka]
{kafka}
request_timeout_s = 5
session_timeout_s = 6
[[routes]]
name = "messages"
input = "in-{name}"
"""


@dataclass
class Deployment:
    """Names, keys and configurations in `folder`. `connection` gives the lines of [kafka] for a user."""

    folder: Path
    connection: Callable[[str], Iterable[str]]
    name: str = field(default_factory=lambda: uuid.uuid4().hex[:12])

    def __post_init__(self) -> None:
        create_keys(self.folder / "keys")

    @property
    def identity(self) -> Path:
        """Return the file of the reviewer's identity."""
        return self.folder / "keys" / "reviewer.identity"

    def file(self, user: str = "worker", **changes: str) -> Path:
        """Write a configuration; `changes` are lines of [kafka] as they are to be read instead, "" for none."""
        lines = dict(line.split(" = ", 1) for line in self.connection(user)) | changes
        text = "\n".join(f"{name} = {value}" for name, value in lines.items() if value)
        path = self.folder / f"{user}.toml"
        path.write_text(_CONFIG.format(name=self.name, kafka=text))
        return path

    def config(self, user: str = "worker") -> Config:
        """Return the configuration for a user."""
        return load_config(self.file(user))

    @property
    def route(self) -> Route:
        """Return the one route."""
        return self.config().routes[0]

    def make_topics(self, client: KafkaAdminClient, partitions: int = 1) -> None:
        """Make every topic as `mifeng topics create` does, with one partition or more."""
        wanted = plan(self.config(), Keep(), replication=1)
        for topic in wanted:
            assert make(client, topic, partitions, 1) is None
        client.wait_for_topics([topic.name for topic in wanted])

    def publish(self, config: KafkaConfig, topic: str, records: Sequence[tuple[bytes | None, bytes]]) -> None:
        """Publish keys and values, outside of any transaction."""
        with closing(KafkaProducer(**client_options(config))) as producer:
            for key, value in records:
                producer.send(topic, value, key=key).get(timeout=20)

    def read(self, config: KafkaConfig, topic: str) -> list[Record]:
        """Return what is committed in a topic."""
        with closing(KafkaTopicReader(config, "test")) as reader:
            return list(reader.read(topic))


def plain(kafka: Broker, folder: Path) -> Deployment:
    """Return a deployment on a broker without passwords."""
    return Deployment(folder, lambda _: [f'bootstrap = "{kafka.bootstrap}"'])


def secured(kafka: SecureBroker, folder: Path) -> Deployment:
    """Return a deployment on a secure broker: passwords for the users that have one, certificates for all others."""

    def connection(user: str) -> list[str]:
        trust = f'ssl_cafile = "{kafka.cafile}"'
        if user not in ("worker", ADMIN):
            files = kafka.certificate_config(user)
            return [
                f'bootstrap = "{kafka.certificate_bootstrap}"',
                'security_protocol = "SSL"',
                trust,
                f'ssl_certfile = "{files["ssl_certfile"]}"',
                f'ssl_keyfile = "{files["ssl_keyfile"]}"',
            ]
        password = folder / f"{user}.password"
        password.touch(mode=0o600)
        password.write_text(kafka.password(user))
        return [
            f'bootstrap = "{kafka.bootstrap}"',
            'security_protocol = "SASL_SSL"',
            trust,
            f'sasl_username = "{user}"',
            f'password_file = "{password}"',
        ]

    return Deployment(folder, connection)


def allow(user: str, wanted: Iterable[Permission]) -> list[Allow]:
    """Return permissions as the broker of the tests takes them."""
    return [Allow(user, one.operation, one.resource, one.name, one.prefixed) for one in wanted]
