"""Debt facts of the case: an amount equal to its debt, however it is written, and its days overdue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from detectors.guarded import guarded
from detectors.hotwords import Hotwords
from detectors.patterns import any_of, pattern
from detectors.record.numerals import han_amount
from detectors.record.squeeze import DIGITS, Squeezed
from detectors.record.values import Found
from detectors.record.words import words

_NUMBER = guarded(
    "record.amount",
    r"(?:(?<![0-9][.,])(?<![0-9A-Za-z.])|(?<=rmb)|(?<=cny)|(?<=usd)|(?<=ntd))"
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,4})?"
    r"(?!\.?[0-9]|,[0-9]{3}(?![0-9]))(?=(?:rmb|cny|yuan|usd|ntd|w|k)(?![0-9a-z])|(?![0-9a-z]))",
    re.IGNORECASE,
)
_HAN_NUMERALS = "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
_HAN = pattern(
    "record.han_amount",
    rf"[0-9{_HAN_NUMERALS}][0-9.{_HAN_NUMERALS}十百千万拾佰仟]{{1,20}}"
    rf"(?:[元圆块][0-9{_HAN_NUMERALS}]{{1,2}}角(?:[0-9{_HAN_NUMERALS}]分)?)?",
)
#: Without one of these a number in Han is no amount.
_HAN_SCALES = frozenset("万千百仟佰")
_SCALE = pattern(
    "record.amount_scale",
    rf"[ ]?(万|[wW](?![A-Za-z0-9])|千|[kK](?![A-Za-z0-9]))(?![0-9{_HAN_NUMERALS}])",
)
_UNIT = pattern(
    "record.amount_unit",
    r"[ ]?(?:元|块|圆|人民币|rmb|cny|usd|ntd|yuan|刀|余元|多元|整|[wk万])|[ ]?dollars",
    re.IGNORECASE,
)
_CURRENCY = pattern("record.amount_currency", r"(?:[¥￥$]|rmb|cny|usd|ntd|人民币)[ ]?$", re.IGNORECASE)
_DEBT = Hotwords(
    "record.amount_debt",
    words(
        "欠 借 贷 还 逾期 本金 本息 余额 结清 账单 账款 款 债 金额 利息 拖 催收 催缴 违约 "
        "应付 未付 付清 缴 总额 合计 共计 "
        "owe debt loan balance due outstanding amount overdue"
    ),
    before=16,
    after=10,
)
_NOT_MONEY_BEFORE = pattern(
    "record.not_money_before",
    any_of(
        words(
            "编号 工号 单号 订单 订单号 验证码 取件码 尾号 房间 门牌 会议室 邮编 分机 转 密码 "
            "动态码 校验码 口令 工单 流水 流水号 号码 第 no no. room"
        )
    )
    + r"[ :：是为]{0,3}$",
    re.IGNORECASE,
)
_NOT_MONEY_AFTER = pattern(
    "record.not_money_after",
    r"[ ]?(?:[号室路栋楼幢年月日天人次位岁秒%米点度步件条个户名]|分钟|小时|公里|积分|[\-/:][0-9])",
)
#: 23天 is a length of time, 23天内 a term; 23日 is a date unless it follows 逾期 closely.
_DAYS = guarded(
    "record.days",
    r"(?<![0-9A-Za-z.])([0-9]{1,4})[ ]?多?个?(?:天|days?|d(?![a-z]))(?!内|之内|以内|前|之前|后|以后|之后)",
    re.IGNORECASE,
)
_HAN_DAYS = guarded("record.han_days", r"([一二三四五六七八九两十百零]{2,7})[ ]?多?个?天(?![内前后之以])")
_LATE_DAYS = guarded(
    "record.late_days",
    r"(?:逾期天数|逾期日数|账龄|dpd|(?:逾期|拖欠|超期|欠款)(?=[^0-9\n]{0,4}[0-9]{1,4}[ ]?日(?![前内]|之前)))"
    r"[^0-9\n月]{0,4}([0-9]{1,4})(?![0-9.]|[ ]?[元月年])",
    re.IGNORECASE,
)
_DAYS_VALUE = pattern("record.days_value", r"[ ]?([0-9]{1,5})[ ]?(?:天|日|days?|d)[ ]?$", re.IGNORECASE)
_LATE = Hotwords(
    "record.late",
    words("逾期 拖 欠 超 未还 没还 逾 overdue late due dpd 账龄 违约"),
    before=14,
    after=10,
)


class _Amount(NamedTuple):
    """A number as written in the text, with its value."""

    start: int
    end: int
    value: Decimal


def _plain(text: Squeezed) -> list[_Amount]:
    found: list[_Amount] = []
    for m in _NUMBER.each(text.view):
        value, end = Decimal(m[0].replace(",", "")), m.end()
        scale = _SCALE.match(text.folded, end)
        if scale:
            value, end = value * (10000 if scale[1] in "万wW" else 1000), scale.end()
        found.append(_Amount(m.start(), end, value))
    return found


def _han(text: Squeezed) -> list[_Amount]:
    matches = () if _HAN_SCALES.isdisjoint(text.letters) else _HAN.finditer(text.folded)
    amounts = [(m, han_amount(m[0])) for m in matches]
    return [_Amount(m.start(), m.end(), value) for m, value in amounts if value is not None]


def _amounts(text: Squeezed) -> list[_Amount]:
    return [*_plain(text), *_han(text)]


def find_amount(value: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of an amount equal to `value` or its integer part, or of days where `value` is days."""
    days = None if value[-1:] in DIGITS else _DAYS_VALUE.match(value)
    if days:
        return _find_days(int(days[1]), text)
    amounts = text.once(_amounts)
    return _equal(value, amounts, text) if amounts else ()


