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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("客户把动态码念过来了，是615028", ["615028"]),
        ("验证码客户念给我了：582910，赶紧输", ["582910"]),
        ("她说收到的六位数是448102", ["448102"]),
        ("短信码他发来了 是 660193", ["660193"]),
        ("刚收到的那串数字903417，你登录用", ["903417"]),
        ("动态码报过来了，770215，30秒内", ["770215"]),
        ("他手机上收到的六位码是391055", ["391055"]),
        ("code just came through on her phone, it's 550912", ["550912"]),
        ("she read me the code: 771 204", ["771 204"]),
        ("验证码我问到了，820914", ["820914"]),
        ("银行发的六位码217743你快填", ["217743"]),
        ("他把验证码转给我了，就是4471", ["4471"]),
        ("验证码刚跳出来，902 118，你先登", ["902 118"]),
        ("客户念的验证码，我记下来了：315577", ["315577"]),
        ("he texted me the code, 440912", ["440912"]),
        ("验证码发到客户手机了，让他自己输", []),
        ("验证码收到了吗，单号739204", []),
        ("客户报了工号882013", []),
        ("验证码是六位数字", []),
        ("客户把订单号报给我了，是739204881", []),
        ("取件码他发我了，是532019", []),
        ("会议号报给我了，是739204", []),
        ("他报的邮编是200120", []),
        ("code review is done, it's PR 550912", []),
        ("验证码发给您了，请拨打10086核实", []),
        ("验证码收到后，请于20261231前使用", []),
        ("客户说验证码没收到，电话021-60128421", []),
        ("他念给我的尾号是4471", []),
        ("那串数字是合同号 903417", []),
        ("六位数是随机的", []),
        ("客户念了六位数的金额，448102元", []),
        ("验证码问到了再告诉我，工单770215", []),
    ],
)
def test_a_code_that_is_handed_over(text: str, expected: list[str]) -> None:
    """A one-time code is told after the words that say that it came, and other numbers beside those words are none."""
    assert spans(SECRET, text) == expected
