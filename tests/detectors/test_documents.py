"""Generated documents, cards and plates in any Chinese sentence are covered; order numbers never are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors import checksums
from detectors.cn.bank_card import BankCard
from detectors.cn.foreign_permanent_id import ForeignPermanentId
from detectors.cn.hk_macau_permit import HkMacauPermit
from detectors.cn.military_id import MilitaryId
from detectors.cn.passport import Passport
from detectors.cn.resident_id import ResidentId
from detectors.cn.taiwan_permit import TaiwanPermit
from detectors.cn.vehicle_plate import VehiclePlate
from detectors.hk.hkid import Hkid
from detectors.mo.bir import Bir
from detectors.recognizer import TextRecognizer
from detectors.regions import PROVINCES
from detectors.tw.national_id import TwNationalId
from detectors.tw.resident_certificate import TwResidentCertificate
from tests.growth import assert_linear

ALL: tuple[TextRecognizer, ...] = (
    ResidentId(),
    BankCard(),
    Passport(),
    HkMacauPermit(),
    TaiwanPermit(),
    ForeignPermanentId(),
    MilitaryId(),
    VehiclePlate(),
    TwNationalId(),
    TwResidentCertificate(),
    Hkid(),
    Bir(),
)


def _digits(size: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=size, max_size=size)


def _letters(size: int) -> st.SearchStrategy[str]:
    return st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=size, max_size=size)


RESIDENT = st.builds(
    lambda region, rest, born, serial: region + rest + born.strftime("%Y%m%d") + serial,
    st.sampled_from(sorted(PROVINCES)),
    _digits(4),
    st.dates(date(1930, 1, 1), date(2015, 12, 31)),
    _digits(3),
).map(lambda first: first + checksums.resident_check(first))
CARD = st.builds(
    lambda prefix, rest, long: (prefix + rest)[: 18 if long else 15],
    st.sampled_from(["6217", "6222", "6228", "6236"]),
    _digits(14),
    st.booleans(),
).map(lambda first: first + checksums.luhn_check(first))
TAIWAN = st.builds(
    lambda letter, sex, rest: letter + sex + rest, _letters(1), st.sampled_from("1289"), _digits(7)
).map(lambda first: first + checksums.taiwan_check(first))
HONG_KONG = st.builds(
    lambda letters, digits: f"{letters}{digits}({checksums.hkid_check(letters, digits)})",
    st.one_of(_letters(1), _letters(2)),
    _digits(6),
)
PLATE = st.builds(
    lambda province, letter, gap, body: province + letter + gap + body,
    st.sampled_from("京沪粤苏浙鲁冀豫湘鄂皖闽赣桂渝陕甘"),
    _letters(1),
    st.sampled_from(["", "·", " ", "-"]),
    st.one_of(
        _digits(5),
        st.builds(lambda a, b: "D" + a + b, _letters(1), _digits(4)),
        _digits(5).map(lambda five: five + "F"),
        _digits(4).map(lambda four: four + "学"),
    ),
)
PLAIN = st.text("您好请尽快联系家里人说明情况谢今天下午会再打过来，。！", max_size=12)
SEEN = {
    "CN_RESIDENT_ID": (RESIDENT, ["", "身份证", "身份证号码：", "证件号是", "sfz", "ID number: "]),
    "CN_BANK_CARD": (CARD, ["", "银行卡", "卡号：", "转到", "储蓄卡号为"]),
    "TW": (TAIWAN, ["身分證字號", "身份证字号：", "居留证号"]),
    "HK_ID": (HONG_KONG, ["", "香港身份证", "HKID: "]),
    "CN_VEHICLE_PLATE": (PLATE, ["", "车牌", "车牌号：", "开的是"]),
    "CN_PASSPORT": (
        st.builds("E{}{}".format, _letters(1), _digits(7)),
        ["护照", "护照号码：", "passport no. "],
    ),
    "CN_HK_MACAU_PERMIT": (_digits(8).map("H{}".format), ["回乡证", "港澳通行证号为"]),
    "CN_TAIWAN_PERMIT": (_digits(8), ["台胞证号", "台胞证："]),
    "CN_MILITARY_ID": (_digits(7).map("军字第{}号".format), ["军官证", "士兵证号："]),
}


@pytest.mark.parametrize("kind", SEEN)
@given(data=st.data(), before=PLAIN, after=PLAIN)
@settings(max_examples=60, deadline=None)
def test_covers_a_value_in_any_sentence(kind: str, data: st.DataObject, before: str, after: str) -> None:
    """A valid value, labelled or distinctive, is covered from end to end whatever Chinese is around it."""
    values, labels = SEEN[kind]
    value, label = data.draw(values), data.draw(st.sampled_from(labels))
    text = before + label + value + after
    start = len(before + label)
    found = [r for each in ALL for r in each.analyze(text) if r.entity_type.startswith(kind)]
    assert any(r.start <= start and r.end >= start + len(value) for r in found)


ORDER = st.sampled_from(
    [
        *(
            "订单号",
            "订单号：",
            "订单编号",
            "运单号",
            "快递单号:",
            "流水号",
            "交易流水号为",
            "工单",
            "受理编号",
        ),
        *(
            "发票号码",
            "参考号",
            "order no. ",
            "Tracking number: ",
            "invoice ",
            "transaction id ",
            "waybill no ",
        ),
    ]
)


@given(
    label=ORDER,
    number=st.one_of(_digits(16), _digits(18), _digits(19), _digits(12)),
    before=PLAIN,
    after=PLAIN,
)
@settings(max_examples=300, deadline=None)
def test_reports_no_order_number(label: str, number: str, before: str, after: str) -> None:
    """A number that is called an order, a parcel or a transaction is nobody's, whatever it looks like."""
    text = before + label + number + after
    assert [r.entity_type for each in ALL for r in each.analyze(text)] == []


@given(label=ORDER, number=st.one_of(RESIDENT, CARD, TAIWAN, HONG_KONG), before=PLAIN, after=PLAIN)
@settings(max_examples=150, deadline=None)
def test_believes_the_label_of_an_order(label: str, number: str, before: str, after: str) -> None:
    """Even a number that happens to pass a check is an order's when it is called so."""
    text = before + label + number + after
    assert [r.entity_type for each in ALL for r in each.analyze(text)] == []


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        " ",
        "*",
        "欠",
        "身份证",
        "卡",
        "1 ",
        "6222*",
        "E12345678 ",
        "京A",
        "身 ",
        "尾号",
        "A123456(",
        "订单号1101",
    ],
)
@pytest.mark.parametrize("recognizer", ALL, ids=lambda r: str(r.name))
def test_hostile_text_costs_linear_time(recognizer: TextRecognizer, unit: str) -> None:
    """Eight times the text takes about eight times as long, whatever is repeated."""
    assert_linear(lambda size: recognizer.analyze(unit * (size // len(unit))), 4_000, 32_000)
