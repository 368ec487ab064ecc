"""A megabyte of anything is inspected in time that grows with its length and no faster."""

from __future__ import annotations

import time

import pytest

from pipeline.contract import Borrower, Case, Contact, Decision, Loan, Message, Recipient
from pipeline.inspecting import inspect
from pipeline.policy import load_policy

_CN = load_policy("cn")
_CASE = Case(
    case_id="C-1",
    borrower=Borrower(
        name="聂海洋",
        id_number="110101199003071233",
        phones=("13912345678",),
        bank_cards=("6222021234567890128",),
        addresses=("宁波市鄞州区四明中路266号明月苑3栋2单元501室",),
        employers=("宁波恒达机械有限公司",),
        emails=("nie.haiyang@mail.test",),
        wechat_ids=("nie_hy88",),
    ),
    contacts=(Contact(relation="parent", name="聂大山", phones=("13700001111",)),),
    loan=Loan(contract_no="JK20260301-0088", outstanding=48210.5, days_overdue=41),
)
_MEGABYTE = 1_000_000
#: Seconds of CPU for one megabyte, several times what the worst takes.
_LIMIT = 40.0
#: How much more than linear the growth may be, for the noise of the machine.
_SLACK = 2.0


def _inspect(text: str) -> tuple[float, Decision]:
    message = Message(
        id="m-1", text=text, case_id="C-1", recipients=(Recipient(relation="parent", address="13700001111"),)
    )
    began = time.process_time()
    decision = inspect(message, _CASE, _CN)
    return time.process_time() - began, decision


def _filled(unit: str, size: int) -> str:
    """Return `unit` over and over, `size` bytes of UTF-8 in all."""
    return unit * (size // len(unit.encode()))


@pytest.mark.parametrize(
    "unit",
    ["0", "13", "1 ", "1-", "王", "路", "聂", "欠", "的", "一", "，", ",", " ", "\n", "\u200b", "1\u200b", "e\u0301", "a", "a@", "(a",
     "O0", "①", "六 ", "聂海", "聂-", "聂海洋欠", "的聂海洋，", "他欠", "号1", "微信", "\U0001f469\u200d", "Ab "],
    ids=ascii,
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    """Digits, Han, invisible characters, punctuation and near-misses of the case's own values."""
    small, _ = _inspect(_filled(unit, _MEGABYTE // 32))
    large, _ = _inspect(_filled(unit, _MEGABYTE // 8))
    assert large < 4 * small * _SLACK + 0.5
    assert large * 8 < _LIMIT


@pytest.mark.parametrize("unit", ["7", "王", "欠", "\u200b"], ids=ascii)
def test_a_whole_megabyte_is_decided(unit: str) -> None:
    """The real size, for the characters that cost most."""
    took, decision = _inspect(_filled(unit, _MEGABYTE))
    assert took < _LIMIT
    assert decision.action in ("allow", "redact", "hold", "block")


@pytest.mark.parametrize(
    ("unit", "entity_type"),
    [
        ("电话13800138000，", "PHONE_NUMBER"),
        ("聂海洋在家，", "PERSON"),
        ("欠3000元，", "DEBT_AMOUNT"),
        ("身份证110101199003071233,", "CN_RESIDENT_ID"),
        ("微信nie_hy88，", "WECHAT_ID"),
    ],
)
def test_ten_thousand_findings_take_linear_time(unit: str, entity_type: str) -> None:
    """Neither overlaps, attribution, judging nor redaction compare every finding with every other."""
    small, few = _inspect(unit * 1_250)
    large, many = _inspect(unit * 10_000)
    assert [sum(f.type == entity_type for f in d.findings) for d in (few, many)] == [1_250, 10_000]
    assert large < 8 * small * _SLACK + 0.5


def test_one_cluster_of_overlapping_findings_takes_linear_time() -> None:
    """Findings that all overlap their neighbours, without a gap, do not cost their square either."""
    unit = "13912345678@qq.com" + "聂海洋" + "13912345678@qq.com"
    small, _ = _inspect(unit * 300)
    large, _ = _inspect(unit * 2_400)
    assert large < 8 * small * _SLACK + 0.5
