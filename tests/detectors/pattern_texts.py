"""Hostile texts for a regular expression, made of what it matches itself: near-misses, over and over."""

from __future__ import annotations

import random
import re
import re._constants as sre  # type: ignore[import-not-found]  # typeshed leaves it out
import re._parser as parser  # type: ignore[import-not-found]  # likewise
from collections.abc import Iterator
from typing import Any

#: Texts that are hostile to detectors of personal data and debt in general.
COMMON = ("0", "13", "欠", " ", "王", "路", "a", "欠1 ", "1,", "一")


def hostile_units(pattern: re.Pattern[str], samples: int = 3) -> list[str]:
    """Return strings to be repeated: `samples` long matches less their last character, what each loop repeats, and
    the pattern's own characters in a row and shuffled.
    """
    chance = random.Random(pattern.pattern)  # noqa: S311  # the same texts in each run
    maker = _Maker(chance, bool(pattern.flags & re.IGNORECASE))
    tree = parser.parse(pattern.pattern, pattern.flags)
    members = [maker.text(tree) for _ in range(samples)]
    own = "".join(sorted(set("".join(members))))
    shuffled = "".join(chance.choices(own or "a", k=97))
    units = [member[:-1] for member in members] + [*maker.loops[:6], own, shuffled, *COMMON]
    return [unit for unit in dict.fromkeys(units) if unit]


class _Maker:
    """Makes texts that a parse tree matches, with its loops run as far as is useful; look-arounds are ignored."""

    def __init__(self, chance: random.Random, fold: bool) -> None:
        self.chance = chance
        self.fold = fold
        self.loops: list[str] = []

    def text(self, tree: Any) -> str:
        return "".join(self._part(code, argument) for code, argument in tree)

    def _part(self, code: Any, argument: Any) -> str:
        if code is sre.LITERAL:
            return chr(argument)
        if code in (sre.IN, sre.NOT_LITERAL, sre.ANY):
            return self._member(code, argument)
        if code is sre.SUBPATTERN:
            return self.text(argument[3])
        if code is sre.BRANCH:
            return self.text(self.chance.choice(argument[1]))
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self._loop(*argument)
        return self.text(argument) if code is sre.ATOMIC_GROUP else ""

    def _loop(self, least: int, most: int, inner: Any) -> str:
        once = self.text(inner)
        if most > 1 and once:
            self.loops.append(once)
        return "".join([once, *(self.text(inner) for _ in range(min(most, 24) - 1))]) if most else ""

    def _member(self, code: Any, argument: Any) -> str:
        choices = [] if code is not sre.IN else list(_members(argument))
        return self.chance.choice(choices) if choices else self.chance.choice("欠1a")


def _members(parts: Any) -> Iterator[str]:
    if parts[0][0] is sre.NEGATE:
        return
    for code, argument in parts:
        if code is sre.LITERAL:
            yield chr(argument)
        elif code is sre.RANGE:
            yield from {chr(argument[0]), chr((argument[0] + argument[1]) // 2), chr(argument[1])}
        elif code is sre.CATEGORY:
            yield {sre.CATEGORY_DIGIT: "7", sre.CATEGORY_SPACE: " "}.get(argument, "a")
