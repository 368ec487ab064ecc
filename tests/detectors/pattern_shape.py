"""What a regular expression can do, read from its parse tree: quantifiers, first characters, ways to match.

The rule that the tests apply. A choice (to go on with a loop or to leave it, to take this branch or that) is *decided*
when what comes next allows one answer only. A pattern in which every choice is decided reads each text in one way, so
backtracking costs no more than the length of a match. A choice that is not decided multiplies the ways: a loop by the
number of its possible counts, a branch by the alternatives that can begin alike. `Reader.ways` bounds their product.
Look-arounds are left once they have matched, so their ways add up instead of multiplying: they are judged apart.
"""

from __future__ import annotations

import re
import re._constants as sre  # type: ignore[import-not-found]  # typeshed leaves it out
import re._parser as parser  # type: ignore[import-not-found]  # likewise
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

Item = tuple[Any, Any]
#: Stands for the end of the text in sets of characters.
END = "\uffff"
_SAMPLES = frozenset(map(chr, range(128))) | set("　中１é٣\u00a0")
_LOOPS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_MOST = 10**12


class Shape(NamedTuple):
    """`lead`: the sets of characters that it begins with, one a position, as far as they are fixed; `empty`: whether it
    can match nothing; `fixed`: whether `lead` is all of it; `ways`: see above. Sets are bit masks over the alphabet.
    """

    lead: tuple[int, ...]
    empty: bool
    fixed: bool
    ways: int

    @property
    def first(self) -> int:
        """Return the characters with which it can begin."""
        return self.lead[0] if self.lead else 0


NOTHING = Shape((), True, True, 1)


