"""What was left out at the ends of a name, an address or a workplace is taken along, and nothing that does not belong to it."""

from __future__ import annotations

import pytest

from detectors.people.whole import whole


@pytest.mark.parametrize(
    ("kind", "text", "value", "expected"),
    [
        ("PERSON", "蒋 大有还没还", "大有", "大有"),
        ("PERSON", "蒋大有还没还", "大有", "蒋大有"),
        ("PERSON", "转告欧阳晓岚一声", "晓岚", "欧阳晓岚"),
        ("PERSON", "借款人吐尔逊·热合曼已还", "热合曼", "吐尔逊·热合曼"),
        ("PERSON", "找吐尔逊·热合曼问", "吐尔逊", "吐尔逊·热合曼"),
        ("PERSON", "卓玛次仁 那曲人", "次仁", "卓玛次仁"),
        ("ADDRESS", "住青山路26巷口", "青山路26巷", "青山路26巷口"),
        ("ADDRESS", "在柳林村三组旁边的平房里", "柳林村三组", "柳林村三组旁边的平房里"),
        ("ADDRESS", "在青山路那个握手楼六楼没电梯", "青山路", "青山路那个握手楼六楼"),
        ("ADDRESS", "在北街早市8号摊卖菜", "北街早市8号", "北街早市8号摊"),
        ("ADDRESS", "柳河路旁边那个翠竹新城 问过", "柳河路旁边", "柳河路旁边那个翠竹新城"),
        ("EMPLOYER", "在北岭牧场奶制品厂上班", "北岭牧场", "北岭牧场奶制品厂"),
        ("EMPLOYER", "系柳河区环卫三所临聘", "柳河区环卫三", "柳河区环卫三所"),
    ],
)
def test_takes_along(kind: str, text: str, value: str, expected: str) -> None:
    """A surname, the other part of a transliterated name, a landmark's word for where, and the end of an organisation belong to it."""
    start = text.index(value)
    first, last = whole(kind, text, start, start + len(value))
    assert text[first:last] == expected


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("PERSON", "我跟建国说过了", "建国"),
        ("PERSON", "麻烦让建国回电话", "建国"),
        ("ADDRESS", "住青山路26号，旁边有银行", "青山路26号"),
        ("ADDRESS", "住青山路26号6楼以后再说", "青山路26号6楼"),
        ("EMPLOYER", "在宏盛服装厂上班", "宏盛服装厂"),
        ("EMPLOYER", "在宏盛服装厂当厂长", "宏盛服装厂"),
        ("EMPLOYER", "在宏盛服装厂的食堂", "宏盛服装厂"),
    ],
)
def test_leaves_the_rest(kind: str, text: str, value: str) -> None:
    """What merely stands beside a span stays outside of it."""
    start = text.index(value)
    first, last = whole(kind, text, start, start + len(value))
    assert text[first:last] == value
