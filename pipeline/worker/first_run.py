"""The first run: a data directory and a text that says what is what; and, for the embedded edition, keys.

On Kafka a worker makes no keys: every worker of a group needs the same ones, and a key that was made on a disk which goes
with its container would take with it whatever had been sealed to it.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.contract import BadInput
from pipeline.quarantine.keys import KeyFileError, generate_keypair
from pipeline.worker.config import Config
from pipeline.worker.new_keys import make_secret

README_FILE = "README.txt"
_README = """\
This directory belongs to a mifeng worker. It was made on its first run.

topics.db                the topics: messages as they came in, cleared ones, quarantine, decisions. It holds
                         personal data; only its owner can read it. -wal and -shm files belong to it.
keys/reviewer.pub        the public key that quarantined messages are sealed to. The worker needs it.
keys/reviewer.identity   the key that opens them. Move it to the reviewers and away from here; the worker
                         never reads it. Without it, nothing in the quarantine can be opened again.
keys/pseudonym.key       the key of pseudonyms. The same person has the same pseudonym as long as it stays.
"""
_README_KAFKA = """\
This directory belongs to a mifeng worker on Kafka. What is in it can be lost: it is read again from Kafka.

cases.db                 the cases as the cases topic has them, sealed. -wal and -shm files belong to it.
keys/cases.key           the key of cases.db, unless the environment gives another one.
"""


def prepare(config: Config) -> None:
    """Make what is missing. Keys are made only by the embedded edition and only before there is a log.

    Raises `BadInput` with the path of what is missing or cannot be made.
    """
    on_kafka = config.bus.kind == "kafka"
    try:
        config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if on_kafka:
            _write_readme(config, _README_KAFKA)
        elif not config.log_path.exists():
            _make_keys(config)
            _write_readme(config, _README)
    except OSError as error:
        raise BadInput(
            f"expected a directory that can be written ({error.strerror})", str(config.data)
        ) from None
    except KeyFileError as error:
        raise BadInput(str(error)) from None
    for path in missing_keys(config):
        raise BadInput(key_expected(config), str(path))


def missing_keys(config: Config) -> list[Path]:
    """Return the key files that a worker needs and that are not there."""
    return [path for path in (config.reviewer_public_path, config.pseudonym_key_path) if not path.is_file()]


def key_expected(config: Config) -> str:
    """Return what is to be done about a missing key."""
    if config.bus.kind == "kafka":
        return (
            "expected this key, and no worker on Kafka makes one: run `mifeng keys create DIR` once, give "
            "reviewer.pub and pseudonym.key to every worker ([keys] in the configuration), keep reviewer.identity away"
        )
    return "expected the key that this log was begun with"


def _write_readme(config: Config, text: str) -> None:
    (config.data / README_FILE).write_text(text, "utf-8")


def _make_keys(config: Config) -> None:
    keys = config.data / "keys"
    keys.mkdir(mode=0o700, exist_ok=True)
    if config.keys.reviewer_public is None and not config.reviewer_public_path.exists():
        generate_keypair(keys)
    if config.keys.pseudonym is None and not config.pseudonym_key_path.exists():
        make_secret(config.pseudonym_key_path)
