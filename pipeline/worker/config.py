"""The worker's configuration: TOML, read strictly, with FILE:LINE for everything that is not as it should be.

Relative paths are relative to the file that names them; without a file, to the current directory. The
defaults are the embedded edition in ``./mifeng-data``.
"""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from pipeline.bus.kafka_config import KafkaConfig
from pipeline.contract import BadInput
from pipeline.policy import BUILT_IN
from pipeline.quarantine.keys import IDENTITY_FILE, PUBLIC_FILE
from pipeline.worker.routes import ROUTES, Route

Seconds = Annotated[float, Meta(gt=0, le=3600)]
#: Names the worker; goes before `instance` in the file, so that many can share one file.
INSTANCE_VARIABLE = "MIFENG_INSTANCE"
#: What such a name may be made of.
INSTANCE = r"^[A-Za-z0-9._-]{1,100}$"


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the configuration: unknown keys are errors, for a misspelt key would silently do nothing."""


class BusConfig(Section, frozen=True, kw_only=True):
    """``[bus]``. `kind` kafka is set up in ``[kafka]``; the other keys are for sqlite.

    `durability`: what a commit survives, see `pipeline.bus.sqlite_file`; both survive a kill.
    """

    kind: Literal["sqlite", "kafka"] = "sqlite"
    durability: Literal["power", "process"] = "power"
    busy_timeout_s: Seconds = 30.0


class WorkerConfig(Section, frozen=True, kw_only=True):
    """``[worker]``. Times are in seconds.

    `batch_size` and `batch_s`: a transaction has at most so many records, and what was decided in so much time.
    `inspect_timeout_s`: an inspection that takes longer fails, and its record goes to dead-letter. `live_s`: after so
    long without a turn of the loop, /livez says that it hangs; after `hang_s` the process ends itself. `stop_s`: so
    long a worker may take to end after SIGTERM; give it less than the supervisor's grace period. `policy_look_s`: how
    often a policy of one's own is looked at for changes. `canary_s`: how often the canaries are inspected; 0 for never.
    """

    batch_size: Annotated[int, Meta(ge=1, le=10_000)] = 200
    batch_s: Seconds = 5.0
    poll_timeout_s: Seconds = 0.2
    inspect_timeout_s: Seconds = 15.0
    live_s: Seconds = 30.0
    hang_s: Seconds = 120.0
    stop_s: Seconds = 25.0
    policy_look_s: Seconds = 5.0
    canary_s: Annotated[float, Meta(ge=0, le=3600)] = 60.0


class MetricsConfig(Section, frozen=True, kw_only=True):
    """``[metrics]``. Port 0 takes a free one."""

    host: Annotated[str, Meta(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 9464


class CasesTopicConfig(Section, frozen=True, kw_only=True):
    """``[cases_topic]``, on Kafka: its name, and how long a batch may wait in all for cases that have not come yet.

    `behind_s`: once the store has not been level with the topic for so long, the worker is not ready: it goes on with the
    cases that it has, and somebody should look. The minute of the default outlasts a restart of the brokers.
    """

    name: Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]{1,249}$")] = "mifeng.cases"
    wait_s: Annotated[float, Meta(ge=0, le=60)] = 2.0
    behind_s: Annotated[float, Meta(ge=5, le=3600)] = 60.0


class KeysConfig(Section, frozen=True, kw_only=True):
    """``[keys]``: paths. Keys that are not named are made in the data directory on the first run."""

    reviewer_public: str | None = None
    pseudonym: str | None = None


class Config(Section, frozen=True, kw_only=True):
    """The whole configuration. Paths in it are as written until `pipeline.worker.config_file` has read it.

    `policy` is the name of a built-in policy or the path of a file; `cases` is a JSONL file of cases.
    `instance` tells the workers of a group apart and has to stay the same over a restart; the default is the
    host's name.
    """

    data_dir: str = "mifeng-data"
    group: Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]{1,100}$")] = "mifeng"
    policy: str = "cn"
    cases: str | None = None
    instance: Annotated[str, Meta(pattern=INSTANCE)] | None = None
    bus: BusConfig = BusConfig()
    kafka: KafkaConfig = KafkaConfig()
    cases_topic: CasesTopicConfig = CasesTopicConfig()
    worker: WorkerConfig = WorkerConfig()
    metrics: MetricsConfig = MetricsConfig()
    keys: KeysConfig = KeysConfig()
    routes: Annotated[tuple[Route, ...], Meta(min_length=1)] = ROUTES

    @property
    def data(self) -> Path:
        """Return the data directory."""
        return Path(self.data_dir)

    @property
    def log_path(self) -> Path:
        """Return the file of the embedded bus."""
        return self.data / "topics.db"

    @property
    def cases_path(self) -> Path | None:
        """Return the file of cases, if there is one."""
        return Path(self.cases) if self.cases is not None else None

    @property
    def reviewer_public_path(self) -> Path:
        """Return the file of the reviewers' public keys."""
        return Path(self.keys.reviewer_public or self.data / "keys" / PUBLIC_FILE)

    @property
    def reviewer_identity_path(self) -> Path:
        """Return where the first run puts the reviewer's identity; the worker never reads it."""
        return self.data / "keys" / IDENTITY_FILE

    @property
    def pseudonym_key_path(self) -> Path:
        """Return the file of the key for pseudonyms."""
        return Path(self.keys.pseudonym or self.data / "keys" / "pseudonym.key")

    @property
    def instance_name(self) -> str:
        """Return the worker's name: from the environment, the file or the host. Raises `BadInput`."""
        if (name := os.environ.get(INSTANCE_VARIABLE)) is None:
            return self.instance or re.sub(r"[^A-Za-z0-9._-]", "-", socket.gethostname())[:100] or "worker"
        if not re.match(INSTANCE, name):
            raise BadInput("expected letters, digits and . _ - only, 100 at most", INSTANCE_VARIABLE)
        return name

    def under(self, base: Path) -> Config:
        """Return the configuration with its paths resolved against `base` and its routes complete."""

        def resolved(path: str | None) -> str | None:
            return None if path is None else str(base / path)

        return msgspec.structs.replace(
            self,
            data_dir=str(base / self.data_dir),
            policy=self.policy if self.policy in BUILT_IN else str(base / self.policy),
            cases=resolved(self.cases),
            kafka=self.kafka.under(base),
            keys=KeysConfig(
                reviewer_public=resolved(self.keys.reviewer_public), pseudonym=resolved(self.keys.pseudonym)
            ),
            routes=tuple(route.complete() for route in self.routes),
        )
