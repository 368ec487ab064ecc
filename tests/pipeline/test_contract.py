"""The contract: what is decoded, what is refused, and that a refusal never shows the value."""

from __future__ import annotations

import json

import jsonschema
import pytest

from pipeline.contract import BadInput, Case, Message, decode_case, decode_message
from pipeline.contract.decode import MAX_BYTES
from pipeline.schema import RECORDS, SCHEMAS, generate

PLANTED = "13987654321"
MESSAGE = {
    "id": "m-1",
    "time": "2026-11-24T10:01:00+08:00",
    "kind": "message",
    "channel": "sms",
    "case_id": "C-1",
    "sender": {"id": "agent-7", "org": "agency-3"},
    "recipients": [{"address": PLANTED, "relation": "parent", "name": None}],
    "subject": None,
    "text": "您好",
    "trace": {"campaign": 7},
}


def _bytes(**changes: object) -> bytes:
    return json.dumps({**MESSAGE, **changes}).encode()


def test_decodes_a_message_and_keeps_what_it_does_not_know() -> None:
    """Unknown fields stay in the whole object, for whoever comes after."""
    message, whole = decode_message(_bytes())
    assert message.recipients[0].relation == "parent"
    assert whole["trace"] == {"campaign": 7}


BAD = [
    (b"", "expected one JSON object in UTF-8"),
    (b"{", "expected one JSON object in UTF-8"),
    (b"[1]", "expected one JSON object"),
    (b'{"id": "a"}', "required field text is missing"),
    (_bytes(id=7), "id: expected str"),
    (_bytes(text=None), "text: expected str"),
    (_bytes(recipients=PLANTED), "recipients: expected array"),
    (
        _bytes(recipients=[{"relation": PLANTED}]),
        "recipients[0].relation: expected one of borrower, co_borrower",
    ),
    (_bytes(channel="pigeon"), "channel: expected one of sms, im"),
    (b'{"id":"a","text":"\\ud83d"}', "expected one JSON object in UTF-8"),
    (b'{"id":"a","text":"\xff\xfe"}', "expected one JSON object in UTF-8"),
    (b"[" * 100_000, "expected one JSON object in UTF-8"),
    (b" " * (MAX_BYTES + 1), "expected at most"),
]


@pytest.mark.parametrize(("raw", "expected"), BAD)
def test_refuses_with_the_place_and_without_the_value(raw: bytes, expected: str) -> None:
    """A refusal says where and what was expected; the value itself may be somebody's phone number."""
    with pytest.raises(BadInput) as caught:
        decode_message(raw)
    assert str(caught.value).startswith(expected)
    assert PLANTED not in str(caught.value)


def test_a_nul_and_a_megabyte_are_ordinary_text() -> None:
    """Length and control characters are the detectors' business, not the decoder's."""
    message, _ = decode_message(_bytes(text="\0" + "催" * 300_000))
    assert len(message.text) == 300_001


def test_every_case_field_but_the_id_may_be_missing() -> None:
    """A case may be as thin as its id."""
    assert decode_case(b'{"case_id": "C-1", "mood": "good"}') == Case(case_id="C-1")


@pytest.mark.parametrize("value", [decode_message(_bytes())[0], decode_message(_bytes())[0].recipients[0]])
def test_repr_shows_nothing(value: Message) -> None:
    """A traceback or a log that prints a record prints its class."""
    assert repr(value) == f"<{type(value).__name__}>"
    assert PLANTED not in f"{value!r} {value!s}"


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_published_schema_is_current(name: str) -> None:
    """The committed schema is what the record types say: `make schemas` writes it."""
    assert (SCHEMAS / f"{name}.schema.json").read_text("utf-8") == generate(name)


def test_schema_accepts_the_contract_and_refuses_what_decoding_refuses() -> None:
    """Schema and decoder agree on a good and on a bad message."""
    schema = json.loads(generate("message"))
    jsonschema.validate(MESSAGE, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**MESSAGE, "channel": "pigeon"}, schema)