def _equal(value: str, amounts: list[_Amount], text: Squeezed) -> list[Found]:
    try:
        amount = Decimal(value.replace(",", "").strip(" 元¥￥$"))
    except InvalidOperation:
        return []
    if not amount.is_finite() or not 100 <= amount < 10**12:
        return []
    equal = (amount, int(amount))
    return [found for one in amounts if one.value in equal for found in _judge(one, text)]


def _judge(written: _Amount, text: Squeezed) -> Iterator[Found]:
    """Yield the number unless what stands around it makes it something else than money."""
    folded, value = text.folded, written.value
    unit = _UNIT.match(folded, written.end) or folded[written.end - 1] in "元角分"
    money = unit or _CURRENCY.search(folded, max(0, written.start - 6), written.start) or value != int(value)
    if not money and _something_else(written, folded):
        return
    if (money and value >= 1000) or _tells(written, folded) or _DEBT.near(folded, written.start, written.end):
        yield Found(written.start, written.end, 0.85, "record.amount")


def _something_else(written: _Amount, folded: str) -> bool:
    before = _NOT_MONEY_BEFORE.search(folded, max(0, written.start - 12), written.start)
    return bool(before or _NOT_MONEY_AFTER.match(folded, written.end))


def _tells(written: _Amount, folded: str) -> bool:
    """Tell whether the number is too particular to be here by chance: 28416, 4.97万; not 20000 or 2万."""
    if written.value != int(written.value):
        return True
    digits = str(int(written.value)).rstrip("0")
    if any(c in "百千万wWkK" for c in folded[written.start : written.end]):
        return len(digits) >= 3
    return len(digits) >= 3 and written.value >= 10000 and written.value % 100 != 0


def _find_days(days: int, text: Squeezed) -> Iterator[Found]:
    for m in _DAYS.each(text.view) if days > 0 else ():
        if int(m[1]) == days and _LATE.near(text.folded, m.start(), m.end()):
            yield Found(m.start(), m.end(), 0.85, "record.days_overdue")
    for m in _HAN_DAYS.each(text.view) if days > 0 else ():
        if han_amount(m[1]) == days and _LATE.near(text.folded, m.start(), m.end()):
            yield Found(m.start(), m.end(), 0.85, "record.days_overdue")
    for m in _LATE_DAYS.each(text.view) if days > 0 else ():
        if int(m[1]) == days:
            yield Found(m.start(1), m.end(1), 0.85, "record.days_overdue")
