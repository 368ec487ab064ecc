"""Why somebody decided so: a code in clear, or free text that only the reviewers can read.

Free text is where a reviewer writes "her mother 1380… rang". So an audit event never holds it. What it holds
instead is (1) how long it is, in characters; (2) the text *sealed* to the reviewers' public keys; (3) a
commitment, HMAC-SHA-256 of the text under a random key that lies inside the seal. Whoever opens the seal can
check that the commitment, as it was quoted in a ticket or a report, is of this text. Whoever cannot open it
learns nothing: a bare hash of a short text would be found by trying; this one would need the key.

Codes are a closed list, since "wang-fang-owes-300" would look like a code, too.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from pipeline.contract import BadInput
from pipeline.contract.sealed import Sealed
from pipeline.quarantine import Identity, Recipient, SealError, open_sealed, seal

ReasonCode = Literal[
    "false-alarm", "recipient-verified", "consent-on-file", "legal-basis", "confirmed-leak", "wrong-recipient",
    "withdrawn", "duplicate", "cause-fixed", "expired", "text",
]  # fmt: skip
#: What a reviewer may give; the other two are for `expire` and for free text.
CODES: tuple[str, ...] = tuple(code for code in get_args(ReasonCode) if code not in ("expired", "text"))
MAX_LENGTH = 2000


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an audit event says of a reason. `length` is in characters; the others are there for `text` only."""

    code: ReasonCode
    length: int = 0
    commitment: str | None = None
    sealed: str | None = None


class _Inside(Sealed, frozen=True):
    text: str
    key: bytes


def reason_of(given: str, recipients: Sequence[Recipient]) -> Reason:
    """Return the reason for what a reviewer gave: one of `CODES`, or else free text, which is sealed.

    Raises `BadInput` without the text, and `SealError`.
    """
    text = given.strip()
    if text in CODES:
        return Reason(code=text)  # type: ignore[arg-type]  # CODES is made from the literal
    if not 0 < len(text) <= MAX_LENGTH:
        raise BadInput(
            f"expected a reason: a text of up to {MAX_LENGTH} characters, or a code: {', '.join(CODES)}"
        )
    return _sealed(text, recipients)


def _sealed(text: str, recipients: Sequence[Recipient]) -> Reason:
    key = secrets.token_bytes(32)
    try:
        inside = msgspec.json.encode(_Inside(text, key))
    except UnicodeEncodeError:
        raise BadInput("expected a reason in UTF-8") from None
    sealed = base64.b64encode(seal(inside, recipients)).decode("ascii")
    return Reason(code="text", length=len(text), commitment=_commitment(text, key), sealed=sealed)


def _commitment(text: str, key: bytes) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def open_reason(reason: Reason, identity: Identity) -> str:
    """Return the text of a reason, or its code. Raises `SealError`, also where the text is not the one committed to."""
    if reason.sealed is None:
        return reason.code
    try:
        plain = open_sealed(base64.b64decode(reason.sealed, validate=True), identity)
        inside = msgspec.json.decode(plain, type=_Inside)
    except (binascii.Error, msgspec.MsgspecError):
        raise SealError("expected a sealed reason") from None
    if not hmac.compare_digest(_commitment(inside.text, inside.key), reason.commitment or ""):
        raise SealError("the sealed reason is not the one that the event commits to")
    return inside.text
