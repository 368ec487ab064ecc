"""What a regular expression can do, read from its parse tree: quantifiers, first characters, ways to match.

The rule that the tests apply. A choice (to go on with a loop or to leave it, to take this branch or that) is *decided*
when the next character alone decides it. A pattern in which every choice is decided reads each text in one way, so
backtracking costs no more than the length of a match. A choice that is not decided multiplies the ways: a loop by the
number of its possible counts, a branch by the alternatives that share a first character. `ways` bounds their product.
"""

from __future__ import annotations

import re
import re._constants as sre
import re._parser as parser
from collections.abc import Iterator
from functools import reduce
from typing import Any, NamedTuple

#: Stands for the end of the text in sets of characters.
END = "\uffff"
_SAMPLES = frozenset(map(chr, range(128))) | set("　中１é٣\u00a0")
_CAP = 10**12


class Shape(NamedTuple):
    """`first`: characters with which it can begin; `empty`: whether it can match nothing; `ways`: see above."""

    first: frozenset[str]
    empty: bool
    ways: int


class Quantifier(NamedTuple):
    """A loop with its bounds, and in how many ways its own repetitions can share out a text."""

    least: int
    most: int
    inner_ways: int


class Reader:
    """Reads one pattern; `quantifiers` lists the loops that it has met."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.tree = parser.parse(pattern.pattern, pattern.flags)
        self.alphabet = _SAMPLES | {END} | frozenset(_mentioned(self.tree))
        self.quantifiers: list[Quantifier] = []
        self.ways = self._sequence(list(self.tree), frozenset(), bool(pattern.flags & re.IGNORECASE)).ways

    def _sequence(self, items: list[Any], follow: frozenset[str], fold: bool) -> Shape:
        """Read items from the last to the first, for each needs to know what can follow it."""
        first, empty, ways = frozenset[str](), True, 1
        for item in reversed(items):
            after = first | follow if empty else first
            shape = self._item(item, after, fold)
            first = shape.first | first if shape.empty else shape.first
            empty = empty and shape.empty
            ways = min(ways * shape.ways, _CAP)
        return Shape(first, empty, ways)

    def _item(self, item: tuple[Any, Any], follow: frozenset[str], fold: bool) -> Shape:
        code, argument = item
        if code is sre.SUBPATTERN:
            _, added, removed, inner = argument
            fold = (fold or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE
            return self._sequence(list(inner), follow, fold)
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self._loop(*argument, follow, fold)
        if code is sre.BRANCH:
            return self._branch(argument[1], follow, fold)
        if code in (sre.ASSERT, sre.ASSERT_NOT):
            return Shape(frozenset(), True, self._sequence(list(argument[1]), frozenset(), fold).ways)
        if code is sre.AT:
            ends = argument in (sre.AT_END, sre.AT_END_STRING)
            return Shape(frozenset({END, "\n"}) if ends else frozenset(), not ends, 1)
        if code is sre.GROUPREF:
            return Shape(self.alphabet, True, 1)
        return Shape(frozenset(c for c in self.alphabet if self._takes(item, c, fold)), False, 1)

    def _loop(self, least: int, most: int, inner: Any, follow: frozenset[str], fold: bool) -> Shape:
        items = list(inner)
        start = Reader._sequence(_Quiet(self), items, frozenset(), fold).first if most > 1 else frozenset[str]()
        body = self._sequence(items, start | follow, fold)
        self.quantifiers.append(Quantifier(least, most, min(body.ways ** min(most, 40), _CAP)))
        decided = not body.first & follow
        counts = 1 if decided or least == most else min(most, 400) - least + 1
        ways = min(counts * body.ways ** min(most, 40), _CAP)
        return Shape(body.first, body.empty or least == 0, ways)

    def _branch(self, branches: list[Any], follow: frozenset[str], fold: bool) -> Shape:
        shapes = [self._sequence(list(branch), follow, fold) for branch in branches]
        starts = [shape.first | follow if shape.empty else shape.first for shape in shapes]
        shared: dict[str, int] = {}
        for shape, start in zip(shapes, starts, strict=True):
            for character in start:
                shared[character] = shared.get(character, 0) + shape.ways
        first = reduce(frozenset.union, (shape.first for shape in shapes), frozenset[str]())
        return Shape(first, any(shape.empty for shape in shapes), max(shared.values(), default=1))

    def _takes(self, item: tuple[Any, Any], character: str, fold: bool) -> bool:
        if character == END:
            return False
        forms = {character, character.lower(), character.upper()} if fold else {character}
        return any(_matches(item, form) for form in forms)


class _Quiet(Reader):
    """Reads a loop's body once more, only to learn how it begins."""

    def __init__(self, other: Reader) -> None:
        self.alphabet, self.quantifiers = other.alphabet, []


def _matches(item: tuple[Any, Any], character: str) -> bool:
    code, argument = item
    if code is sre.LITERAL:
        return ord(character) == argument
    if code is sre.NOT_LITERAL:
        return ord(character) != argument
    if code is sre.ANY:
        return character != "\n"
    if code is sre.RANGE:
        return argument[0] <= ord(character) <= argument[1]
    if code is sre.CATEGORY:
        return _in_category(argument, character)
    if code is sre.IN:
        negated = argument[0][0] is sre.NEGATE
        return negated != any(_matches(part, character) for part in argument[negated:])
    raise AssertionError(f"a construct that this test does not know: {code}")


def _in_category(category: Any, character: str) -> bool:
    kind, negated = {
        sre.CATEGORY_DIGIT: (str.isdigit, False), sre.CATEGORY_NOT_DIGIT: (str.isdigit, True),
        sre.CATEGORY_SPACE: (str.isspace, False), sre.CATEGORY_NOT_SPACE: (str.isspace, True),
        sre.CATEGORY_WORD: (lambda c: c.isalnum() or c == "_", False),
        sre.CATEGORY_NOT_WORD: (lambda c: c.isalnum() or c == "_", True),
    }[category]  # fmt: skip
    return negated != bool(kind(character))


def _mentioned(tree: Any) -> Iterator[str]:
    """Yield each character that a pattern names, with the neighbours of a range's ends."""
    for code, argument in tree:
        yield from _mentioned_by(code, argument)


def _mentioned_by(code: Any, argument: Any) -> Iterator[str]:
    if code in (sre.LITERAL, sre.NOT_LITERAL):
        yield chr(argument)
    elif code is sre.RANGE:
        yield from (chr(at) for at in (argument[0] - 1, *argument, argument[1] + 1) if 0 <= at < 0xFFFF)
    elif code is sre.IN:
        yield from _mentioned(argument)
    elif code is sre.SUBPATTERN:
        yield from _mentioned(argument[3])
    elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        yield from _mentioned(argument[2])
    elif code is sre.BRANCH:
        for branch in argument[1]:
            yield from _mentioned(branch)
    elif code in (sre.ASSERT, sre.ASSERT_NOT):
        yield from _mentioned(argument[1])
    elif code is sre.ATOMIC_GROUP:
        yield from _mentioned(argument)
