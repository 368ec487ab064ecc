"""What the model is not sure of is believed only where something else speaks for it."""

from __future__ import annotations

import pytest

from detectors.people.unsure import SURE, believable

_CASES = [
    ("ADDRESS", "住翠竹苑5栋2单元402", "翠竹苑5栋2单元402", True),
    ("ADDRESS", "在菜市场后面的平房", "菜市场后面的平房", True),
    ("ADDRESS", "客户承诺28号还", "承诺28号", False),
    ("ADDRESS", "我的工号3307", "工号3307", False),
    ("ADDRESS", "这笔三月二十八号到期", "三月二十八号", False),
    ("EMPLOYER", "在宏盛服装厂上班", "宏盛服装厂", True),
    ("EMPLOYER", "在佳信保洁干活", "佳信保洁", True),
    ("EMPLOYER", "温馨提示:国庆假期将至", "国庆假期", False),
    ("EMPLOYER", "反正电梯坏了", "反正电梯", False),
    ("PERSON", "问了玉山那个账户", "玉山", False),
    ("PERSON", "他老婆玉山不接", "玉山", True),
    ("PERSON", "转告秦建明一声", "秦建明", True),
    ("PERSON", "看后面的政策再定", "政策", False),
    ("EMPLOYER", "去湖滨派出所报到", "湖滨派出所", False),
    ("EMPLOYER", "他在湖滨派出所当辅警", "湖滨派出所", True),
    ("EMPLOYER", "她是春江银行的柜员", "春江银行", True),
    ("EMPLOYER", "周六春江银行有讲座", "春江银行", False),
]


@pytest.mark.parametrize(("kind", "text", "value", "expected"), _CASES)
def test_evidence(kind: str, text: str, value: str, expected: bool) -> None:
    """A part of an address, the end of an organisation, a word before a name speak for it; dates and brands against it."""
    start = text.index(value)
    assert believable(kind, text, start, start + len(value), 0.6) is expected


def test_certainty_is_enough() -> None:
    """Where the model is sure enough of a place or an organisation, nothing else is asked."""
    for kind in ("ADDRESS", "EMPLOYER"):
        assert believable(kind, "反正电梯", 0, 4, SURE[kind])
        assert not believable(kind, "反正电梯", 0, 4, SURE[kind] - 0.01)


def test_whom_everybody_deals_with_works_for_nobody_in_passing() -> None:
    """A bank or the police is no workplace of somebody, however sure the model is, unless work is spoken of."""
    assert not believable("EMPLOYER", "到春江银行还款", 1, 5, 1.0)
    assert believable("EMPLOYER", "在春江银行上班", 1, 5, 1.0)
