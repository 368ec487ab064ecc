"""Secrets, dates of birth and contract numbers: what their labels cover, and what only looks like them."""

from __future__ import annotations

from itertools import product

import pytest

from detectors.debt.loan_contract import LoanContract
from detectors.people.birth_date import BirthDate
from detectors.recognizer import TextRecognizer
from detectors.secret import Secret

SECRET, BIRTH, CONTRACT = Secret(), BirthDate(), LoanContract()


def spans(recognizer: TextRecognizer, text: str) -> list[str]:
    """Return what `recognizer` finds, in order."""
    return [text[r.start : r.end] for r in sorted(recognizer.analyze(text), key=lambda r: r.start)]


LABELS = (
    "验证码",
    "动态码",
    "校验码",
    "取款密码",
    "交易密码",
    "支付密码",
    "登录密码",
    "查询密码",
    "一次性密码",
    "OTP",
    "PIN码",
)


@pytest.mark.parametrize(
    ("label", "joint"), list(product(LABELS, ("", "是", "为", "：", "就是", ": ", "（")))
)
def test_secret_behind_its_label(label: str, joint: str) -> None:
    """Every name of a secret, with every joint, gives the secret away."""
    assert spans(SECRET, f"她的{label}{joint}571936，快去试") == ["571936"]


@pytest.mark.parametrize("joint", ["改成", "改成了", "重置为", "已重置为", "设置为", "换成了", "现在是"])
def test_changed_passwords(joint: str) -> None:
    """A password that is told with its change is told."""
    assert spans(SECRET, f"密码{joint}Lan7712") == ["Lan7712"]


@pytest.mark.parametrize(
    ("recognizer", "text", "expected"),
    [
        (SECRET, "571936是您的登录验证码", ["571936"]),
        (SECRET, "Use 571936 as your login code", ["571936"]),
        (SECRET, "the password for his account is Lan7712", ["Lan7712"]),
        (SECRET, "密码错误5次将锁定", []),
        (SECRET, "密码为8位以上字母和数字", []),
        (SECRET, "您的取件码571936", []),
        (SECRET, "动态码120秒内有效", []),
        (BIRTH, "他1986年4月9日出生，家里老二", ["1986年4月9日"]),
        (BIRTH, "1986年4月9日生效的合同", []),
        (BIRTH, "承诺4月9日还款", []),
        (BIRTH, "生日4月9日", ["4月9日"]),
        (BIRTH, "民国75年4月9日出生", ["民国75年4月9日"]),
        (CONTRACT, "案号：（2026）浙0106民初3391号", ["（2026）浙0106民初3391号"]),
        (CONTRACT, "劳动合同编号LH20260417", []),
        (CONTRACT, "借据号 JJ-20260417-003", ["JJ-20260417-003"]),
        (CONTRACT, "合同编号待补", []),
    ],
)
def test_labelled_values(recognizer: TextRecognizer, text: str, expected: list[str]) -> None:
    """The label and the words around it decide, not the digits."""
    assert spans(recognizer, text) == expected
