"""How a case lies on disk: sealed with AES-256-SIV (RFC 5297), under a keyed hash of its id.

SIV, because a store is written for years under one key: a nonce that comes twice gives nothing away but that two
versions of one case are the same, where GCM would lose its key to forgers. Each seal is bound to the row it is for,
so that a case cannot be put in another's place. Not hidden: how many cases there are and how long each is.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pipeline.cases.lookup import compact, identifiers_of
from pipeline.cases.store.keys import CasesKey
from pipeline.contract import Case

#: Bytes of a row's tag, of an identifier's digest and of a nonce: 2^64 rows before two are likely to meet.
TAG = 16
_decoder = msgspec.msgpack.Decoder(Case)


class Unsealable(Exception):
    """These bytes were not sealed with this key for this row."""


class Sealer:
    """Seals and opens cases. Every store has its own `salt`, so that two stores with one key have nothing in common."""

    def __init__(self, key: CasesKey, salt: bytes) -> None:
        derived = HKDF(SHA256(), 64 + 3 * 32, salt, b"mifeng case store 1").derive(key.secret)
        self._siv = AESSIV(derived[:64])
        self._ids, self._identifiers, check = derived[64:96], derived[96:128], derived[128:]
        #: Stands in the file, to tell a wrong key at once. It tells nothing of the other keys.
        self.check = hmac.digest(check, b"check", "sha256")

    def tag(self, case_id: str) -> bytes:
        """Return the key of the case's row: without our key, ids can be neither read nor tried."""
        return hmac.digest(self._ids, case_id.encode("utf-8", "surrogatepass"), "sha256")[:TAG]

    def digest(self, identifier: str) -> bytes:
        """Return the key of an identifier in the directory."""
        return hmac.digest(self._identifiers, compact(identifier), "sha256")[:TAG]

    def digests(self, case: Case) -> set[bytes]:
        """Return the keys of all identifiers of the case's borrower."""
        return {self.digest(value) for value in identifiers_of(case)}

    def seal(self, case: Case, tag: bytes) -> bytes:
        """Return nonce and sealed case, for the row `tag`."""
        nonce = secrets.token_bytes(TAG)
        plain = msgspec.msgpack.encode(_pruned(msgspec.to_builtins(case)))
        return nonce + self._siv.encrypt(plain, [tag, nonce])

    def open(self, sealed: bytes, tag: bytes) -> Case:
        """Return the case. Raises `Unsealable`, also for what opens but is no case."""
        try:
            plain = self._siv.decrypt(sealed[TAG:], [tag, sealed[:TAG]])
            return _decoder.decode(plain)
        except (InvalidTag, ValueError):  # DecodeError and ValidationError are ValueErrors
            raise Unsealable from None


def _pruned(value: Any) -> Any:
    """Leave out what the contract's defaults put back: most fields of most cases are empty."""
    if isinstance(value, dict):
        return {name: _pruned(one) for name, one in value.items() if not _is_default(one)}
    return [_pruned(one) for one in value] if isinstance(value, list | tuple) else value


def _is_default(value: Any) -> bool:
    """Every default of a case is one of these; an empty text and a zero are not."""
    return value is None or value is False or value in ((), [], {})
