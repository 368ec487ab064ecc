"""Names, addresses and workplaces in plain talk, rules and model together: whole spans, and nothing of what stands beside them."""

from __future__ import annotations

import pytest

from detectors.proof import parse
from pipeline.inspecting import detect, resolve

_KINDS = ("PERSON", "ADDRESS", "EMPLOYER")


def _found(text: str) -> set[tuple[str, str]]:
    _, raw = detect(text)
    return {(f.entity_type, text[f.start : f.end]) for f in resolve(raw) if f.entity_type in _KINDS}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("他老婆〔宋雅琴〕说他出差了", "PERSON"),
        ("请〔魏国栋〕先生回电", "PERSON"),
        ("我妈〔苗秀兰〕不知道这个事", "PERSON"),
        ("联系〔欧阳建国〕经理", "PERSON"),
        ("问了〔贺志强〕他不知道", "PERSON"),
        ("债务人配偶〔郝丽萍〕女士称已离婚", "PERSON"),
    ],
)
def test_titles_and_relations_stay(line: str, kind: str) -> None:
    """A name is found without the relation word before it and the title behind it."""
    text, (span,) = parse(line, kind)
    assert _found(text) == {(kind, text[span.start : span.end])}


@pytest.mark.parametrize(
    "line",
    [
        "住址：〔浙江省宁波市鄞州区四明中路266号明月苑3栋2单元501室〕",
        "人在〔河西镇杨柳村三组〕",
        "他搬到〔翠竹苑小区6栋1单元702〕了",
        "他家就住〔阳光花园小区对面〕",
        "戶籍〔台北市大安區和平東路二段45巷6弄7號3樓之2〕",
        "通訊地〔桃園市中壢區中山路二段88號6樓〕",
        "佢住〔沙田沙角邨美楓樓12樓1205室〕",
        "地址〔九龍旺角彌敦道288號12樓A室〕",
    ],
)
def test_whole_addresses(line: str) -> None:
    """An address is one span from its first division, road or estate to its last unit, floor, group or landmark word."""
    text, (span,) = parse(line, "ADDRESS")
    assert _found(text) == {("ADDRESS", text[span.start : span.end])}


@pytest.mark.parametrize(
    "line",
    [
        "他在〔宏达五金厂〕上班",
        "她在〔城南第二小学〕教书",
        "单位是〔康泰医院〕",
        "任職〔順昌精密工業股份有限公司〕",
        "我老公在〔好邻居超市〕当保安",
    ],
)
def test_workplaces(line: str) -> None:
    """An organisation where somebody works is found by its name."""
    text, (span,) = parse(line, "EMPLOYER")
    assert _found(text) == {("EMPLOYER", text[span.start : span.end])}


@pytest.mark.parametrize(
    "text",
    [
        "他在成都那边",
        "老家是河南周口的",
        "请到城东区人民法院领取传票",
        "我在农业银行门口等你",
        "刚从华联超市买菜回来",
        "钱还给谁你心里有数",
        "于今日下班前处理",
        "高铁晚点了改天再说",
        "黄金周期间照常受理",
        "向客服申请减免",
        "王先生您好，请按时还款",
        "陳生，收到請覆",
    ],
)
def test_plain_talk(text: str) -> None:
    """A city alone, a court, a bank, a shop in passing, ordinary words and a surname with a title are nobody's data."""
    assert _found(text) == set()
