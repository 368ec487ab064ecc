"""Sealing bytes to the reviewers, in the age format (X25519), so that the worker itself cannot read them
again.

A sealed record can be opened with ``age --decrypt`` too; nothing depends on this program still being there.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyrage
from pyrage.x25519 import Identity, Recipient

__all__ = ["Identity", "Recipient", "SealError", "open_sealed", "seal"]


class SealError(Exception):
    """Sealing or opening failed. The text says which, and nothing of the content or the key."""


def seal(plain: bytes, recipients: Sequence[Recipient]) -> bytes:
    """Return `plain` encrypted to each of `recipients`, about 55 µs for a message. Raises `SealError`."""
    if not recipients:
        raise SealError("expected at least one recipient to seal to")
    try:
        return bytes(pyrage.encrypt(plain, list(recipients)))
    except (pyrage.EncryptError, pyrage.RecipientError, TypeError):
        raise SealError("could not be sealed") from None


def open_sealed(sealed: bytes, identity: Identity) -> bytes:
    """Return what was sealed. Raises `SealError` for another key and for bytes that were changed or cut."""
    try:
        return bytes(pyrage.decrypt(sealed, [identity]))
    except (pyrage.DecryptError, pyrage.IdentityError, TypeError):
        raise SealError("could not be opened: sealed to another key, or damaged") from None
