"""Key files. Reviewers keep the identity; the worker reads the public key and has no use for more."""

from __future__ import annotations

import os
from pathlib import Path

import pyrage

from pipeline.quarantine.seal import Identity, Recipient

IDENTITY_FILE = "reviewer.identity"
PUBLIC_FILE = "reviewer.pub"
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - the prefix of every age identity, not one of them


class KeyFileError(Exception):
    """A key file is missing, unsafe or not what was expected. Its text names the file, never what is in it."""


def generate_keypair(directory: Path) -> tuple[Path, Path]:
    """Write a new reviewer identity (mode 0600) and its public key into `directory`; return both paths.

    The identity belongs on a reviewer's machine and not beside the worker. Raises `KeyFileError` rather than
    write over a key: what was sealed to it could never be opened again.
    """
    identity = Identity.generate()
    public = str(identity.to_public())
    secret_path, public_path = directory / IDENTITY_FILE, directory / PUBLIC_FILE
    write_new(secret_path, f"# public key: {public}\n{identity}\n", mode=0o600)
    write_new(public_path, f"{public}\n", mode=0o644)
    return secret_path, public_path


def write_new(path: Path, text: str, mode: int) -> None:
    """Write a file that must not exist yet. Raises `KeyFileError`."""
    try:
        with os.fdopen(
            os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "w", encoding="ascii"
        ) as file:
            file.write(text)
    except FileExistsError:
        raise KeyFileError(f"{path}: there is a key already, expected a new file") from None
    except OSError as error:
        raise KeyFileError(f"{path}: cannot be written ({error.strerror})") from None


def load_recipients(path: Path) -> tuple[Recipient, ...]:
    """Return the public keys in a file, one a line (``age1…``); lines that begin with # are comments.

    Raises `KeyFileError`, also for a file with a secret key: the worker must not be able to read one.
    """
    lines = _lines(path)
    if any(line.startswith(_SECRET) for line in lines):
        raise KeyFileError(
            f"{path}: expected public keys only, found a secret key; keep that from the worker"
        )
    try:
        recipients = tuple(Recipient.from_str(line) for line in lines)
    except pyrage.RecipientError:
        raise KeyFileError(f"{path}: expected age public keys (age1…), one a line") from None
    if not recipients:
        raise KeyFileError(f"{path}: expected an age public key (age1…)")
    return recipients


def load_identity(path: Path) -> Identity:
    """Return the identity in a file. Raises `KeyFileError` for a file that others than its owner can read."""
    lines = _lines(path)
    if path.stat().st_mode & 0o077:
        raise KeyFileError(f"{path}: expected a file that only its owner can read (mode 0600)")
    try:
        (line,) = lines
        return Identity.from_str(line)
    except (ValueError, pyrage.IdentityError):
        raise KeyFileError(f"{path}: expected one age identity ({_SECRET}…)") from None


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text("ascii")
    except OSError as error:
        raise KeyFileError(f"{path}: expected a readable key file ({error.strerror})") from None
    except UnicodeDecodeError:
        raise KeyFileError(f"{path}: expected a key file in ASCII") from None
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
