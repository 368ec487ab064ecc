"""Presidio anonymizer operators that it does not have itself: keyed pseudonym and deterministic encryption."""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from presidio_anonymizer.operators import Operator, OperatorType


class Pseudonym(Operator):
    """Replaces a value by ``[label:xxxxxxxx]``, a keyed HMAC-SHA256 of its compact form: same value, same pseudonym."""

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """Return the pseudonym of `text`. Params: `key` (bytes), `label`."""
        assert params is not None  # noqa: S101  # validate() has run
        compact = "".join(filter(str.isalnum, text)).lower()
        digest = hmac.new(params["key"], compact.encode("utf-8", "replace"), sha256).digest()
        return f"[{params['label']}:{_letters(digest)}]"

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Ask for both params."""
        if not params or not params.get("key") or not params.get("label"):
            raise ValueError("pseudonym needs a key and a label")

    def operator_name(self) -> str:
        """Name it for the anonymizer's registry."""
        return "pseudonym"

    def operator_type(self) -> OperatorType:
        """It anonymizes."""
        return OperatorType.Anonymize


def _letters(digest: bytes) -> str:
    # Letters only: a pseudonym must not look like a number to whoever reads the text next, this program included.
    return "".join("abcdefghjkmnpqrs"[nibble] for byte in digest[:6] for nibble in (byte >> 4, byte & 15))


class EncryptSiv(Operator):
    """Replaces a value by ``[label:…]`` with AES-SIV (RFC 5297): whoever has the key can read it back.

    Presidio's own encrypt operator draws a random IV, so that the same message would give different bytes each time.
    """

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """Return the ciphertext of `text`. Params: `key` (bytes), `label`."""
        assert params is not None  # noqa: S101  # validate() has run
        sealed = _siv(params["key"]).encrypt(
            text.encode("utf-8", "surrogatepass"), [params["label"].encode()]
        )
        return f"[{params['label']}:{base64.b16encode(sealed).decode().translate(_TO_LETTERS)}]"

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Ask for both params."""
        if not params or not params.get("key") or not params.get("label"):
            raise ValueError("encrypt needs a key and a label")

    def operator_name(self) -> str:
        """Name it for the anonymizer's registry."""
        return "encrypt-siv"

    def operator_type(self) -> OperatorType:
        """It anonymizes."""
        return OperatorType.Anonymize


_HEX, _LETTERS = "0123456789ABCDEF", "abcdefghjkmnpqrs"
_TO_LETTERS = str.maketrans(_HEX, _LETTERS)
_TO_HEX = str.maketrans(_LETTERS, _HEX)


def _siv(secret: bytes) -> AESSIV:
    return AESSIV(hmac.new(secret, b"mifeng redaction encryption", sha256).digest())


def decrypt(token: str, secret: bytes) -> str:
    """Return the value inside ``[label:…]``. Raises `ValueError` when the key does not fit."""
    label, _, body = token.strip("[]").partition(":")
    try:
        sealed = base64.b16decode(body.translate(_TO_HEX))
        return _siv(secret).decrypt(sealed, [label.encode()]).decode("utf-8", "surrogatepass")
    except Exception as error:
        raise ValueError("the token does not open with this key") from error
