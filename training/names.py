"""Names of people for the slots."""

from __future__ import annotations

from random import Random

from detectors.people.given_characters import FREQUENT
from detectors.people.surnames import COMPOUND, SINGLE
from detectors.people.word_tables import table as detector_table
from training.tables import table

_SURNAMES = detector_table("surnames")
_COMMON, _OTHER = _SURNAMES["common"], _SURNAMES["other"]
_COMPOUND = sorted(COMPOUND)
_SINGLE = sorted(SINGLE)
_FREQUENT = sorted(FREQUENT)
_TAIWAN = tuple(
    "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游彭詹胡施沈余趙盧梁顏柯翁魏孫戴范方宋鄧杜侯傅曹薛丁卓馬董溫唐藍石蔣古紀歐姚連馮"
)
_HONG_KONG = tuple(
    "陳黃李林張梁王劉何吳鄭葉羅鄧馮譚曾郭蔡謝潘許楊周余鍾麥馬莫鄺岑司徒歐甘文侯廖彭盧溫關黎韋蘇"
)


def surname(random: Random, region: str) -> str:
    """Return a family name about as frequent as in life, rare and compound ones more often than that."""
    if region != "cn" and random.random() < 0.85:
        return random.choice(_TAIWAN if region == "tw" else _HONG_KONG)
    roll = random.random()
    if roll < 0.70:
        return _COMMON[min(int(random.expovariate(1 / 28)), len(_COMMON) - 1)]
    if roll < 0.92:
        return random.choice(_OTHER)
    if roll < 0.95:
        return random.choice(_COMPOUND)
    # Somebody is always called what no table knows.
    return random.choice(_SINGLE) if roll < 0.98 else random.choice(table("people")["one"])


def given(random: Random) -> str:
    """Return a given name of one or two characters: a usual one, usual characters, or any."""
    people, roll = table("people"), random.random()
    if roll < 0.30:
        return random.choice(people["two"])
    if roll < 0.52:
        return random.choice(people["one"])
    if roll < 0.86:
        return random.choice(_FREQUENT) + random.choice(_FREQUENT)
    if roll < 0.96:
        return random.choice(people["one"]) + random.choice(_FREQUENT + list(people["one"]))
    return random.choice(people["two"])[0] + random.choice(people["one"])


def full(random: Random, region: str) -> str:
    """Return a full Han name."""
    first = surname(random, region)
    if region != "cn" and random.random() < 0.08:  # a married woman keeps her own name behind her husband's
        first = random.choice(_TAIWAN if region == "tw" else _HONG_KONG) + first[0]
        return first + random.choice(table("people")["two"])
    if region == "tw" and random.random() < 0.05:  # many have come from Vietnam
        return random.choice("阮黎陳武范裴潘鄧") + "氏" + random.choice(table("people")["one"])
    if region != "cn" and random.random() < 0.75:
        return first + random.choice(table("people")["two"][-220:])
    return first + given(random)


def familiar(random: Random, region: str) -> str:
    """Return a bare given name or a form made from one: 志强, 阿强, 小芳, 强子."""
    people = table("people")
    if random.random() < 0.5:
        return (
            random.choice(people["two"])
            if random.random() < 0.7
            else random.choice(_FREQUENT) + random.choice(_FREQUENT)
        )
    form = (
        random.choice(people["forms"])
        if region == "cn"
        else random.choice(("阿{1}", "阿{1}", "小{1}", "{1}仔"))
    )
    return form.replace("{1}", random.choice(people["one"]))


def minority(random: Random) -> str:
    """Return a name of a minority, with or without the dot."""
    people = table("people")
    first = random.choice(people["minority first"])
    roll = random.random()
    if roll < 0.5:
        return first if len(first) > 2 else first + random.choice(people["minority last"])
    return first + ("·" if roll < 0.8 else "") + random.choice(people["minority last"])


_CANTONESE = (
    "Ka",
    "Wai",
    "Chi",
    "Man",
    "Siu",
    "Yuen",
    "Kwok",
    "Tsz",
    "Hoi",
    "Sum",
    "Wing",
    "Mei",
    "Yee",
    "Lok",
    "Yan",
    "Ho",
    "Ming",
    "Fai",
    "Keung",
    "Ling",
)
_MANDARIN = (
    "wei",
    "fang",
    "lei",
    "na",
    "jun",
    "qiang",
    "min",
    "jing",
    "li",
    "yang",
    "yong",
    "jie",
    "juan",
    "tao",
    "chao",
    "xia",
    "ping",
    "gang",
    "hua",
    "mei",
)


def english(random: Random) -> str:
    """Return an English first name, often with a surname, or a name romanized as in Hong Kong or on the mainland."""
    people = table("people")
    roll = random.random()
    if roll < 0.15:
        return f"{random.choice(people['english surnames'])} {random.choice(_CANTONESE)} {random.choice(_CANTONESE)}"
    if roll < 0.22:
        name = f"{random.choice(people['english surnames'])} {random.choice(_MANDARIN).capitalize()}"
        return name.upper() if random.random() < 0.5 else name
    first = random.choice(people["english"])
    return first if random.random() < 0.45 else f"{first} {random.choice(people['english surnames'])}"
