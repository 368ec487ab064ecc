"""An address taken apart: regions, roads and estates, and the numbers that belong to them."""

from __future__ import annotations

from typing import NamedTuple

from detectors.patterns import pattern

HAN_NUMBER = "零〇一二三四五六七八九十百两"
#: One region name at the front: anything short up to 省, 市, 区… that is not a road or the 区 of 小区.
_REGION = pattern(
    "record.address_region",
    r"(?:北京|上海|天津|重庆|香港|澳门)市?|"
    r"[^0-9路巷弄][^0-9省市区县州盟旗镇乡路巷弄街道村]{0,8}?"
    r"(?:特别行政区|自治[区州县旗]|省|市|地区|(?<![小社校厂])区|县|州|盟|旗|街道|街道办|镇|乡)",
)
_REGION_SUFFIX = pattern(
    "record.address_region_suffix",
    r"(?:特别行政区|(?:[一-龥]{1,3}族)?自治[区州县旗]|省|市|地区|区|县|州|街道|镇|乡)$",
)
_UNIT = (
    r"(?:号楼|号院|号弄|号线|[号號]|栋|棟|幢|座|楼|单元|室|房|层|组|队|弄|巷|户|门|段|期|区|#|之|米|村民组)"
)
_NUMBER = pattern(
    "record.address_number", rf"([0-9]{{1,6}}|[{HAN_NUMBER}]{{1,5}}(?={_UNIT})|[A-Za-z])(?:({_UNIT})(?:楼)?)?"
)
_PLACE_END = pattern(
    "record.address_place",
    r".{1,10}?(?:大道|大街|公路|胡同|路|街|道|巷|弄|社区|小区|[村屯](?![路街道巷小委一二三四五六七八九十]))",
)
_UNIT_AT = pattern("record.address_unit", _UNIT)
_DIGIT_OF = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


class Part(NamedTuple):
    """One part of an address.

    `kind` is "region", "place" (a road, an estate, a village), "number" (a house, building, room: `text` is
    plain digits) or "section" (a number that leads to no door: 四段, 二期).
    """

    kind: str
    text: str


def number_of(written: str) -> str:
    """Return a house number in plain digits or upper case: 三十五 is 35, 一二 is 12, 08 is 8, a is A."""
    if written[:1].isascii():
        return written.upper().lstrip("0") or "0"
    if not set(written) & set("十百"):
        return "".join(str(_DIGIT_OF[c]) for c in written).lstrip("0") or "0"
    total = digit = 0
    for c in written:
        if c in "十百":
            total += (digit or 1) * (10 if c == "十" else 100)
            digit = 0
        else:
            digit = _DIGIT_OF[c]
    return str(total + digit)


def read_number(text: str, position: int) -> tuple[str, int] | None:
    """Read a house number and its unit (号, 栋, 单元…) at `position`: plain digits, and the end."""
    match = _NUMBER.match(text, position)
    return (number_of(match[1]), match.end()) if match else None


def skip_unit(text: str, position: int) -> int:
    """Return the end of a unit word at `position`, or `position` itself."""
    match = _UNIT_AT.match(text, position)
    return match.end() if match else position


def parse(value: str) -> list[Part]:
    """Take an address, folded and free of separators, apart."""
    parts: list[Part] = []
    position = 0
    while match := _REGION.match(value, position):
        parts.append(Part("region", match[0]))
        position = match.end()
    return parts + _after_regions(value, position)


def _after_regions(value: str, position: int) -> list[Part]:
    parts: list[Part] = []
    literal = position
    while position < len(value):
        match = _NUMBER.match(value, position)
        if match and ("0" <= match[1][0] <= "9" or match[2]):
            parts += _places(value[literal:position])
            kind = "section" if match[2] in ("段", "期") else "number"
            parts.append(Part(kind, number_of(match[1])))
            position = literal = match.end()
        else:
            position += 1
    return parts + _places(value[literal:])


def _places(literal: str) -> list[Part]:
    """Split 文三路金地名苑 after the road; drop what is too short to find."""
    pieces: list[str] = []
    while match := _PLACE_END.match(literal):
        pieces.append(match[0])
        literal = literal[match.end() :]
    return [Part("place", piece) for piece in (*pieces, literal) if len(piece) >= 2]


def core_of(region: str) -> str:
    """Return a region without its 省, 市, 区…, where two characters or more are left."""
    core = _REGION_SUFFIX.sub("", region)
    return core if len(core) >= 2 else region
