"""Disguises and what a reader sees in them."""

from __future__ import annotations

import pytest

from detectors.fold import fold

CHARACTERS = [
    ("ＶＸ：ａｂｃ＿１２", "VX：abc_12"),
    ("𝟏𝟑𝟗 ٢٢ ٣٣", "139 22 33"),
    ("⒈⑶❾➃㊄", "1394五"),
    ("❿⓫🔟", "101110"),
    ("〡〢〣", "123"),
    ("⻔口⻢路", "门口马路"),
    ("⼯商银⾏", "工商银行"),
    ("逾\u200b期\u2060未\u202e还", "逾期未还"),
    ("逾\u0336期\u0336", "逾期"),
    ("soft\u00adhyphen", "softhyphen"),
    ("ВХ号", "BX号"),
    ("wеchаt", "wechat"),
    ("債務催繳通知", "债务催缴通知"),
    ("這裏／這裡", "这里/这里"),
    ("綫上線上", "线上线上"),
    ("衞生", "卫生"),
    ("null\0byte", "nullbyte"),
    ("a\ud800b", "a\ufffdb"),
    ("第一行\r\n第二行\t列", "第一行\r\n第二行\t列"),
    ("안녕하세요", "안녕하세요"),
    ("全\u3000角", "全 角"),
]
PINYIN = [
    ("催(cuī)收(shōu)", "催收"),
    ("業（yè）務[wu4]", "业务"),
    ("张(zhang)三(san)欠【qian】款", "张三欠款"),
    ("绿(lǜ)码", "绿码"),
    ("他(an)", "他"),
    ("下载(app)", "下载(app)"),
    ("会员(VIP)", "会员(VIP)"),
    ("密码(PIN)", "密码(PIN)"),
    ("账号(zhangsan)", "账号(zhangsan)"),
    ("ok(an)", "ok(an)"),
]
NUMERALS = [
    ("他手机幺三九二二三三四四五五", "他手机13922334455"),
    ("壹叁玖-贰贰叁叁-肆肆伍伍", "13922334455"),
    ("貳參肆陸柒伍捌玖", "23467589"),
    ("一 三 九 二 二 三 三 四 四 五 五", "13922334455"),
    ("5０二1九", "50219"),
    ("打13922334455一直没人接", "打13922334455一直没人接"),
    ("他有13922334455两个号", "他有13922334455两个号"),
    ("一三九二二三三四四五五一直关机", "13922334455一直关机"),
    ("139一2233一4455", "13922334455"),
    ("QQ六〇五九一七三八", "QQ60591738"),
    ("yaosanjiu erersansan sisiwuwu", "13922334455"),
    ("One Three Nine, Two Two Three Three, Four Four Five Five", "13922334455"),
    ("l39O2345678", "13902345678"),
    ("l39-O234-5678", "13902345678"),
]
SEPARATED = [
    ("139.2233.4455", "13922334455"),
    ("139、2233、4455", "13922334455"),
    ("139,2233,4455", "13922334455"),
    ("139~2233+4455", "13922334455"),
    ("139 - 2233 - 4455", "13922334455"),
    ("13 92 23 34 45 5", "13922334455"),
    ("139·223·344·55", "13922334455"),
    ("1392233\n4455", "13922334455"),
    ("+86-139-2233-4455", "+8613922334455"),
    ("+86 13922334455", "+8613922334455"),
    ("0086 139 2233 4455", "008613922334455"),
    ("0912-345-678", "0912345678"),
    ("+886 912 345 678", "+886912345678"),
    ("9123 4567", "91234567"),
    ("+852 9123 4567", "+85291234567"),
    ("(021)60128421", "02160128421"),
    ("（0755）8822 1234", "075588221234"),
    ("021-6012-8421", "02160128421"),
    ("+86 21 6012 8421", "+862160128421"),
    ("(02)2345-6789", "0223456789"),
    ("440305-19870412-301x", "44030519870412301x"),
    ("440305 1987 04 12 301 x", "44030519870412301x"),
    ("4403 0519 8704 1230 19", "440305198704123019"),
    ("440305 870412 301", "440305870412301"),
    ("6222 0212 3456 7890 123", "6222021234567890123"),
    ("622202-12345-67890-128", "6222021234567890128"),
    ("6 0 5 9 1 7 3", "6059173"),
    ("6-0-5-9-1", "60591"),
]
SEVERAL = [
    ("13922334455 13800138000", "13922334455 13800138000"),
    ("139 2233 4455 138 0013 8000", "13922334455 13800138000"),
    ("139-2233-4455、138-0013-8000", "13922334455、13800138000"),
    ("13922334455、021-60128421", "13922334455、02160128421"),
    ("编号3 139 2233 4455", "编号3 13922334455"),
    ("1、139 2233 4455", "1、13922334455"),
    ("2026-11-24 139 2233 4455", "2026-11-24 13922334455"),
    ("1 3 9 2 2 3 3 4 4 5 5 1 3 8 0 0 1 3 8 0 0 0", "13922334455 13800138000"),
    ("021-60128421-803", "02160128421-803"),
    ("021-60128421转803", "02160128421转803"),
]


@pytest.mark.parametrize(("written", "seen"), CHARACTERS + PINYIN)
def test_characters_are_read_as_they_look(written: str, seen: str) -> None:
    """Width, dress, marks, look-alikes, Traditional forms and inserted pinyin are seen through."""
    assert fold(written).text == seen


@pytest.mark.parametrize(("written", "seen"), NUMERALS)
def test_numbers_in_words_are_read_as_digits(written: str, seen: str) -> None:
    """Numerals, spoken digits and letters become digits where they are a number."""
    assert fold(written).text == seen


@pytest.mark.parametrize(("written", "seen"), SEPARATED + SEVERAL)
def test_a_number_in_groups_is_read_as_one(written: str, seen: str) -> None:
    """Groups of one identifier are joined, and two identifiers stay two."""
    assert fold(written).text == seen


@pytest.mark.parametrize(
    ("source", "seen", "written"),
    [
        ("打1️⃣3️⃣9️⃣2️⃣2️⃣3️⃣3️⃣4️⃣4️⃣5️⃣5️⃣!", "13922334455", "1️⃣3️⃣9️⃣2️⃣2️⃣3️⃣3️⃣4️⃣4️⃣5️⃣5️⃣"),
        ("电话(021)60128421。", "02160128421", "(021)60128421"),
        ("叫139 - 2233 - 4455。", "13922334455", "139 - 2233 - 4455"),
        ("是张(zhāng)三(sān)吗", "张三", "张(zhāng)三(sān)"),
        ("加\u200b微\u200b信\u200b吧", "微信", "微\u200b信"),
        ("重㎏物", "kg", "㎏"),
        ("yao san jiu er er san san si si wu wu。", "13922334455", "yao san jiu er er san san si si wu wu"),
    ],
)
def test_a_finding_covers_all_that_was_written(source: str, seen: str, written: str) -> None:
    """A span maps to the marks, brackets, pinyin and separators that belong to it, and to no more."""
    view = fold(source)
    start = view.text.index(seen)
    left, right = view.to_source(start, start + len(seen))
    assert source[left:right] == written
    assert view.to_view(left, right) == (start, start + len(seen))
