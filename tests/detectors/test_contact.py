"""How people can be reached: phones, mail, addresses of devices, WeChat, QQ, Alipay."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.contact.alipay import AlipayId
from detectors.contact.email_address import EmailAddress
from detectors.contact.ip_address import IpAddress
from detectors.contact.phone import PhoneNumber
from detectors.contact.qq import QqNumber
from detectors.contact.wechat import WechatId
from detectors.recognizer import TextRecognizer

PHONE, WECHAT, QQ = PhoneNumber(), WechatId(), QqNumber()

WECHAT_LABELS = (
    *(
        "微信",
        "薇信",
        "威信",
        "维信",
        "徽信",
        "溦信",
        "微xin",
        "wei信",
        "V信",
        "v信",
        "VX",
        "vx",
        "wx",
        "WeChat",
        "weixin",
    ),
    *(
        "v❤",
        "v心",
        "绿泡泡",
        "加V",
        "+V",
        "加微",
        "微-信",
        "加卫星",
        "薇❤",
        "微❤",
        "wx号",
        "微信号",
        "微信ID",
        "微 信",
    ),
)
QQ_LABELS = (
    *(
        "QQ",
        "qq",
        "扣扣",
        "抠抠",
        "蔻蔻",
        "企鹅",
        "Q号",
        "秋秋",
        "球球",
        "鹅号",
        "加Q",
        "叩叩",
        "企鹅号",
        "QQ号",
        "+q",
    ),
)
JOINTS = ("", "：", ":", " ", "是", "：  ", "为")
HOTLINES = (
    *(
        "400-820-5517",
        "4008205517",
        "400 820 5517",
        "400-8205517",
        "4008-205-517",
        "400 8205 517",
        "800-830-2291",
    ),
    *("95588", "95533", "955 88", "96110", "968888", "10086", "10010", "12345", "12378", "110", "120", "114"),
    *("1010-8890", "10108890", "95105105", "1-800-555-0147"),
)


def spans(recognizer: TextRecognizer, text: str) -> list[str]:
    """Return what `recognizer` finds, in order."""
    return [text[r.start : r.end] for r in sorted(recognizer.analyze(text), key=lambda r: r.start)]


@pytest.mark.parametrize(("label", "joint"), list(product(WECHAT_LABELS, JOINTS)))
def test_wechat_label_disguises(label: str, joint: str) -> None:
    """Every disguise of the label, with every joint, gives the handle away."""
    if joint == "" and label[-1].isascii():
        joint = " "  # without a joint the label in letters is part of the handle
    assert spans(WECHAT, f"他说{label}{joint}mu_rong88，晚上聊") == ["mu_rong88"]


@pytest.mark.parametrize(("label", "joint"), list(product(QQ_LABELS, JOINTS)))
def test_qq_label_disguises(label: str, joint: str) -> None:
    """Every disguise of the label, with every joint, gives the number away."""
    assert spans(QQ, f"他留了{label}{joint}731846205，晚上聊") == ["731846205"]


@pytest.mark.parametrize("number", HOTLINES)
@pytest.mark.parametrize(
    "carrier", ["详询{}", "请拨打客服电话{}咨询", "电话：{}", "致电 {} 办理", "call {} now"]
)
def test_hotlines_are_not_personal(carrier: str, number: str) -> None:
    """A service line is nobody's number, however it is grouped and whatever label it bears."""
    assert spans(PHONE, carrier.format(number)) == []


@pytest.mark.parametrize(
    ("recognizer", "text", "expected"),
    [
        (PhoneNumber, "王强13872640915妻子19920384756", ["13872640915", "19920384756"]),
        (EmailAddress, "发到liu_q1@qq.com谢谢", ["liu_q1@qq.com"]),
        (IpAddress, "来自113.87.24.190登录", ["113.87.24.190"]),
        (WechatId, "加微信liu_q1881聊", ["liu_q1881"]),
        (QqNumber, "他扣扣620481735在线", ["620481735"]),
        (AlipayId, "转到2088402716359801里", ["2088402716359801"]),
    ],
)
def test_glued_to_han(recognizer: type[TextRecognizer], text: str, expected: list[str]) -> None:
    """A value needs no space around it: Han text has none."""
    assert spans(recognizer(), text) == expected


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("新号13872640915", 0.75),
        ("手机13872640915", 0.85),
        ("手机138****0915", 0.65),
        ("手机尾号0915", 0.65),
    ],
)
def test_phone_scores(text: str, score: float) -> None:
    """A label makes a number surer; a mask leaves it less sure."""
    assert [r.score for r in PHONE.analyze(text)] == [score]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("订单13872640915，收货电话13920384756", ["13920384756"]),
        ("客服电话021-60284917", []),
        ("客服小李手机13872640915", ["13872640915"]),
        ("单号13872640915", []),
        ("13872640915是运单号吗", ["13872640915"]),
    ],
)
def test_the_nearest_label_decides(text: str, expected: list[str]) -> None:
    """What a number belongs to is said by the label right ahead of it."""
    assert spans(PHONE, text) == expected


@pytest.mark.parametrize(
    "extension", ["转8012", "-8012", " 转 305", "分机12", " ext. 8012", "转1", "#880123"]
)
def test_extension_is_part_of_the_landline(extension: str) -> None:
    """One to six digits behind the number belong to it."""
    assert spans(PHONE, f"单位电话021-60284917{extension}，找人事") == [f"021-60284917{extension}"]


_HAN = st.text(alphabet="你好我他的妈妈借钱电话打不通来了晚上联系说在家公司，。：！、这就去看天", max_size=12)
_MOBILE = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
_SEPARATOR = st.sampled_from(["", " ", "-", ".", "·", "/", "_", " - ", "  "])
_SPLIT = st.sampled_from([(3, 7), (3, 6), (4, 8), (4, 7)])


@settings(max_examples=200, deadline=None)
@given(_HAN, _MOBILE, _SEPARATOR, _SPLIT, _HAN)
def test_any_mobile_in_any_carrier(
    before: str, mobile: str, separator: str, split: tuple[int, int], after: str
) -> None:
    """Whatever stands around a mobile, and whatever keeps its groups apart, all of its digits are covered."""
    first, second = split
    written = separator.join((mobile[:first], mobile[first:second], mobile[second:]))
    text = f"{before}{written}{after}"
    assert any(r.start <= len(before) and r.end >= len(before) + len(written) for r in PHONE.analyze(text))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789+-() 转*@微信QQ:abv_.", max_size=80))
def test_nothing_raises_and_spans_hold(text: str) -> None:
    """Whatever the text, findings lie within it and are not empty."""
    for recognizer in (PHONE, WECHAT, QQ, EmailAddress(), IpAddress(), AlipayId()):
        for result in recognizer.analyze(text):
            assert 0 <= result.start < result.end <= len(text)
