"""Places told by what is near them: 菜市场后面那排平房, 廟口旁的鐵皮屋, 街市對面唐樓三樓."""

from __future__ import annotations

from random import Random

from training import addresses
from training.tables import counties, table, taiwan

_NUMBERS = "一二三四五六七八九十"


def landmark(random: Random, region: str) -> str:
    """Return a place by its surroundings: something known, where from there, and what stands there, some of them."""
    roll = random.random()
    if roll < 0.06:
        return _stay(random, region)
    if roll < 0.22:
        return _in_a_row(random, region)
    head = _head(random, region)
    where = random.choice(table("landmarks")[f"{region} where"])
    parts = [head, _thing(random, region, named=bool(head)), where]
    if random.random() < 0.45:
        parts += [random.choice(_LINKS[region]), _dwelling(random, region)]
    return "".join(parts)


_LINKS = {
    "cn": ("的", "的", "那个", "那栋", "那排", "那片", "", "一个", "有个"),
    "tw": ("的", "的", "那間", "那棟", "", "那排"),
    "hk": ("嘅", "間", "個", "座", "", "嗰間", "棟"),
}
_SMALL = {
    "cn": ("", "", "村里", "镇上", "县里", "老街", "西街", "城南", "城西", "河东"),
    "tw": ("", "", "市區"),
    "hk": ("", "", "街尾", "邨口"),
}


def _head(random: Random, region: str) -> str:
    """Return a division or a road that the landmark is on, or nothing."""
    roll = random.random()
    if roll < 0.35:
        return random.choice(_SMALL[region])
    if roll < 0.6:
        return addresses.road(random, region)
    return _division(random, region) + (addresses.road(random, region) if random.random() < 0.5 else "")


def _division(random: Random, region: str) -> str:
    if region == "tw":
        city, districts = random.choice(taiwan())
        district = random.choice(districts)
        return random.choice((f"{city}{district}", district, district[:-1], f"{city[:2]}{district[:-1]}"))
    if region == "hk":
        return random.choice(table("hongkong")["districts"])
    county = random.choice(counties())
    town = random.choice(county.towns) if county.towns else ""
    name = county.name[:-1] if len(county.name) > 2 and random.random() < 0.5 else county.name
    return random.choice((name, name, town, f"{name}{town}", f"{county.city}{county.name}"))


def _thing(random: Random, region: str, *, named: bool) -> str:
    tables = table("landmarks")
    roll = random.random()
    if roll < 0.25 and region == "cn":
        return addresses.estate(random)
    if roll < 0.4 and not named:
        return addresses.road(random, region)
    if roll < 0.5 and named and region != "hk":
        return f"{random.randint(1, 600)}{random.choice('巷号弄巷') if region == 'cn' else random.choice('巷號巷')}"
    return random.choice(tables[f"{region} things"])


def _dwelling(random: Random, region: str) -> str:
    dwelling = random.choice(table("landmarks")[f"{region} dwellings"])
    floor = "楼" if region == "cn" else "樓"
    return dwelling + random.choice(
        (
            "",
            "",
            "",
            f"{random.choice(_NUMBERS)}{floor}",
            f"{random.randint(1, 9)}{floor}",
            f"{random.randint(1, 9)}0{random.randint(1, 9)}",
        )
    )


def _in_a_row(random: Random, region: str) -> str:
    """Return one of several doors or stalls beside something: 祠堂边第二家, 早市西排8号摊."""
    head = _head(random, region)
    if region != "cn":
        return f"{head}{_thing(random, region, named=bool(head))}{random.choice(table('landmarks')[f'{region} where'])}第{random.choice(_NUMBERS)}{random.choice('間棟戶')}"
    tables = table("landmarks")
    return f"{head}{_thing(random, region, named=bool(head))}{random.choice(('', '', *tables['cn where']))}{random.choice(tables['cn exact'])}"


def _stay(random: Random, region: str) -> str:
    """Return where somebody lies or stays for a while: a ward and a bed, a room of a hotel."""
    number = str(random.randint(2, 60)) if random.random() < 0.5 else random.choice(_NUMBERS)
    if region != "cn":
        return f"{_division(random, region)}{random.choice(('醫院', '安養中心', '護老院', '旅館'))}{number}樓{random.randint(1, 40)}床"
    hospital = random.choice(("市二院", "县医院", "人民医院", "中医院", "一附院", "省人民医院", "妇幼保健院"))
    hotel = random.choice(("如家酒店", "招待所", "宾馆", "快捷酒店", "青年旅舍"))
    if random.random() < 0.6:
        ward = random.choice(("住院部", "骨科", "内科", "外科", "ICU", "康复科", ""))
        return f"{hospital}{ward}{number}{random.choice(('楼', '层', '病区'))}{random.randint(1, 60)}{random.choice('床号')}{random.choice(('', '', '床'))}"
    return f"{_division(random, region)}{hotel}{random.randint(2, 9)}0{random.randint(1, 9)}{random.choice(('', '房', '房间'))}"
