"""A reason is a code in clear or a text that only the reviewers can read; an event shows nothing else."""

from __future__ import annotations

import msgspec
import pytest

from pipeline.contract import BadInput
from pipeline.quarantine import Identity, SealError
from pipeline.review.event import checked_reviewer
from pipeline.review.reason import CODES, MAX_LENGTH, Reason, open_reason, reason_of
from tests.pipeline.review_fakes import WHY


@pytest.mark.parametrize("code", CODES)
def test_a_code_stays_in_clear(code: str) -> None:
    """A code needs no key, and nothing but the code is kept."""
    assert msgspec.json.encode(reason_of(f" {code}\n", ())) == f'{{"code":"{code}"}}'.encode()


@pytest.mark.parametrize("text", [WHY, "wang-fang-owes-300", "expired", "False-Alarm", "😀" * MAX_LENGTH])
def test_everything_else_is_sealed(text: str) -> None:
    """What is no code is sealed, even where it looks like one; outside are its length and a commitment."""
    identity = Identity.generate()
    reason = reason_of(text, [identity.to_public()])
    assert text.encode() not in msgspec.json.encode(reason)
    assert (reason.code, reason.length) == ("text", len(text))
    assert open_reason(reason, identity) == text


def test_the_same_text_is_never_the_same_outside() -> None:
    """The commitment is under a key of its own each time, so nobody can find a short text by trying."""
    identity = Identity.generate()
    first, second = (reason_of("no", [identity.to_public()]) for _ in range(2))
    assert first.commitment != second.commitment


def test_another_text_is_noticed() -> None:
    """A sealed text that was exchanged does not open as the one that the event commits to, nor for another key."""
    identity = Identity.generate()
    one, other = (reason_of(text, [identity.to_public()]) for text in ("one", "other"))
    with pytest.raises(SealError):
        open_reason(msgspec.structs.replace(one, sealed=other.sealed), identity)
    with pytest.raises(SealError):
        open_reason(msgspec.structs.replace(one, commitment=None), identity)
    with pytest.raises(SealError):
        open_reason(one, Identity.generate())


@pytest.mark.parametrize("given", ["", " \n", "x" * (MAX_LENGTH + 1), "\ud800"])
def test_no_reason_is_refused(given: str) -> None:
    """Nothing, far too much, or half a character is no reason, and is not repeated."""
    with pytest.raises(BadInput) as refused:
        reason_of(given, [Identity.generate().to_public()])
    assert not given.strip() or given not in str(refused.value)


def test_a_text_needs_somebody_to_seal_it_to() -> None:
    """Without a public key a text is not kept at all."""
    with pytest.raises(SealError):
        reason_of(WHY, ())


@pytest.mark.parametrize(
    "given", ["", "13800138000", "林琴", "a/b", "a b", "a\n", "x" * 65, "lin@agency.test", "-l", "\u0430b"]
)
def test_handles_that_are_none(given: str) -> None:
    """A handle can be no phone number, no name in Han, and nothing that would break the header."""
    with pytest.raises(BadInput):
        checked_reviewer(given)


def test_reasons_that_events_may_hold() -> None:
    """An event with a code that there is not is no event."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"code":"because"}', type=Reason)
