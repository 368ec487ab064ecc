"""Keys and passwords in files: there, readable, what they should be, and not open to others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.checking.finding import Finding, ok, wrong
from pipeline.contract import BadInput
from pipeline.quarantine import KeyFileError, load_recipients
from pipeline.redaction.keys import KEY_FILE_VARIABLE, load_key
from pipeline.worker.config import Config
from pipeline.worker.first_run import key_expected

#: The group may read: that is how a container gets its secrets. It must not write, and others must do nothing.
_OPEN = 0o027


def check_keys(config: Config) -> Iterator[Finding]:
    """Look at the keys of the worker, and at the secrets by which it is known to Kafka."""
    yield _reviewers(config)
    yield _pseudonyms(config)
    if config.bus.kind == "kafka":
        yield from _identity(config)
        for name in ("password_file", "ssl_keyfile"):
            if (path := getattr(config.kafka, name)) is not None and Path(path).exists():
                yield _private(f"kafka.{name} {path}", Path(path))


def _reviewers(config: Config) -> Finding:
    path = config.reviewer_public_path
    what = f"reviewers' public key {path}"
    if not path.is_file():
        return _missing(config, what, config.keys.reviewer_public)
    try:
        count = len(load_recipients(path))
    except KeyFileError as error:
        return wrong(what, str(error))
    if path.stat().st_mode & 0o022:
        return wrong(what, "others than its owner can replace it: chmod 644")
    return ok(f"{what} ({count} recipients)")


def _pseudonyms(config: Config) -> Finding:
    path = config.pseudonym_key_path
    what = f"key of pseudonyms {path}"
    if not path.is_file():
        return _missing(config, what, config.keys.pseudonym)
    try:
        load_key({KEY_FILE_VARIABLE: str(path)})
    except BadInput as error:
        return wrong(what, str(error))
    return _private(what, path)


def _missing(config: Config, what: str, named: str | None) -> Finding:
    if config.bus.kind == "sqlite" and not config.log_path.exists():
        if named is None:
            return ok(f"{what} (will be made on the first run)")
        return wrong(what, "expected this key; only keys that are not named are made")
    return wrong(what, key_expected(config))


def _identity(config: Config) -> Iterator[Finding]:
    if config.reviewer_identity_path.exists():
        yield wrong(
            f"reviewer's identity {config.reviewer_identity_path}",
            "it opens the quarantine and does not belong on a worker's machine: move it to the reviewers",
        )


def _private(what: str, path: Path) -> Finding:
    if path.stat().st_mode & _OPEN:
        return wrong(what, "others than its owner can use it: chmod 600")
    return ok(what)
