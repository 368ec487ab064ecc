"""Addresses for the slots: mainland, Taiwan, Hong Kong; full and short."""

from __future__ import annotations

from random import Random

from training.tables import County, counties, table, taiwan

_HAN = "一二三四五六七八九十"


def _number(random: Random, high: int) -> str:
    return str(random.randint(1, high))


def _room(random: Random) -> str:
    return f"{random.randint(1, 33)}{random.randint(0, 1)}{random.randint(1, 9)}"


def _plain(name: str) -> str:
    """Return a division as people write it when they hurry: without its suffix."""
    return name[:-1] if len(name) > 2 and name[-1] in "省市区县" else name


def road(random: Random, region: str = "cn") -> str:
    """Return the name of a road of the region."""
    if region == "hk":
        return random.choice(table("hongkong")["roads"])
    places = table("taiwan" if region == "tw" else "places")
    return random.choice(places["roads"]) + random.choice(places["road ends"])


def estate(random: Random) -> str:
    """Return the name of a housing estate of the mainland, after a builder now and then."""
    places, builders = table("places"), table("landmarks")
    if random.random() < 0.12:
        return random.choice(builders["estates brand"]) + random.choice(builders["estates lyric"])
    if random.random() < 0.08:
        return random.choice(builders["estates lyric"])
    return random.choice(places["estates"]) + random.choice(places["estate ends"])


def _village(random: Random, county: County | None) -> str:
    if county is not None and county.villages and random.random() < 0.6:
        return random.choice(county.villages)
    places = table("places")
    return random.choice(places["villages"]) + random.choice(places["village ends"])


def _group(random: Random) -> str:
    number = random.choice(_HAN) if random.random() < 0.5 else _number(random, 18)
    return random.choice((f"{number}组", f"{number}组", f"第{number}组", f"{number}队", f"{number}社", f"{number}组{_number(random, 90)}号",
                          f"{_number(random, 200)}号", f"第{number}村民小组", f"{number}组{_number(random, 60)}户", f"{number}号", ""))  # fmt: skip


_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")


def _units(random: Random) -> str:
    """Return building, entrance, floor and room, some of them, now and then as they are spoken: 三栋五零一."""
    units = _plain_units(random)
    return (
        units.translate(_DIGITS).replace("-", random.choice(("杠", "", "幺")))
        if random.random() < 0.15
        else units
    )


def _inner(random: Random) -> str:
    """Return where somebody lives inside of something bigger: a dormitory, a row of cottages, a rented shed."""
    number = random.choice((_number(random, 12), random.choice(_HAN)))
    return random.choice((
        f"宿舍{random.choice('ABCD')}栋{_room(random)}", f"平房{number}排", f"平房第{number}排{_number(random, 9)}号", f"宿舍{number}楼", f"员工宿舍{_room(random)}",
        f"{number}区{_number(random, 30)}巷{_number(random, 20)}号", f"城中村{_number(random, 90)}号", "门卫室旁边", f"生活区{number}栋", f"{number}村{_number(random, 80)}号{_room(random)}",
        f"后院{number}号房", f"出租屋{_room(random)}", f"{number}巷{_number(random, 20)}号{_number(random, 6)}楼", f"第{number}家", f"边第{number}户", f"里{_number(random, 20)}号",
    ))  # fmt: skip


def _plain_units(random: Random) -> str:
    block = random.choice(
        (
            _number(random, 40),
            _number(random, 40),
            random.choice("ABCDE"),
            random.choice(_HAN),
            f"{random.choice('ABC')}{_number(random, 9)}",
        )
    )
    roll = random.random()
    if roll < 0.28:
        unit = random.choice(_HAN[:6]) if random.random() < 0.4 else _number(random, 6)
        return f"{block}{random.choice(('栋', '号楼', '幢', '座', '号'))}{unit}{random.choice(('单元', '单元', '门', '梯'))}{_room(random)}{random.choice(('室', '室', '', '号', '房'))}"
    if roll < 0.48:
        return f"{block}{random.choice(('栋', '号楼', '幢', '座'))}{_room(random)}{random.choice(('室', '', '房', '号'))}"
    if roll < 0.58:
        return f"{block}{random.choice(('栋', '号楼', '幢', '座'))}{random.choice((_number(random, 33), random.choice(_HAN)))}{random.choice(('楼', '层'))}{random.choice(('', _room(random), '东户', '西户', '左手边', '右边那户'))}"
    if roll < 0.68:
        return f"{block}{random.choice(('栋', '号楼', '幢', '座', '单元'))}"
    if roll < 0.80:
        return f"{block}-{_number(random, 4)}-{_room(random)}"
    if roll < 0.88:
        return f"{block}-{_room(random)}"
    if roll < 0.94:
        return f"{_room(random)}{random.choice(('室', '房', ''))}"
    return f"{block}栋{random.choice(_HAN[:5])}单元{random.choice(_HAN)}楼{random.choice(('', '东户', '西门', '左边', '2号'))}"


def _divisions(random: Random, county: County) -> str:
    """Return province, city and county as somebody would write them: all, some, with or without suffixes."""
    roll, same = random.random(), county.province == county.city
    parts = [county.city, county.name] if same or roll < 0.3 else [county.province, county.city, county.name]
    if roll > 0.88:
        parts = [county.name]
    elif roll > 0.78:
        parts = [county.city]
    if random.random() < 0.25:
        parts = [_plain(part) for part in parts]
    return "".join(parts)


