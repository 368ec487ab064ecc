"""Names of Uyghurs, Kazakhs, Mongols, Tibetans, Yi, Dai and the peoples of Taiwan, in Han characters."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from training.tables import table

#: What is written between two parts, most often nothing or the middle dot.
_DOTS = ("·", "·", "·", "", "", "•", "・", ".")


def minority(random: Random, region: str) -> str:
    """Return a name of a minority of the region, with or without a dot where its parts take one."""
    if region == "tw":
        return _taiwan(random)
    return random.choice(_PEOPLES)(random)


def _pick(random: Random, section: str) -> str:
    return random.choice(table("minorities")[section])


def _taiwan(random: Random) -> str:
    first, last = _pick(random, "taiwan first"), _pick(random, "taiwan last")
    return first if len(first) > 2 and random.random() < 0.2 else first + random.choice(_DOTS) + last


def _turkic(random: Random) -> str:
    section = random.choice(("uyghur", "uyghur", "kazakh"))
    first = _pick(random, section)
    if random.random() < 0.3 and len(first) > 2:
        return first
    return first + random.choice(_DOTS) + _pick(random, section)


def _mongol(random: Random) -> str:
    first = _pick(random, "mongol")
    if random.random() < 0.75:
        return first if len(first) > 2 else first + _pick(random, "mongol")
    return random.choice("包白鲍乌佟金敖") + first


def _tibetan(random: Random) -> str:
    first, last = _pick(random, "tibetan"), _pick(random, "tibetan")
    return first if random.random() < 0.08 else first + last


def _yi(random: Random) -> str:
    return _pick(random, "yi first") + random.choice(("", "", "", "·")) + _pick(random, "yi last")


def _dai(random: Random) -> str:
    first = _pick(random, "dai first")
    return first + _pick(random, "chinese given" if first in "刀召" else "dai last")


_PEOPLES: tuple[Callable[[Random], str], ...] = (
    _turkic,
    _turkic,
    _turkic,
    _tibetan,
    _tibetan,
    _mongol,
    _yi,
    _dai,
)
