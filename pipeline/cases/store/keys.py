"""The key of the case store: 32 bytes from a file or the environment, never from an argument."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from pipeline.contract import BadInput
from pipeline.quarantine.keys import KeyFileError, write_new

#: Environment variables: the key itself, or the path of a file that holds it.
KEY_VARIABLE = "MIFENG_CASES_KEY"
KEY_FILE_VARIABLE = "MIFENG_CASES_KEY_FILE"
#: Where the embedded edition keeps its store and key, under the data directory.
STORE_FILE = "cases.db"
KEY_FILE = "cases.key"
LENGTH = 32
_EXPECTED = f"expected a key of {LENGTH} bytes, as 64 hexadecimal digits or in base64"


class CasesKey:
    """A secret of 32 bytes. Its `repr` shows nothing."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != LENGTH:
            raise BadInput(_EXPECTED)
        self.secret = secret

    def __repr__(self) -> str:
        return "<CasesKey>"


def load_cases_key(environment: Mapping[str, str] = os.environ) -> CasesKey | None:
    """Return the key named by the environment, or None. Raises `BadInput` for one that is unreadable or not 32 bytes."""
    if path := environment.get(KEY_FILE_VARIABLE):
        return read_key(Path(path))
    text = environment.get(KEY_VARIABLE)
    return _parsed(text.strip(), KEY_VARIABLE) if text else None


def read_key(path: Path) -> CasesKey:
    """Return the key in a file. Raises `BadInput` with the path."""
    try:
        return _parsed(path.read_text("ascii").strip(), str(path))
    except (OSError, UnicodeDecodeError):
        raise BadInput("expected a readable key file in ASCII", str(path)) from None


def key_for(data: Path, environment: Mapping[str, str] = os.environ) -> CasesKey:
    """Return the environment's key, or else the one in the data directory, which is made while there is no store yet.

    Raises `BadInput` for a key that is missing or unusable: a new key would not open what is there.
    """
    if (key := load_cases_key(environment)) is not None:
        return key
    path = data / "keys" / KEY_FILE
    if not path.exists():
        if (data / STORE_FILE).exists():
            raise BadInput("expected the key that the case store was begun with", str(path))
        _make(path)
    return read_key(path)


def _make(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_new(path, f"{secrets.token_hex(LENGTH)}\n", mode=0o600)
    except OSError as error:
        raise BadInput(f"expected a directory that can be written ({error.strerror})", str(path)) from None
    except KeyFileError as error:
        raise BadInput(str(error)) from None


def _parsed(text: str, place: str) -> CasesKey:
    try:
        secret = bytes.fromhex(text) if len(text) == 2 * LENGTH else base64.b64decode(text, validate=True)
        return CasesKey(secret)
    except (ValueError, binascii.Error):  # BadInput is a ValueError
        raise BadInput(_EXPECTED, place) from None
