"""Making the keys of a group of workers and its reviewers."""

from __future__ import annotations

import secrets
from pathlib import Path

from pipeline.quarantine.keys import IDENTITY_FILE, PUBLIC_FILE, KeyFileError, generate_keypair, write_new

PSEUDONYM_FILE = "pseudonym.key"


def create_keys(directory: Path) -> tuple[Path, Path, Path]:
    """Make the reviewers' identity and public key and the key of pseudonyms in `directory`; return their paths.

    Raises `KeyFileError` and makes nothing if one of them is there already, or the directory cannot be written.
    """
    paths = (directory / IDENTITY_FILE, directory / PUBLIC_FILE, directory / PSEUDONYM_FILE)
    for path in paths:
        if path.exists():
            raise KeyFileError(f"{path}: there is a key already, expected a directory without")
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KeyFileError(f"{directory}: cannot be made ({error.strerror})") from None
    generate_keypair(directory)
    make_secret(paths[2])
    return paths


def make_secret(path: Path) -> None:
    """Write 32 random bytes, as hexadecimal digits, for the owner only. Raises `KeyFileError`."""
    write_new(path, f"{secrets.token_hex(32)}\n", mode=0o600)
