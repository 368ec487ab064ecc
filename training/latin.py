"""Names in Latin letters, as they stand between Han characters."""

from __future__ import annotations

from random import Random

from detectors.people.word_tables import table as detector_table
from training.tables import table

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
_GIVEN = detector_table("english")["given"]
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
    if roll < 0.27:  # 王小明 as he types it without an input method
        parts = (random.choice(people["pinyin surnames"]), random.choice(_MANDARIN), random.choice(_MANDARIN))
        return " ".join(parts) if random.random() < 0.6 else f"{parts[0]} {parts[1]}{parts[2]}"
    first = random.choice(people["english"]) if random.random() < 0.5 else random.choice(_GIVEN).capitalize()
    return first if random.random() < 0.45 else f"{first} {random.choice(people['english surnames'])}"