class Reader:
    """Reads one pattern. `quantifiers` lists the (least, most) of its loops; `apart` the ways of its look-arounds."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        tree = parser.parse(pattern.pattern, pattern.flags)
        self.alphabet = sorted(_SAMPLES | {END} | frozenset(_mentioned(tree)))
        self.quantifiers: list[tuple[int, int]] = []
        self.apart: list[int] = [1]
        self._masks: dict[tuple[str, bool], int] = {}
        self.ways = self._sequence(list(tree), 0, bool(pattern.flags & re.IGNORECASE)).ways

    def _sequence(self, items: list[Item], follow: int, fold: bool) -> Shape:
        """Read items from the last to the first, for each needs to know what can follow it."""
        whole = NOTHING
        for item in reversed(items):
            after = whole.first | follow if whole.empty else whole.first
            whole = _joined(self._item(item, after, fold), whole)
        return whole

    def _item(self, item: Item, follow: int, fold: bool) -> Shape:
        code, argument = item
        if code is sre.SUBPATTERN:
            _, added, removed, inner = argument
            fold = (fold or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE
            return self._sequence(list(inner), follow, fold)
        if code in _LOOPS:
            return self._loop(argument[0], argument[1], argument[2], follow, fold)
        if code is sre.BRANCH:
            return _branch([self._sequence(list(branch), follow, fold) for branch in argument[1]], follow)
        if code in (sre.ASSERT, sre.ASSERT_NOT):
            self.apart.append(self._sequence(list(argument[1]), 0, fold).ways)
            return NOTHING
        if code is sre.AT:
            ends = argument in (sre.AT_END, sre.AT_END_STRING)
            return Shape((self._of(END) | self._of("\n"),), False, False, 1) if ends else NOTHING
        if code is sre.GROUPREF:
            return Shape(((1 << len(self.alphabet)) - 1,), True, False, 1)
        return Shape((self._mask(item, fold),), False, True, 1)

    def _loop(self, least: int, most: int, inner: Any, follow: int, fold: bool) -> Shape:
        self.quantifiers.append((least, most))
        start = self._sequence(list(inner), follow, fold).first if most > 1 else 0
        body = self._sequence(list(inner), start | follow, fold)
        decided = not body.first & follow or least == most
        ways = body.ways ** min(most, 40) * (1 if decided else min(most, 400) - least + 1)
        lead = body.lead * min(least, 8) if least and body.fixed else body.lead
        return Shape(lead, body.empty or least == 0, body.fixed and least == most <= 8, min(ways, _MOST))

    def _of(self, character: str) -> int:
        return 1 << self.alphabet.index(character)

    def _mask(self, item: Item, fold: bool) -> int:
        key = repr(item), fold
        if key not in self._masks:
            taken = (_takes(item, character, fold) for character in self.alphabet)
            self._masks[key] = sum(1 << at for at, takes in enumerate(taken) if takes)
        return self._masks[key]


def _joined(left: Shape, right: Shape) -> Shape:
    ways = min(left.ways * right.ways, _MOST)
    if left.fixed:
        return Shape(left.lead + right.lead, left.empty and right.empty, right.fixed, ways)
    if left.empty:
        return Shape((left.first | right.first,), right.empty, False, ways)
    return Shape(left.lead, False, False, ways)


def _branch(shapes: list[Shape], follow: int) -> Shape:
    """Count for each alternative those that can begin like it; only these can be tried on the same text."""
    leads = [_lead(shape, follow) for shape in shapes]
    alike = (
        sum(
            other.ways for other, with_lead in zip(shapes, leads, strict=True) if _compatible(lead, with_lead)
        )
        for lead in leads
    )
    same = len({len(shape.lead) for shape in shapes}) == 1 and all(shape.fixed for shape in shapes)
    depth = len(shapes[0].lead) if same else 1
    sets = tuple(reduce(or_, (s.lead[at] for s in shapes if s.lead), 0) for at in range(depth))
    return Shape(sets, any(shape.empty for shape in shapes), same, min(max(alike), _MOST))


def _lead(shape: Shape, follow: int) -> tuple[int, ...]:
    """Return what a text must begin with so that this alternative and what follows it can match; no follow: anything."""
    if shape.fixed and follow:
        return (*shape.lead, follow)
    return (shape.first | follow,) if shape.empty else shape.lead


def _compatible(left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    return all(a & b for a, b in zip(left, right, strict=False))


def _takes(item: Item, character: str, fold: bool) -> bool:
    if character == END:
        return False
    forms = {character, character.lower(), character.upper()} if fold else {character}
    return any(_matches(item, form) for form in forms if len(form) == 1)


def _matches(item: Item, character: str) -> bool:
    code, argument = item
    if code is sre.LITERAL:
        return bool(ord(character) == argument)
    if code is sre.NOT_LITERAL:
        return bool(ord(character) != argument)
    if code is sre.ANY:
        return character != "\n"
    if code is sre.RANGE:
        return bool(argument[0] <= ord(character) <= argument[1])
    if code is sre.CATEGORY:
        return _in_category(argument, character)
    if code is sre.IN:
        negated = argument[0][0] is sre.NEGATE
        return negated != any(_matches(part, character) for part in argument[negated:])
    raise AssertionError(f"a construct that this test does not know: {code}")


def _in_category(category: Any, character: str) -> bool:
    sample = {
        sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
        sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
    }[category]  # fmt: skip
    return re.match(sample, character) is not None


def _mentioned(tree: Any) -> Iterator[str]:
    """Yield each character that a pattern names, with the neighbours of a range's ends."""
    for code, argument in tree:
        if code in (sre.LITERAL, sre.NOT_LITERAL):
            yield from {chr(argument), chr(argument).lower(), chr(argument).upper()}
        elif code is sre.RANGE:
            yield from (chr(at) for at in (argument[0] - 1, *argument, argument[1] + 1) if 0 <= at < 0xFFFF)
        elif code is sre.IN:
            yield from _mentioned(argument)
        elif code is sre.BRANCH:
            for branch in argument[1]:
                yield from _mentioned(branch)
        elif (inner := _inner(code, argument)) is not None:
            yield from _mentioned(inner)


def _inner(code: Any, argument: Any) -> Any:
    if code is sre.SUBPATTERN:
        return argument[3]
    if code in _LOOPS:
        return argument[2]
    if code in (sre.ASSERT, sre.ASSERT_NOT):
        return argument[1]
    return argument if code is sre.ATOMIC_GROUP else None
