"""Names of people for the slots."""

from __future__ import annotations

from functools import cache
from random import Random

from detectors.people.given_characters import FREQUENT, NEVER
from detectors.people.ordinary_words import NOT_A_NAME
from detectors.people.surnames import COMPOUND, SINGLE
from detectors.people.word_tables import table as detector_table
from training.tables import character_counts, dictionary, table, word_counts

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
#: Among how many of the most frequent Han characters parents choose, and from which on a character is a rare one.
_USUAL, _SELDOM, _ALMOST_NEVER = 2_400, 2_600, 5_200


@cache
def _words() -> tuple[str, ...]:
    """Return the ordinary words that can be given names: their characters are such."""
    return tuple(
        word
        for word, count in word_counts().items()
        if len(word) == 2 and count >= 2_000 and FREQUENT.issuperset(word) and word not in NOT_A_NAME
    )


@cache
def _whole() -> tuple[str, ...]:
    """Return the ordinary words that can be full names: 高山, 石林."""
    return tuple(word for word in _words() if word[0] in SINGLE)


@cache
def _recorded() -> tuple[str, ...]:
    """Return the given names of two characters in the dictionary's names of people."""
    usual = FREQUENT.union(table("people")["one"], table("people")["strong"])
    names = (word for word, entry in dictionary().items() if entry.part in ("nr", "nrfg") and len(word) == 3)
    return tuple(sorted({name[1:] for name in names if name[0] in SINGLE and usual.issuperset(name[1:])}))


@cache
def _by_frequency(first: int, last: int) -> tuple[str, ...]:
    counts = character_counts()
    ranked = sorted(counts, key=lambda character: (-counts[character], character))
    return tuple(c for c in ranked[first:last] if c not in NEVER)


def surname(random: Random, region: str) -> str:
    """Return a family name about as frequent as in life, rare and compound ones more often than that."""
    if region != "cn" and random.random() < 0.85:
        return random.choice(_TAIWAN if region == "tw" else _HONG_KONG)
    roll = random.random()
    if roll < 0.64:
        return _COMMON[min(int(random.expovariate(1 / 28)), len(_COMMON) - 1)]
    if roll < 0.88:
        return random.choice(_OTHER)
    if roll < 0.92:
        return random.choice(_COMPOUND)
    # Somebody is always called what no table knows.
    return random.choice(_SINGLE) if roll < 0.95 else random.choice(table("people")["rare surnames"])


def given(random: Random) -> str:
    """Return a given name of one or two characters: a usual one, usual characters, a word, rare ones, or any."""
    people, roll = table("people"), random.random()
    if roll < 0.20:
        return random.choice(people["two"] + people["more two"])
    if roll < 0.37:
        return random.choice(people["one"])
    if roll < 0.52:
        return random.choice(people["strong"]) + random.choice(people["strong"])
    if roll < 0.68:
        return random.choice(_recorded())
    if roll < 0.76:
        return random.choice(_FREQUENT) + random.choice(_FREQUENT)
    if roll < 0.80:
        return random.choice(people["one"]) + random.choice(_FREQUENT + list(people["one"]))
    if roll < 0.87:
        return random.choice(_words())
    if roll < 0.90:
        return random.choice(people["one"]) * 2
    if roll < 0.94:
        return random.choice(_by_frequency(0, _USUAL)) + random.choice(people["strong"])
    return _with_rare_character(random)


def _with_rare_character(random: Random) -> str:
    parts = [random.choice(_by_frequency(_SELDOM, _ALMOST_NEVER))]
    if random.random() < 0.7:
        parts.insert(random.randint(0, 1), random.choice(_FREQUENT))
    return "".join(parts)


def full(random: Random, region: str) -> str:
    """Return a full Han name."""
    if region == "cn" and random.random() < 0.02:
        return random.choice(_whole())
    first = surname(random, region)
    if region != "cn" and random.random() < 0.08:  # a married woman keeps her own name behind her husband's
        return random.choice(_TAIWAN if region == "tw" else _HONG_KONG) + first[0] + _full_given(random)
    if region == "tw" and random.random() < 0.05:  # many have come from Vietnam
        return random.choice("阮黎陳武范裴潘鄧") + "氏" + random.choice(table("people")["one"])
    if region != "cn" and random.random() < 0.6:
        return first + random.choice(table("people")["two"][-220:])
    return first + given(random)


def _full_given(random: Random) -> str:
    people = table("people")
    if random.random() < 0.6:
        return random.choice(people["two"])
    return random.choice(people["strong"]) + random.choice(people["strong"])


def familiar(random: Random, region: str) -> str:
    """Return a bare given name or a form made from one or from a surname: 志强, 阿强, 小芳, 强子, 老周."""
    people, roll = table("people"), random.random()
    if roll < 0.25:
        return random.choice(people["two"] + people["more two"])
    if roll < 0.33:
        return random.choice(people["strong"]) + random.choice(people["strong"])
    if roll < 0.42:
        return random.choice(_recorded())
    if roll < 0.48:
        return random.choice(_words())
    if roll < 0.55:
        return random.choice("老老老小小小大") + surname(random, region)
    if roll < 0.57 if region == "cn" else roll < 0.62:
        return random.choice("阿阿小") + random.choice([name for name in people["english"] if len(name) < 5])
    form = (
        random.choice(people["forms"])
        if region == "cn"
        else random.choice(("阿{1}", "阿{1}", "小{1}", "{1}仔"))
    )
    return form.replace("{1}", random.choice(people["one"] if random.random() < 0.7 else people["strong"]))
