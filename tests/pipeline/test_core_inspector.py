"""The worker's real inspector: what goes on is the message itself, with nothing lost on the way."""

from __future__ import annotations

import json

import pytest

from pipeline.cases import Cases
from pipeline.contract import BadInput, Borrower, Case, Contact
from pipeline.policy import load_policy
from pipeline.worker.core import CoreInspector

CASE = Case(
    case_id="C-1",
    borrower=Borrower(name="齐鸿远", phones=("13900001111",)),
    contacts=(Contact(relation="parent", phones=("13700002222",)),),
)
INSPECTOR = CoreInspector(Cases([CASE]), load_policy("cn"))


def _raw(text: str, **fields: object) -> bytes:
    whole = {
        "id": "m-1", "channel": "im", "case_id": "C-1", "text": text, "trace": {"campaign": [7, None, "x"]}, "ttl": 60,
        "recipients": [{"address": "13700002222", "relation": "parent", "tier": 2}], **fields,
    }  # fmt: skip
    return json.dumps(whole, indent=1).encode()


def test_an_allowed_message_goes_on_byte_for_byte() -> None:
    """Not even its white space is touched."""
    raw = _raw("麻烦转告齐鸿远回个电话")
    verdict = INSPECTOR.inspect(raw)
    assert (verdict.action, verdict.cleared) == ("allow", raw)
    assert dict(verdict.labels) == {"channel": "im", "group": "contact"}


def test_a_redacted_message_keeps_every_other_field() -> None:
    """Fields that mifeng does not know, at any depth, are passed on to systems that do."""
    raw = _raw("他还用13900001111吗", subject=None)
    cleared = json.loads(INSPECTOR.inspect(raw).cleared or b"")
    assert cleared == {**json.loads(raw), "text": "他还用[手机号]吗"}


def test_a_blocked_message_does_not_go_on() -> None:
    """Nothing of it is cleared, and the decision carries no text."""
    verdict = INSPECTOR.inspect(_raw("齐鸿远欠款不还"))
    assert (verdict.action, verdict.cleared) == ("block", None)
    decision = json.loads(verdict.decision)
    assert (decision["text"], decision["subject"]) == (None, None)
    assert "cn/contact/borrower.debt" in decision["reasons"]


def test_what_is_no_message_is_refused() -> None:
    """The loop sends it to dead-letter."""
    with pytest.raises(BadInput, match="required field text is missing"):
        INSPECTOR.inspect(b'{"id": "m-1"}')
