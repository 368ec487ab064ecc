"""The first run of the embedded edition: a data directory, keys, and a text that says what is what."""

from __future__ import annotations

import secrets
from pathlib import Path

from pipeline.contract import BadInput
from pipeline.quarantine.keys import KeyFileError, generate_keypair, write_new
from pipeline.worker.config import Config

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


def prepare(config: Config) -> None:
    """Make what is missing. Keys are made only before there is a log: later, a missing key is an error.

    Raises `BadInput` with the path of what is missing or cannot be made.
    """
    first = not config.log_path.exists()
    try:
        config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if first:
            _make_keys(config)
            (config.data / README_FILE).write_text(_README, "utf-8")
    except OSError as error:
        raise BadInput(
            f"expected a directory that can be written ({error.strerror})", str(config.data)
        ) from None
    except KeyFileError as error:
        raise BadInput(str(error)) from None
    for path in (config.reviewer_public_path, config.pseudonym_key_path):
        if not path.is_file():
            raise BadInput("expected the key that this log was begun with", str(path))


def _make_keys(config: Config) -> None:
    keys = config.data / "keys"
    keys.mkdir(mode=0o700, exist_ok=True)
    if config.keys.reviewer_public is None and not config.reviewer_public_path.exists():
        generate_keypair(keys)
    if config.keys.pseudonym is None and not config.pseudonym_key_path.exists():
        _make_secret(config.pseudonym_key_path)


def _make_secret(path: Path) -> None:
    write_new(path, f"{secrets.token_hex(32)}\n", mode=0o600)
