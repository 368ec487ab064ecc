"""Amounts in Han numerals, read as numbers."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_HAN_DIGIT = {c: i % 9 + 1 for i, c in enumerate("一二三四五六七八九壹贰叁肆伍陆柒捌玖")} | {
    "两": 2,
    "零": 0,
    "〇": 0,
}
_HAN_SCALE = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def han_amount(written: str) -> Decimal | None:
    """Return the value of an amount in Han numerals (三万零一百零四元三角, 4万9千7), None if it is none."""
    if not any(c in _HAN_SCALE or c == "万" for c in written):
        return None
    whole, _, small = written.replace("圆", "元").replace("块", "元").partition("元")
    high, wan, low = whole.partition("万")
    parts = [_below_wan(high, 1)] if not wan else [_below_wan(high, 1), _below_wan(low, 1000)]
    if any(part is None for part in parts) or "万" in low:
        return None
    total = sum((part or Decimal(0)) * (10000 if wan and i == 0 else 1) for i, part in enumerate(parts))
    return Decimal(total) + _cents(small)


def _below_wan(written: str, unscaled: int) -> Decimal | None:
    """Read a number below 万. `unscaled`: what a lone last digit counts, as in 4万9."""
    total, last, number = Decimal(0), 0, ""
    for character in written:
        if character in _HAN_SCALE:
            last = _HAN_SCALE[character]
            total, number = total + _decimal(number or "1") * last, ""
        else:
            number += str(_HAN_DIGIT.get(character, character))
            last = 0 if number == "0" else last
    if number.lstrip("0") and len(number) == 1 and (last >= 100 or (unscaled > 1 and not total and written)):
        return total + _decimal(number) * (last // 10 if last else unscaled)
    return total + _decimal(number or "0")


def _decimal(written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation:
        return Decimal(-1)


def _cents(written: str) -> Decimal:
    jiao, mark, fen = written.partition("角")
    digits = ["".join(str(_HAN_DIGIT.get(c, c)) for c in part if c not in "分") for part in (jiao, fen)]
    return (_decimal(digits[0] or "0") / 10 if mark else Decimal(0)) + _decimal(digits[1] or "0") / 100
