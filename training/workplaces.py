"""Names of organisations for the slots."""

from __future__ import annotations

from random import Random

from training.names import full, surname
from training.tables import counties, table, taiwan


def _place(random: Random, region: str) -> str:
    """Return the division that an organisation is named after, without suffix."""
    if region == "tw":
        city, districts = random.choice(taiwan())
        return random.choice((city[:2], random.choice(districts)[:2]))
    if region == "hk":
        return random.choice(table("hongkong")["districts"])
    county = random.choice(counties())
    name = random.choice((county.city, county.name, county.province))
    return name[:-1] if len(name) > 2 and random.random() < 0.6 else name


def workplace(random: Random, region: str) -> str:
    """Return the name of a company, factory, shop, school, hospital or office."""
    names, roll = table("organisations"), random.random()
    if region != "cn" and roll < 0.12:
        return random.choice(names[f"{region} big"]) + random.choice(("", "", f"{_place(random, region)}店"))
    if region != "cn" and roll < 0.78:
        head = _place(random, region) if random.random() < 0.2 else ""
        return f"{head}{_mark(random, region)}{random.choice(names[f'{region} ends'])}"
    if roll < 0.24 or region != "cn":
        return _company(random, region)
    if roll < 0.34:
        return f"{_mark(random)}{random.choice(names['industries'] + names['brief'])}"
    return random.choices((_plant, _shop, _small, _public, _big, _group), (13, 9, 13, 17, 11, 4))[0](random)


def _mark(random: Random, region: str = "cn") -> str:
    """Return what a company calls itself: a common name, two or three characters of luck, or its owner's name."""
    names, roll = table("organisations"), random.random()
    if region != "cn" and roll < 0.75:
        return random.choice(names[f"{region} marks"])
    if roll < 0.4:
        return random.choice(names["marks"])
    if roll < 0.92:
        characters = names["mark characters"]
        return "".join(random.choice(characters) for _ in range(random.choice((2, 2, 2, 3, 4))))
    return full(random, "cn")[1:]


def _head(random: Random, share: float) -> str:
    return _place(random, "cn") if random.random() < share else ""


def _company(random: Random, region: str) -> str:
    names = table("organisations")
    mark, industry = _mark(random), random.choice(names["industries"])
    if random.random() < 0.1:
        return f"{mark}{industry}（{_place(random, region)}）有限公司"
    end = random.choice(names["company ends"])
    return f"{_place(random, region) if random.random() < 0.4 else ''}{mark}{industry}{end}"


def _plant(random: Random) -> str:
    return f"{_head(random, 0.35)}{_mark(random)}{random.choice(table('organisations')['plants'])}"


def _shop(random: Random) -> str:
    return f"{_head(random, 0.25)}{_mark(random)}{random.choice(table('organisations')['shops'])}"


def _small(random: Random) -> str:
    """Return a small business, more often than not named after who keeps it: 老孟家羊汤馆."""
    names, people = table("organisations"), table("people")
    if random.random() < 0.55:
        owner = random.choice(names["owners"]).replace("{S}", surname(random, "cn"))
        owner = owner.replace("{1}", random.choice(people["one"]))
    else:
        owner = _mark(random)
    return f"{_head(random, 0.15)}{owner}{random.choice(names['small'])}"


def _public(random: Random) -> str:
    names, roll = table("organisations"), random.random()
    kind = random.choice(names["public"] if random.random() < 0.6 else names["units"])
    if roll < 0.8:
        return _place(random, "cn") + kind
    return random.choice(("", "县", "市", "区", "镇", "省", "开发区", "实验", "城关", "高新区")) + kind


def _big(random: Random) -> str:
    names = table("organisations")
    name, roll = random.choice(names["real-like"] + names["big"]), random.random()
    if roll < 0.4:
        return name
    if roll < 0.6:
        return f"{name}{_head(random, 0.4)}{random.choice(names['big inner'])}"
    return name + random.choice(
        (
            "集团",
            "公司",
            f"{_place(random, 'cn')}分公司",
            f"{_place(random, 'cn')}店",
            f"{_place(random, 'cn')}厂",
            "厂",
            "代工厂",
            "工地",
        )
    )


def _group(random: Random) -> str:
    names, roll = table("organisations"), random.random()
    if roll < 0.6:
        end = (
            "集团",
            "公司",
            "物流园",
            "工业园",
            "商场",
            "大厦",
            "酒店",
            "学校",
            "医院",
            "影城",
            "车队",
            "建筑队",
            "工程队",
        )
        return f"{_mark(random)}{random.choice(end)}"
    return f"{_head(random, 0.3)}{_mark(random)}{random.choice(('有限公司', '公司', '集团'))}{random.choice(names['inner'])}"


def passing(random: Random, region: str) -> str:
    """Return an organisation that a text mentions in passing; the same kinds of names as workplaces have."""
    roll = random.random()
    if roll < 0.55:
        return workplace(random, region)
    if roll < 0.7:
        return lender(random)
    return bank(random, region) if roll < 0.85 else shop(random)


def bank(random: Random, region: str) -> str:
    """Return a bank or a lender of the region."""
    names = table("organisations")
    found = random.choice(names["banks" if region == "cn" else f"{region} banks"])
    if random.random() < 0.2:
        found += random.choice(
            (f"{_place(random, region)}分行", f"{_place(random, region)}支行", "信用卡中心", "客服中心")
        )
    return found


def lender(random: Random) -> str:
    """Return a loan brand."""
    return random.choice(table("organisations")["lenders"])


def shop(random: Random) -> str:
    """Return a shop or a mall."""
    names = table("organisations")
    if random.random() < 0.6:
        return random.choice(names["shopping"])
    return random.choice(names["marks"]) + random.choice(names["shops"])


def court(random: Random, region: str) -> str:
    """Return a court."""
    if region == "tw":
        return f"{random.choice(taiwan())[0][:2]}地方法院"
    if region == "hk":
        return random.choice(("小額錢債審裁處", "區域法院", "高等法院", "土地審裁處"))
    county = random.choice(counties())
    return random.choice(
        (
            f"{county.name}人民法院",
            f"{county.city}中级人民法院",
            f"{county.name}法院",
            f"{county.city}{county.name}人民法院",
            "互联网法院",
            f"{county.city}仲裁委员会",
        )
    )


def place(random: Random, region: str) -> str:
    """Return a station, an airport, a sight or a mall."""
    names = table("organisations")
    found = random.choice(names["places"])
    if found[0] in "高火北南东地汽" and region == "cn" and random.random() < 0.6:
        found = _place(random, region) + found
    return found
