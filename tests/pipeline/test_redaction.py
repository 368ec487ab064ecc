"""Redaction: what is carried out, and that everything else stays byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import BadInput
from pipeline.policy.model import Redaction
from pipeline.redaction import RedactionKey, Span, load_key, merge, redact
from pipeline.redaction.operators import decrypt

TEXT = "他的号码是１３９\u200b00001111，勿外传"
PHONE = Span(5, 17, "redact", "PHONE_NUMBER", 0.9)
KEY = RedactionKey(b"k" * 32)


def _how(redact_by: str) -> Redaction:
    return Redaction(redact=redact_by)  # type: ignore[arg-type]


def test_placeholder_in_the_language_of_the_policy() -> None:
    """The placeholder says what kind of thing was there."""
    assert redact(TEXT, [PHONE], _how("placeholder"), None).text == "他的号码是[手机号]，勿外传"
    english = Redaction(placeholders="en")
    assert redact(TEXT, [PHONE], english, None).text == "他的号码是[phone number]，勿外传"


def test_remove_leaves_nothing() -> None:
    """Removal closes the gap."""
    assert redact(TEXT, [PHONE], _how("remove"), None).text == "他的号码是，勿外传"


def test_mask_keeps_the_tail() -> None:
    """A mask keeps the last four code points of the span."""
    text = "卡号6222020200001234567。"
    span = Span(2, 21, "mask", "CN_BANK_CARD", 1.0)
    assert redact(text, [span], _how("placeholder"), None).text == "卡号***************4567。"


def test_pseudonym_is_keyed_and_stable() -> None:
    """Same value and key, same pseudonym; another key, another pseudonym; no digits that look like a value."""
    first = redact(TEXT, [PHONE], _how("pseudonym"), KEY).text
    assert first == redact(TEXT, [PHONE], _how("pseudonym"), KEY).text
    assert first != redact(TEXT, [PHONE], _how("pseudonym"), RedactionKey(b"j" * 32)).text
    assert not any(character.isdigit() for character in first)


def test_encryption_can_be_read_back_with_the_key_alone() -> None:
    """Encryption is deterministic and reversible."""
    sent = redact(TEXT, [PHONE], _how("encrypt"), KEY).text
    assert sent == redact(TEXT, [PHONE], _how("encrypt"), KEY).text
    token = sent.removeprefix("他的号码是").removesuffix("，勿外传")
    assert decrypt(token, KEY.secret) == TEXT[5:17]
    with pytest.raises(ValueError, match="does not open"):
        decrypt(token, b"another key of enough bytes")


@pytest.mark.parametrize("redact_by", ["pseudonym", "encrypt"])
def test_a_missing_key_is_an_error(redact_by: str) -> None:
    """Without its key a policy does not fall back to something weaker."""
    with pytest.raises(BadInput, match="needs a key"):
        redact(TEXT, [PHONE], _how(redact_by), None)


def test_keys_come_from_the_environment_or_a_file(tmp_path: object) -> None:
    """Both ways work; a short key is refused; the key never shows."""
    assert load_key({}) is None
    assert load_key({"MIFENG_REDACTION_KEY": "x" * 16}) is not None
    with pytest.raises(BadInput, match="at least 16 bytes"):
        load_key({"MIFENG_REDACTION_KEY": "short"})
    with pytest.raises(BadInput, match="readable key file"):
        load_key({"MIFENG_REDACTION_KEY_FILE": f"{tmp_path}/none"})
    assert "k" * 8 not in repr(KEY)


def test_overlapping_spans_go_as_one() -> None:
    """No remainder stays on either side, and the stricter action wins."""
    spans = [Span(0, 6, "mask", "CN_BANK_CARD", 0.6), Span(4, 9, "redact", "PHONE_NUMBER", 0.9)]
    assert merge(spans) == [Span(0, 9, "redact", "PHONE_NUMBER", 0.9)]


_SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12), st.sampled_from(["mask", "redact"])), max_size=8
)


@given(text=st.text(max_size=40), raw=_SPANS)
def test_everything_outside_the_spans_stays(text: str, raw: list[tuple[int, int, str]]) -> None:
    """With removal, what is sent is exactly the text without the union of the spans."""
    spans = [Span(a, min(a + n, len(text)), "redact", "PERSON", 0.5) for a, n, _ in raw if a < len(text)]
    gone = {i for span in spans for i in range(span.start, span.end)}
    assert redact(text, spans, _how("remove"), None).text == "".join(
        c for i, c in enumerate(text) if i not in gone
    )
