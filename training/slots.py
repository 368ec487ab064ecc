"""Values for every slot of a shape. Labelled slots are listed in `LABELLED`."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from training import addresses, landmarks, latin, minorities, names, workplaces
from training.tables import counties, table, taiwan

#: The type that each labelled slot stands for.
LABELLED = {
    "N": "PERSON", "G": "PERSON", "M": "PERSON", "EN": "PERSON",
    "A": "ADDRESS", "AS": "ADDRESS", "AL": "ADDRESS",
    "W": "EMPLOYER",
}  # fmt: skip


def _address(random: Random, region: str) -> str:
    if region == "tw":
        return addresses.taiwanese(random)
    return addresses.hong_kong(random) if region == "hk" else addresses.mainland(random)


def _short_address(random: Random, region: str) -> str:
    if region == "tw":
        return addresses.taiwanese(random, head=False)
    return addresses.hong_kong(random, head=False) if region == "hk" else addresses.short(random)


def _city(random: Random, region: str) -> str:
    if region == "tw":
        city = random.choice(taiwan())[0]
        return random.choice((city, city[:2]))
    if region == "hk":
        return random.choice(("香港", "九龍", "新界", "澳門", "深圳", "珠海"))
    city = random.choice(counties()).city
    return city if random.random() < 0.4 else city.removesuffix("市").removesuffix("地区")


def _county(random: Random, region: str) -> str:
    if region == "tw":
        district = random.choice(random.choice(taiwan())[1])
        return district if random.random() < 0.6 else district[:-1]
    if region == "hk":
        return random.choice(table("hongkong")["districts"])
    name = random.choice(counties()).name
    return name if random.random() < 0.6 or len(name) < 3 else name[:-1]


def _province(random: Random, region: str) -> str:
    province = random.choice(counties()).province
    return province if random.random() < 0.3 else province[:2]


def _digits(random: Random, count: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(count))


def _phone(random: Random, region: str) -> str:
    if region == "tw":
        return f"09{_digits(random, 2)}{random.choice(('-', ''))}{_digits(random, 6)}"
    return (
        random.choice("569") + _digits(random, 7)
        if region == "hk"
        else random.choice(("13", "15", "18", "19", "17")) + _digits(random, 9)
    )


def _telephone(random: Random, region: str) -> str:
    return random.choice(
        (
            f"0{_digits(random, 3)}-{_digits(random, 7)}",
            f"0{_digits(random, 2)}-{_digits(random, 8)}",
            f"400-{_digits(random, 3)}-{_digits(random, 4)}",
            f"95{_digits(random, 3)}",
        )
    )


def _amount(random: Random, region: str) -> str:
    number = random.randint(100, 99999)
    unit = "元" if region != "hk" else random.choice(("元", "蚊"))
    return random.choice(
        (
            f"{number}{unit}",
            f"{number}.{_digits(random, 2)}{unit}",
            f"{number:,}{unit}",
            f"{random.randint(1, 30)}万",
            f"{random.choice('一两三五八')}千多",
            f"{number // 100}块",
            f"{random.choice('一两三四五六')}万{random.choice('一二三五八')}",
        )
    )


def _date(random: Random, region: str) -> str:
    month, day = random.randint(1, 12), random.randint(1, 28)
    return random.choice(
        (
            f"{month}月{day}日",
            f"{month}月{day}号",
            f"{day}号",
            f"2026-{month:02}-{day:02}",
            f"{month}.{day}",
            f"{month}/{day}",
            "明天",
            "今天",
            "下周三",
            "月底",
            "周五",
        )
    )


def _time(random: Random, region: str) -> str:
    hour = random.randint(8, 21)
    return random.choice(
        (
            f"{hour}点",
            f"{hour}:{random.choice(('00', '15', '30', '45'))}",
            f"{hour}点半",
            "下午三点",
            "晚上八点",
            "中午12点前",
            "早上九点",
        )
    )


def _handle(random: Random, region: str) -> str:
    return "".join(
        random.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(random.randint(3, 7))
    ) + _digits(random, random.randint(2, 5))


def _plate(random: Random, region: str) -> str:
    return (
        random.choice("京沪粤苏浙川鲁豫湘鄂")
        + random.choice("ABCDEFGH")
        + "".join(random.choice("ABCDEFGHJK0123456789") for _ in range(5))
    )


#: What fills each slot, by region.
FILLERS: dict[str, Callable[[Random, str], str]] = {
    "N": names.full,
    "G": names.familiar,
    "M": minorities.minority,
    "EN": lambda random, region: latin.english(random),
    "A": _address,
    "AS": _short_address,
    "AL": landmarks.landmark,
    "W": workplaces.workplace,
    "S": names.surname,
    "T": lambda random, region: random.choice(table("people")["titles"]),
    "REL": lambda random, region: random.choice(table("people")["relations"]),
    "ORG": workplaces.passing,
    "BANK": workplaces.bank,
    "COURT": workplaces.court,
    "LENDER": lambda random, region: workplaces.lender(random),
    "SHOP": lambda random, region: workplaces.shop(random),
    "CITY": _city,
    "COUNTY": _county,
    "PROV": _province,
    "PLACE": workplaces.place,
    "PHONE": _phone,
    "TEL": _telephone,
    "ID": lambda random, region: (
        f"{_digits(random, 6)}19{_digits(random, 2)}0{random.randint(1, 9)}1{_digits(random, 5)}"
    ),
    "CARD": lambda random, region: "62" + _digits(random, 17),
    "AMT": _amount,
    "DATE": _date,
    "TIME": _time,
    "DAYS": lambda random, region: f"{random.randint(1, 400)}天",
    "STAGE": lambda random, region: f"M{random.randint(1, 7)}",
    "PROD": lambda random, region: random.choice(table("organisations")["products"]),
    "WX": _handle,
    "QQ": lambda random, region: random.choice("123456789") + _digits(random, 8),
    "EMAIL": lambda random, region: (
        f"{_handle(random, region)}@{random.choice(('qq.com', '163.com', 'example.com'))}"
    ),
    "PLATE": _plate,
    "NO": lambda random, region: (
        random.choice(("HT", "DD", "", "2026")) + _digits(random, random.randint(6, 12))
    ),
}
