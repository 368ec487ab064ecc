"""Made-up people for the message files: identifiers with the check digits that they should have, and nobody's."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳敏静磊洋勇艳杰娟涛明超秀霞平刚桂英华建国志强丽娜鑫宇浩然子轩雨桐思远若溪文博嘉怡"
_REGIONS = (
    "110105",
    "310104",
    "440106",
    "330102",
    "510104",
    "320106",
    "420102",
    "610103",
    "370102",
    "350203",
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CARDS = ("622202", "621700", "622848", "621661", "622588")
_PHONES = ("134", "137", "138", "139", "150", "158", "176", "180", "186", "189")
_CITIES = ("杭州市西湖区", "成都市武侯区", "武汉市江岸区", "厦门市思明区", "济南市历下区", "西安市碑林区")
_STREETS = ("文晖路", "桐梓林北路", "解放公园路", "莲前西路", "泺源大街", "友谊东路")
_ESTATES = ("锦绣苑", "翠堤湾", "金桂花园", "云栖里", "东湖名邸")
_FIRMS = ("恒川", "宏泽", "锦程", "海纳", "博远", "瑞禾")
_TRADES = ("机械有限公司", "商贸有限公司", "物流有限公司", "电子科技有限公司")
_PLATES = ("京", "沪", "粤", "浙", "川", "苏")
#: Letters of plates: I and O are not used.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_SYLLABLES = ("wei", "lan", "jun", "hao", "xin", "yue", "bo", "ting")
_FIRST_BIRTH, _BIRTH_DAYS = date(1960, 1, 1), 16_000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist, with one value of each kind, and two phones."""

    name: str
    id_number: str
    phone: str
    second_phone: str
    bank_card: str
    address: str
    employer: str
    email: str
    wechat_id: str
    qq_number: str
    plate: str


def person(chance: random.Random) -> Person:
    """Return a new person."""
    handle = f"{chance.choice(_SYLLABLES)}{chance.choice(_SYLLABLES)}_{chance.randrange(100, 10_000)}"
    return Person(
        name=chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2)))),
        id_number=resident_id(chance),
        phone=phone(chance),
        second_phone=phone(chance),
        bank_card=bank_card(chance),
        address=address(chance),
        employer=chance.choice(_CITIES)[:2] + chance.choice(_FIRMS) + chance.choice(_TRADES),
        email=f"{handle}@example.com",
        wechat_id=handle,
        qq_number=str(chance.randrange(10_000_000, 3_000_000_000)),
        plate=f"{chance.choice(_PLATES)}{chance.choice(_LETTERS)}{digits(chance, 5)}",
    )


def resident_id(chance: random.Random) -> str:
    """Return a resident ID (GB 11643), its check digit right."""
    born = _FIRST_BIRTH + timedelta(days=chance.randrange(_BIRTH_DAYS))
    body = f"{chance.choice(_REGIONS)}{born:%Y%m%d}{chance.randrange(1, 1000):03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + _CHECKS[total % 11]


def bank_card(chance: random.Random) -> str:
    """Return the number of a bank card, 19 digits, its Luhn digit right."""
    body = chance.choice(_CARDS) + digits(chance, 12)
    # From the right, beside the check digit, every other digit is doubled and its digits added up.
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body))]
    return f"{body}{-sum(value // 10 + value % 10 for value in doubled) % 10}"


def phone(chance: random.Random) -> str:
    """Return a mobile number."""
    return chance.choice(_PHONES) + digits(chance, 8)


def address(chance: random.Random) -> str:
    """Return an address down to the flat."""
    house, building, flat = chance.randrange(1, 300), chance.randrange(1, 20), chance.randrange(1, 30)
    place = chance.choice(_CITIES) + chance.choice(_STREETS)
    return f"{place}{house}号{chance.choice(_ESTATES)}{building}栋{flat}0{chance.randrange(1, 5)}室"


def digits(chance: random.Random, count: int) -> str:
    """Return `count` digits."""
    return f"{chance.randrange(10**count):0{count}}"
