"""Who a recipient really is: a relation counts only as far as the case bears it out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.fold import fold
from pipeline.contract import Borrower, Case, Contact, Message, Recipient
from pipeline.inspecting import audience
from pipeline.policy import load_policy

CASE = Case(
    case_id="C-1",
    borrower=Borrower(
        name="齐鸿远", phones=("13900001111",), emails=("qhy@example.com",), wechat_ids=("qi_hy77",)
    ),
    contacts=(
        Contact(relation="spouse", name="殷梦", phones=("13700002222",)),
        Contact(relation="spouse", name="柏杨", phones=("13700003333",), obligor=True),
        Contact(relation="guarantor", name="雷震", phones=("13700004444",)),
    ),
)


def _column(
    relation: str, address: str | None, channel: str = "sms", case: Case | None = CASE, policy: str = "cn"
) -> str:
    message = Message(
        id="m",
        text="x",
        channel=channel,
        recipients=(Recipient(relation=relation, address=address),),  # type: ignore[arg-type]
    )
    return audience(message, case, load_policy(policy))[0].column


TABLE = [
    ("borrower", "13900001111", "borrower"),
    ("borrower", "+86 139-0000-1111", "borrower"),
    ("borrower", "QHY@Example.com", "borrower"),
    ("borrower", "qi_hy77", "borrower"),
    ("borrower", "13900009999", "unverified"),
    ("borrower", None, "unverified"),
    ("borrower", "13700002222", "unverified"),
    ("guarantor", "13700004444", "obligor"),
    ("guarantor", "13700002222", "contact"),
    ("guarantor", "13800000000", "contact"),
    ("spouse", "13700002222", "contact"),
    ("spouse", "13700003333", "obligor"),
    ("spouse", None, "contact"),
    ("employer", "13500000000", "employer"),
    ("group", "group:1", "public"),
    ("unknown", None, "public"),
    ("collection_agency", "agency-3", "agency"),
    ("internal", "team-a", "internal"),
    ("internal", "13700002222", "contact"),
    ("lawyer", "firm-1", "legal"),
]


@pytest.mark.parametrize(("relation", "address", "column"), TABLE)
def test_columns(relation: str, address: str | None, column: str) -> None:
    """Each claim ends in the column that the case supports."""
    assert _column(relation, address) == column


@pytest.mark.parametrize("relation", ["borrower", "parent", "collection_agency", "court", "unknown"])
def test_unknown_case_is_the_strict_column(relation: str) -> None:
    """Without a case nobody can be verified."""
    assert _column(relation, "13900001111", case=None) == "public"


def test_unknown_case_spares_internal_readers() -> None:
    """The lender's own staff stay the lender's own staff."""
    assert _column("internal", "team-a", case=None) == "internal"


@pytest.mark.parametrize("channel", ["group_chat", "social"])
def test_public_channels_are_public(channel: str) -> None:
    """In a group chat others read along, whoever is addressed."""
    assert _column("borrower", "13900001111", channel) == "public"


def test_a_message_without_recipients_has_an_unknown_reader() -> None:
    """Nobody named is not nobody there."""
    assert audience(Message(id="m", text="x"), CASE, load_policy("cn"))[0].column == "public"


def test_a_spouse_is_a_consumer_in_the_us_only_when_the_case_knows_the_address() -> None:
    """Regulation F counts the spouse as the consumer, but a stranger's number proves nothing."""
    assert _column("spouse", "13700002222", policy="us") == "obligor"
    assert _column("spouse", "13800000000", policy="us") == "contact"


@given(st.text("0123456789", min_size=1, max_size=30))
def test_folding_leaves_digits_as_they_are(address: str) -> None:
    """So a phone that is written in digits only is compared without being folded."""
    assert fold(address).text == address