def _town(random: Random, county: County) -> str:
    if county.towns and random.random() < 0.8:
        town = random.choice(county.towns)
        return town if len(town) < 9 else ""
    return random.choice(table("places")["towns"]) + random.choice(("镇", "镇", "乡", "街道"))


def _house(random: Random) -> str:
    """Return house number and what follows it."""
    roll = random.random()
    number = _number(random, 999)
    if roll < 0.35:
        return f"{number}号{estate(random)}{_units(random)}"
    if roll < 0.5:
        return f"{number}号{_units(random)}"
    if roll < 0.62:
        return f"{number}弄{_number(random, 60)}号{random.choice((_room(random) + '室', _room(random), ''))}"
    if roll < 0.7:
        return f"{number}号院{_units(random)}"
    if roll < 0.76:
        return f"{estate(random)}{_units(random)}"
    if roll < 0.82:
        return f"{number}号附{_number(random, 9)}号"
    return f"{number}号{random.choice(('', '', '门面', '楼上', '后院', f'{_number(random, 9)}楼'))}"


def mainland(random: Random) -> str:
    """Return an address of the mainland from a division on."""
    county = random.choice(counties())
    roll = random.random()
    head = _divisions(random, county)
    if roll < 0.5:
        town = _town(random, county) if random.random() < 0.2 else ""
        return f"{head}{town}{road(random)}{_house(random)}"
    if roll < 0.72:
        return f"{head}{_town(random, county)}{_village(random, county)}{_group(random)}"
    if roll < 0.88:
        return f"{head}{estate(random)}{_units(random)}"
    if roll < 0.95:
        return f"{head}{_town(random, county)}{random.choice((estate, road))(random)}{_inner(random)}"
    return f"{head}{road(random)}{random.choice(('与', '和'))}{road(random)}交叉口{random.choice(('', '东南角', '往北50米', '西侧'))}"


def short(random: Random) -> str:
    """Return an address without divisions."""
    roll = random.random()
    if roll < 0.40:
        return estate(random) + (_units(random) if random.random() < 0.85 else "")
    if roll < 0.46:
        return random.choice(
            (estate(random), road(random), random.choice(table("places")["landmark things"]))
        ) + _inner(random)
    if roll < 0.7:
        return road(random) + _house(random)
    if roll < 0.93:
        town = (
            random.choice(table("places")["towns"]) + random.choice(("镇", "乡", ""))
            if random.random() < 0.4
            else ""
        )
        return town + _village(random, None) + _group(random)
    return f"{random.choice(table('places')['towns'])}{random.choice(('镇', '街道'))}{estate(random)}{_units(random)}"


def _section(random: Random) -> str:
    return f"{random.choice('一二三四五六')}段" if random.random() < 0.55 else ""


def _floor(random: Random) -> str:
    floor = random.choice((_number(random, 24), _number(random, 24), random.choice(_HAN)))
    return f"{floor}樓{random.choice(('', '', f'之{_number(random, 9)}', f'之{random.choice(_HAN)}', f'-{_number(random, 5)}', f'{_room(random)}室'))}"


def taiwanese(random: Random, head: bool = True) -> str:
    """Return an address on Taiwan, from the city or, for ``head=False``, from the road on."""
    tables, (city, districts) = table("taiwan"), random.choice(taiwan())
    start = ""
    if head:
        start = random.choice((city, city, city[:2] + city[2:], "")) + random.choice(districts)
        if random.random() < 0.12:
            start += f"{random.choice(tables['villages'])}里{random.choice(('', f'{_number(random, 30)}鄰'))}"
    roll = random.random()
    if roll < 0.14:
        return f"{start}{random.choice(tables['villages'])}村{random.choice(('', f'{_number(random, 30)}鄰'))}{_number(random, 300)}號"
    road = random.choice(tables["roads"]) + random.choice(tables["road ends"]) + _section(random)
    lane = f"{_number(random, 600)}巷" if random.random() < 0.5 else ""
    alley = f"{_number(random, 80)}弄" if lane and random.random() < 0.45 else ""
    number = f"{_number(random, 500)}{random.choice(('', '', '', f'之{_number(random, 9)}', f'-{_number(random, 9)}'))}號"
    return f"{start}{road}{lane}{alley}{number}{_floor(random) if random.random() < 0.6 else ''}"


def hong_kong(random: Random, head: bool = True) -> str:
    """Return an address in Hong Kong or Macau."""
    tables = table("hongkong")
    district = (
        random.choice(("", "", "香港", "九龍", "新界")) + random.choice(tables["districts"]) if head else ""
    )
    floor = f"{_number(random, 40)}{random.choice(('樓', '樓', '/F'))}"
    room = random.choice(
        (
            f"{random.choice('ABCDEFGH')}室",
            f"{_room(random)}室",
            f"{random.choice('ABCDEF')}座",
            f"{_room(random)}",
            "",
            f"{random.choice('ABCD')}單位",
        )
    )
    if random.random() < 0.55:
        estate = random.choice(tables["estates"]) + random.choice(tables["estate ends"])
        block = random.choice(
            (
                f"{random.choice(tables['blocks'])}樓",
                f"{random.choice(tables['blocks'])}閣",
                f"第{_number(random, 12)}座",
                f"{_number(random, 12)}座",
                f"{random.choice('ABCD')}座",
            )
        )
        return f"{district}{estate}{block}{floor}{room}"
    building = random.choice(
        ("", f"{random.choice(tables['buildings'])}{random.choice(('大廈', '樓', '中心', '閣', '工業大廈'))}")
    )
    return f"{district}{random.choice(tables['roads'])}{_number(random, 800)}號{building}{floor}{room}"
