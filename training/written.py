"""Values as the author of a text wrote them: of which kind they are, and what may stand for them."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from detectors.fold import fold
from detectors.people.surnames import COMPOUND, SINGLE
from training.slots import FILLERS
from training.tables import counties, table, taiwan

#: The type of each mark. What readers differ on is a name where it is a surname made familiar (老王, 小周), else nothing.
KINDS = {"P": "PERSON", "A": "ADDRESS", "E": "EMPLOYER"}
_FAMILIAR = re.compile(r"[老小大阿][㐀-鿿]")
_NEAR = re.compile(
    r"对面|旁边|后面|前面|隔壁|附近|楼上|门口|對面|後面|前面|隔壁|樓上|門口|旁|那边|那頭|路口|巷口|街尾"
)
#: How often the author's own value is kept.
KEPT = 0.45


def kind_of(mark: str, value: str) -> str | None:
    """Return the type of a marked value, None if it is to be taken for plain text."""
    if mark == "?":
        return "PERSON" if _FAMILIAR.fullmatch(value) else None
    return KINDS[mark]


def another(mark: str, value: str, region: str, random: Random) -> str:
    """Return the value itself, or one of the same kind and form."""
    if random.random() < KEPT or kind_of(mark, value) is None:
        return value
    return FILLERS[_slot(mark, value)](random, region)


def _slot(mark: str, value: str) -> str:
    if mark == "E":
        return "W"
    if mark == "A":
        if _headed(value):
            return "A"
        return "AL" if _NEAR.search(value) else "AS"
    if not "\u3400" <= value[-1] <= "\u9fff":
        return "EN"
    if "·" in value:
        return "M"
    name = fold(value).text
    first = 2 if name[:2] in COMPOUND else 1
    return "N" if name[:first] in SINGLE | COMPOUND and 1 <= len(name) - first <= 2 else "G"


def _headed(address: str) -> bool:
    """Tell whether an address begins with a division."""
    return address[:2] in _heads()


@cache
def _heads() -> frozenset[str]:
    cities = {name[:2] for county in counties() for name in (county.province, county.city, county.name)}
    return frozenset(
        cities | {city[:2] for city, _ in taiwan()} | {d[:2] for d in table("hongkong")["districts"]}
    )
