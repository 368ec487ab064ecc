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
