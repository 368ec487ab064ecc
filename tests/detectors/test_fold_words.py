"""What is no disguise and must stay as it was written."""

from __future__ import annotations

import pytest

from detectors.fold import fold

WORDS = [
    "三分之一", "一直没还", "二楼等您", "一三得三", "一一对应", "周一二三四五都在",
    "星期一、二、三、四、五", "一二三四五，上山打老虎", "二零二六年十一月二十四日", "三百五十六万七千",
    "叁万贰仟伍佰元整", "两三个月", "第一、第二、第三", "零零碎碎", "一九九八年", "三番五次",
    "五六七八月份", "一五一十说清楚", "七七八八", "两万三四五六", "尾号12345 一共三笔", "王○○您好",
    "138○○○○5678",
]  # fmt: skip
NUMBERS = [
    "2026-11-24 10:01", "2026/11/24 10:01:30", "2026.11.24-2026.12.01", "10:01-12:30",
    "13,812,345,678", "1,380,000.00元", "192.168.11.100", "版本1.2.3.4.5", "v13.8.1.0", "5000-8000元",
    "5000 8000", "还1500、2000、300", "1500 2000 300", "第1、2、3、4、5期", "1 2 3 4 5 6 7",
    "1,3,5,7,9", "3.14159", "95588", "400-820-8820", "95-588", "12345", "2024-2025学年", "3-5天 2-3次",
    "138****5678", "138 **** 5678", "6222 **** **** 1234", "10:30 13:40", "8500.00 9200.00 1300.00",
    "13812.34 5678.90", "2026-11-24 2026-12-24", "共12期 每期1380 剩余3期", "¥1380 ¥2000",
    "A座1203-1204", "9:00-18:00",
    "订单号 20261124 1530 4455 667", "尾号4455 4567", "尾号8821-8822", "1998-2012 456", "4501-4502室",
    "1380 5120 200元", "1/3/2026 15000", "13812345@163.com", "192.168.1.1:8080", "10:30:15 12:00:00", "1:2:3:4:5",
    "共24期，15号 1380.50", "13922334455@139.com", "2026-11-24，13922334455", "第13、14、15、16期", "（三）（四）", "1+1=2",
]  # fmt: skip
LATIN = [
    "OOTD",
    "lol",
    "SOS",
    "ISO 27001",
    "I owe you",
    "BOSS",
    "yi er san",
    "one two three",
    "SF1381234567",
    "IO1380",
]
PLAIN = [
    "您好，请您尽快与我们联系，谢谢！",
    "王女士（客服）提醒：还款日为2026年11月24日，金额3280.50元。",
    "Please call us back at your earliest convenience.",
]


@pytest.mark.parametrize("text", WORDS + NUMBERS + LATIN)
def test_words_dates_amounts_and_masks_stay(text: str) -> None:
    """Nothing is folded that a reader would not take for an identifier."""
    assert fold(text).text == text


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_its_own_view(text: str) -> None:
    """Plain text is not copied and needs no map."""
    view = fold(text)
    assert view.text is text
    assert view.starts is None
    assert view.ends is None


def test_one_to_one_characters_need_no_map() -> None:
    """Where each character has one folded character, the offsets are the same and no map is kept."""
    view = fold("債務９９８")
    assert (view.text, view.starts) == ("债务998", None)
