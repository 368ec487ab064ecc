"""Names of organisations for the slots."""

from __future__ import annotations

from random import Random

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
    if region != "cn" and roll < 0.75:
        head = _place(random, region) if random.random() < 0.2 else ""
        return f"{head}{random.choice(names[f'{region} marks'])}{random.choice(names[f'{region} ends'])}"
    mark = random.choice(names["marks"])
    if random.random() < 0.25:
        mark = random.choice(names["marks"])[0] + random.choice(names["marks"])[-1]
    place = _place(random, region) if random.random() < 0.35 else ""
    if roll < 0.03 and region == "cn":
        return f"{mark}{random.choice(names['industries'])}（{_place(random, region)}）有限公司"
    if roll < 0.28:
        return f"{place}{mark}{random.choice(names['industries'])}{random.choice(names['company ends'])}"
    if roll < 0.36:
        return f"{mark}{random.choice(names['industries'])}"
    if roll < 0.48:
        return f"{place}{mark}{random.choice(names['plants'])}"
    if roll < 0.60:
        return f"{place}{mark}{random.choice(names['shops'])}"
    if roll < 0.80:
        return f"{_place(random, region)}{random.choice(names['public'])}"
    if roll < 0.83:
        return random.choice(("", "", "县", "市", "区", "镇", "开发区", "实验", "城关")) + random.choice(
            names["public"]
        )
    if roll < 0.86:
        return f"{mark}{random.choice(names['brief'])}"
    if roll < 0.93:
        name = random.choice(names["real-like"])
        return name + (
            random.choice(names["inner"])
            if random.random() < 0.15
            else random.choice(
                ("", "", "集团", f"{_place(random, region)}分公司", f"{_place(random, region)}店")
            )
        )
    if roll < 0.97:
        return f"{mark}{random.choice(('集团', '公司', '物流园', '工业园', '商场', '大厦', '酒店', '学校', '医院', '影城'))}"
    return f"{place}{mark}{random.choice(('有限公司', '公司'))}{random.choice(names['inner'])}"


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
