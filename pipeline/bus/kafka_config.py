"""How to reach Apache Kafka: the ``[kafka]`` table of the configuration, and the client arguments made from it.

The password is in no configuration: it comes from a file of its own or from the environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from pipeline.contract import BadInput

PASSWORD_VARIABLE = "MIFENG_KAFKA_PASSWORD"  # noqa: S105 - the name of a variable
_MIB = 1024 * 1024
_PATHS = ("ssl_cafile", "ssl_certfile", "ssl_keyfile", "password_file")
#: Longest pause, in milliseconds, before a lost broker is tried again. The library waits for up to 30 s.
_RECONNECT_MS = 2_000


class KafkaConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[kafka]``. Times are in seconds; files are PEM.

    `transaction_timeout_s`: after so long an unfinished transaction is aborted, by the broker too; until then
    it holds up those who read only what is committed. `session_timeout_s`: after so long without a heartbeat
    the partitions of a worker go to the others; a restart under the same instance name within it moves none.
    `max_poll_interval_s`: the longest that a batch may take. `max_in_flight_bytes`: how much is read ahead and
    handed out at once. `compression` other than gzip needs the library of that name.
    """

    bootstrap: Annotated[str, Meta(min_length=1)] = "localhost:9092"
    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    ssl_cafile: str | None = None
    ssl_certfile: str | None = None
    ssl_keyfile: str | None = None
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = "SCRAM-SHA-512"
    sasl_username: str | None = None
    password_file: str | None = None
    transaction_timeout_s: Annotated[float, Meta(ge=1, le=900)] = 20.0
    session_timeout_s: Annotated[float, Meta(ge=1, le=1800)] = 20.0
    request_timeout_s: Annotated[float, Meta(ge=1, le=300)] = 10.0
    max_poll_interval_s: Annotated[float, Meta(ge=1, le=3600)] = 120.0
    max_in_flight_bytes: Annotated[int, Meta(ge=65_536, le=1024 * _MIB)] = 32 * _MIB
    compression: Literal["none", "gzip", "snappy", "lz4", "zstd"] = "gzip"

    def under(self, base: Path) -> KafkaConfig:
        """Return the configuration with its paths resolved against `base`."""
        given = {name: getattr(self, name) for name in _PATHS}
        return msgspec.structs.replace(
            self, **{name: str(base / path) for name, path in given.items() if path is not None}
        )


def client_options(config: KafkaConfig, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return the keyword arguments that kafka-python's consumer, producer and admin client share.

    Raises `BadInput` when SASL is asked for without a user name or a password, or a file cannot be read.
    """
    options: dict[str, Any] = {
        "bootstrap_servers": [server.strip() for server in config.bootstrap.split(",")],
        "security_protocol": config.security_protocol,
        "request_timeout_ms": milliseconds(config.request_timeout_s),
        "bootstrap_timeout_ms": milliseconds(config.request_timeout_s),
        "reconnect_backoff_max_ms": _RECONNECT_MS,
    }
    if config.security_protocol.endswith("SSL"):
        options |= _tls(config)
    if config.security_protocol.startswith("SASL"):
        options |= _sasl(config, environment)
    return options


def milliseconds(seconds: float) -> int:
    """Return whole milliseconds."""
    return int(seconds * 1000)


def _tls(config: KafkaConfig) -> dict[str, Any]:
    files = {name: getattr(config, name) for name in ("ssl_cafile", "ssl_certfile", "ssl_keyfile")}
    for name, path in files.items():
        if path is not None and not os.access(path, os.R_OK):
            raise BadInput(f"expected a readable file for kafka.{name}", path)
    return files


def _sasl(config: KafkaConfig, environment: Mapping[str, str]) -> dict[str, Any]:
    if not config.sasl_username:
        raise BadInput(
            f"expected kafka.sasl_username, for kafka.security_protocol is {config.security_protocol}"
        )
    return {
        "sasl_mechanism": config.sasl_mechanism,
        "sasl_plain_username": config.sasl_username,
        "sasl_plain_password": _password(config, environment),
    }


def _password(config: KafkaConfig, environment: Mapping[str, str]) -> str:
    if config.password_file is None:
        if password := environment.get(PASSWORD_VARIABLE):
            return password
        raise BadInput(f"expected kafka.password_file or the environment variable {PASSWORD_VARIABLE}")
    try:
        password = Path(config.password_file).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        password = ""
    if not password:
        raise BadInput("expected a readable file that holds the password for Kafka", config.password_file)
    return password
