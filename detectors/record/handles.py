"""Handles and codes of letters and digits: WeChat, plates, contracts, passports and other documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detectors.hotwords import Hotwords
from detectors.record.digits import find_number, find_partial, find_phone, may_show
from detectors.record.squeeze import Squeezed, squeeze
from detectors.record.values import Found

_HANDLE = Hotwords(
    "record.handle",
    (
        *(
            "微信",
            "薇信",
            "威信",
            "维信",
            "徽信",
            "v信",
            "vx",
            "wx",
            "wechat",
            "weixin",
            "绿泡泡",
            "绿色软件",
            "加v",
            "+v",
            "v❤",
        ),
        *(
            "账号",
            "帐号",
            "账户",
            "号码",
            "id",
            "搜",
            "加我",
            "加他",
            "加她",
            "添加",
            "好友",
            "qq",
            "扣扣",
            "支付宝",
            "昵称",
            "抖音",
            "联系",
        ),
    ),
    before=12,
    after=6,
)
_VEHICLE = Hotwords("record.vehicle", ("车", "牌", "驾", "开的"), before=12, after=6)


def _code_places(code: str, text: Squeezed) -> Iterator[tuple[int, int]]:
    """Yield where `code` stands on its own, with at most two separators between its characters on average."""
    for stream in (text.all, text.unmarked):
        for start, end in stream.find(code):
            if end - start <= 3 * len(code) and text.stands_alone(start, end):
                yield start, end


def find_handle(value: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of a WeChat or similar handle; one that is a plain word, or short, only beside a label."""
    handle = squeeze(value)
    if not 4 <= len(handle) <= 64:
        return ()
    if handle.isdigit() and handle.isascii():
        return find_phone(value, text) if len(handle) >= 10 else find_number(handle, text, "record.handle")
    return _handle(value, handle, text) if text.may_hold(handle) else ()


def _handle(value: str, handle: str, text: Squeezed) -> Iterator[Found]:
    telling = len(handle) >= 5 and any(map(str.isdigit, handle)) and not handle.isdigit()
    for start, end in _code_places(handle, text):
        exact = text.lowered[start:end] == value.strip().lower()
        if (telling and (exact or len(handle) >= 7)) or _HANDLE.near(text.folded, start, end):
            yield Found(start, end, 1.0 if exact else 0.9, "record.handle")


def find_plate(value: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of a vehicle plate; without its province only where a vehicle is spoken of."""
    plate = squeeze(value)
    return _plate(plate, text) if 6 <= len(plate) <= 10 and text.may_hold(plate[1:]) else ()


def _plate(plate: str, text: Squeezed) -> Iterator[Found]:
    for start, end in _code_places(plate, text):
        yield Found(start, end, 1.0, "record.plate")
    for start, end in _code_places(plate[1:], text) if not plate[0].isascii() else ():
        if _VEHICLE.near(text.folded, start, end):
            yield Found(start, end, 0.85, "record.plate.tail")


def find_code(value: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of a contract or document number: whole, masked, or its labelled tail."""
    code = squeeze(value)
    if not 5 <= len(code) <= 64 or not (may_show(code, text) or text.may_hold(code)):
        return ()
    return _code(code, text) if any(map(str.isdigit, code)) else ()


def _code(code: str, text: Squeezed) -> Iterator[Found]:
    if code.isdigit() and code.isascii():
        yield from find_number(code, text, "record.code")
    else:
        for start, end in _code_places(code, text):
            yield Found(start, end, 1.0, "record.code")
    if len(code) >= 8:
        yield from find_partial(code, text, "record.code")
