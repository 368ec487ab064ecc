"""The key of pseudonyms and of reversible encryption: from a file or the environment, never from an argument."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.contract import BadInput

#: Environment variables: the key itself, or the path of a file that holds it.
KEY_VARIABLE = "MIFENG_REDACTION_KEY"
KEY_FILE_VARIABLE = "MIFENG_REDACTION_KEY_FILE"
_SHORTEST = 16


class RedactionKey:
    """A secret of at least 16 bytes. Its `repr` shows nothing."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < _SHORTEST:
            raise BadInput(f"expected a redaction key of at least {_SHORTEST} bytes")
        self.secret = secret

    def __repr__(self) -> str:
        return "<RedactionKey>"


def load_key(environment: Mapping[str, str] = os.environ) -> RedactionKey | None:
    """Return the key named by the environment, or None. Raises `BadInput` for one that is short or unreadable."""
    if path := environment.get(KEY_FILE_VARIABLE):
        try:
            return RedactionKey(Path(path).read_bytes().strip())
        except OSError:
            raise BadInput("expected a readable key file", KEY_FILE_VARIABLE) from None
    secret = environment.get(KEY_VARIABLE)
    return RedactionKey(secret.encode()) if secret else None
