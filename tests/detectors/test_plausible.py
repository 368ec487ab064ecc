"""What is known for certain about names and addresses stands above what the model says."""

from __future__ import annotations

import pytest

from detectors.people.plausible import plausible, quoted, within


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("PERSON", "跟秦建明说了", "秦建明"),
        ("PERSON", "买买提·艾力还了", "买买提·艾力"),
        ("PERSON", "Peter Chan话听日找", "Peter Chan"),
        ("PERSON", "阿Ken说的", "阿Ken"),
        ("PERSON", "liu jian guo你在吗", "liu jian guo"),
        ("ADDRESS", "搬到翠竹苑5栋2单元402了", "翠竹苑5栋2单元402"),
        ("ADDRESS", "住中山路88号", "中山路88号"),
        ("ADDRESS", "看下9号楼3单元502的业主", "9号楼3单元502"),
        ("EMPLOYER", "在宏盛服装厂上班", "宏盛服装厂"),
        ("PERSON", "【云杉金融】秦建明您好", "秦建明"),
        ("PERSON", "小芳你在吗", "小芳"),
    ],
)
def test_stands(kind: str, text: str, value: str) -> None:
    """A name, an address or a workplace as people write it may stand."""
    start = text.index(value)
    assert plausible(kind, text, start, start + len(value))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("PERSON", "发验zheng码", "验zheng"),
        ("PERSON", "多谢陈生", "陈生"),
        ("PERSON", "九万七这笔", "九万七"),
        ("PERSON", "计壹万捌仟元正", "壹万捌仟元正"),
        ("PERSON", "祝各位阖家团圆", "阖家团圆"),
        ("EMPLOYER", "在某电子厂做事", "某电子厂"),
        ("ADDRESS", "您尾号八零一六后面的卡", "尾号八零一六后面"),
        ("PERSON", "和上官先生说", "上官"),
        ("PERSON", "喂林女士您好", "林女士"),
        ("ADDRESS", "包裹到翠竹新村店了", "翠竹新村店"),
        ("PERSON", "用PayMe俾", "PayMe"),
        ("EMPLOYER", "在那个后勤上班", "那个后勤"),
        ("EMPLOYER", "十四个工作日内", "十四个"),
        ("ADDRESS", "改到3号楼1602开会", "3号楼1602"),
        ("ADDRESS", "1-3号一组，4-7号二组", "1-3号一组，4-7号二组"),
        ("ADDRESS", "在江湾会议室B2见", "江湾会议室B2"),
        ("ADDRESS", "运单号SF1428837450012已到", "运单号SF1428837450012"),
        ("PERSON", "找村里的蓝支书", "蓝支书"),
        ("PERSON", "敝姓温，贷后的", "敝姓温"),
        ("PERSON", "Miss Kwok打嚟", "Miss Kwok"),
        ("PERSON", "請問阿Sir點解", "阿Sir"),
        ("PERSON", "木子李，木头的木", "木子李"),
        ("PERSON", "那张华光的卡", "张华光"),
        ("PERSON", "辽金监发〔2026〕7号", "金监发"),
        ("PERSON", "感谢贵厂支持", "贵厂"),
        ("PERSON", "威信：lan_5520", "威信"),
        ("PERSON", "劳保投保的单位", "劳保"),
        ("PERSON", "佢应承咗月尾还", "应承咗"),
        ("PERSON", "仲未过数", "仲未"),
        ("PERSON", "找襄理，王襄理", "王襄理"),
        ("PERSON", "老卢，先还六千行不", "老卢"),
        ("PERSON", "跟小郑说一声", "小郑"),
    ],
)
def test_falls(kind: str, text: str, value: str) -> None:
    """Mixed scripts, titles, counts, a sender's sign, rooms without a name and parcel numbers fall."""
    start = text.index(value)
    assert not plausible(kind, text, start, start + len(value))


@pytest.mark.parametrize(
    ("text", "value", "inside"),
    [
        ("【秦桥金融】您好", "秦桥", True),
        ("请处理。【秦桥金融】", "秦桥金融", True),
        ("那本《大唐年号1566》谁拿了", "大唐年号1566", True),
        ("【云杉金融】秦建明您好", "秦建明", False),
        ("跟秦建明说《借条》的事", "秦建明", False),
    ],
)
def test_signs_and_titles(text: str, value: str, inside: bool) -> None:
    """A sender's sign at either end and a title hold no names; what stands beside them may be one."""
    start = text.index(value)
    assert within(quoted(text), start, start + len(value)) is inside
