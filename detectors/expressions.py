"""What the tree of a regular expression tells: what a match needs, and what it may begin with.

The module of the standard library that parses expressions is not a public one. Whatever it may give that is not understood here
is taken to need nothing and to begin with anything, which costs time and loses no match; the tests hold all patterns to both.
"""

from __future__ import annotations

import re
import re._constants as sre  # type: ignore[import-not-found]  # typeshed leaves it out
import re._parser as parser  # type: ignore[import-not-found]  # likewise
from collections.abc import Iterable
from math import fsum
from typing import Any

DIGITS = frozenset("0123456789")

#: Larger sets (all Han) are in every text: to ask for them tells nothing.
_LARGEST = 1000
#: What else a cased ASCII letter matches where case is ignored, besides its other case (see `re._casefix`).
_ALSO = {"i": "İı", "k": "\u212a", "s": "ſ"}
#: How likely it is, roughly, that a message holds a given character.
_OFTEN = {**dict.fromkeys("，。：,. :\n", 0.6), **dict.fromkeys(DIGITS, 0.4)}
_LATIN, _OTHER = 0.15, 0.03

Letters = frozenset[str]


def required(expression: str, flags: int) -> tuple[int, list[Letters]]:
    """Return how many ASCII digits every match holds, and sets of each of which it holds a character; the rarest first."""
    tree = parser.parse(expression, flags)
    digits, sets = _all_of(tree, tree.state.flags)
    kept: list[Letters] = []
    for some in sorted(sets, key=_likelihood):
        told = digits and some >= DIGITS
        if not told and not any(some >= other for other in kept):
            kept.append(some)
    return digits, kept


def _likelihood(letters: Letters) -> float:
    return fsum(_OFTEN.get(c, _LATIN if c.isascii() else _OTHER) for c in letters)


_Found = tuple[int, list[Letters]]


def _all_of(parts: Iterable[tuple[Any, Any]], flags: int) -> _Found:
    """Return the need of parts that follow one another."""
    digits, sets = 0, []
    for code, argument in parts:
        more, others = _part(code, argument, flags)
        digits += more
        sets += others
    return digits, sets


def _part(code: Any, argument: Any, flags: int) -> _Found:
    if code in (sre.LITERAL, sre.IN):
        return _character([(code, argument)] if code is sre.LITERAL else argument, flags)
    if code is sre.SUBPATTERN:
        _, added, removed, inner = argument
        return _all_of(inner, (flags | added) & ~removed)
    if code is sre.ATOMIC_GROUP:
        return _all_of(argument, flags)
    if code is sre.BRANCH:
        return _any_of([_all_of(one, flags) for one in argument[1]])
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, _, inner = argument
        digits, sets = _all_of(inner, flags) if least else (0, [])
        return least * digits, sets
    if code is sre.ASSERT:
        return 0, _all_of(argument[1], flags)[1]  # what it sees is in the text, but may be part of the match
    return 0, []


def _any_of(choices: list[_Found]) -> _Found:
    """Return the need of alternatives: of each the rarest set, all of them together."""
    digits = min(digits for digits, _ in choices)
    if not all(sets for _, sets in choices):
        return digits, []
    return digits, [frozenset().union(*(min(sets, key=_likelihood) for _, sets in choices))]


def _character(members: list[tuple[Any, Any]], flags: int) -> _Found:
    """Return the need of one character of a set."""
    letters: set[str] = set()
    for code, argument in members:
        if code is sre.LITERAL:
            letters.add(chr(argument))
        elif code is sre.RANGE and argument[1] - argument[0] < _LARGEST:
            letters.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return 0, []
    if flags & re.IGNORECASE:
        if any(not c.isascii() and (c.lower(), c.upper()) != (c, c) for c in letters):
            return 0, []
        letters |= {d for c in letters for d in (c.lower(), c.upper(), *_ALSO.get(c.lower(), ""))}
    if len(letters) > _LARGEST:
        return 0, []
    return int(letters <= DIGITS), [frozenset(letters)]


_Ranges = list[tuple[int, int]]


def lead(expression: str, flags: int = 0) -> str:
    """Return a look ahead for the characters that a match of `expression` may begin with; in front of it, it changes no match.

    An alternation of many phrases is tried phrase by phrase at each character of a text. One look at the character spares
    most of them that. Empty where the engine itself looks, and where a match may begin with anything.
    """
    tree = parser.parse(expression, flags)
    if _quick(tree):
        return ""
    ranges, empty = _opening(tree, tree.state.flags)
    if ranges is None or empty:
        return ""
    members = "".join(
        re.escape(chr(low)) + ("-" + re.escape(chr(high)) if high > low else "")
        for low, high in sorted(set(ranges))
    )
    return f"(?-i:(?=[{members}]))"


def behind(before: str, expression: str) -> str:
    """Return `expression` with the look ahead that `lead` gives, which may be empty, in front of all of it."""
    return f"{before}(?:{expression})" if before else expression


def _quick(tree: Any) -> bool:
    """Tell whether the engine itself goes by the first character."""
    while tree and tree[0][0] is sre.SUBPATTERN:
        tree = tree[0][1][3]
    if not tree:
        return True
    code, argument = tree[0]
    if code is sre.BRANCH:
        return all(one and one[0][0] is sre.LITERAL for one in argument[1])
    return code in (sre.LITERAL, sre.IN)


def _opening(parts: Iterable[tuple[Any, Any]], flags: int) -> tuple[_Ranges | None, bool]:
    """Return what a match of `parts` may begin with, None for anything, and whether it may be empty."""
    ranges: _Ranges = []
    for code, argument in parts:
        more, empty = _opening_of(code, argument, flags)
        if more is None:
            return None, False
        ranges += more
        if not empty:
            return ranges, False
    return ranges, True


def _opening_of(code: Any, argument: Any, flags: int) -> tuple[_Ranges | None, bool]:
    if code in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
        return [], True
    if code in (sre.LITERAL, sre.IN):
        return _ranges([(code, argument)] if code is sre.LITERAL else argument, flags), False
    if code is sre.SUBPATTERN:
        _, added, removed, inner = argument
        return _opening(inner, (flags | added) & ~removed)
    if code is sre.ATOMIC_GROUP:
        return _opening(argument, flags)
    if code is sre.BRANCH:
        found = [_opening(one, flags) for one in argument[1]]
        if any(ranges is None for ranges, _ in found):
            return None, False
        return [one for ranges, _ in found for one in ranges or ()], any(empty for _, empty in found)
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, _, inner = argument
        ranges, empty = _opening(inner, flags)
        return ranges, empty or not least
    return None, False


def _ranges(members: list[tuple[Any, Any]], flags: int) -> _Ranges | None:
    if not flags & re.IGNORECASE:
        found = [
            (a, a) if code is sre.LITERAL else a for code, a in members if code in (sre.LITERAL, sre.RANGE)
        ]
        return found if len(found) == len(members) else None
    _, sets = _character(members, flags)
    return [(ord(c), ord(c)) for c in sets[0]] if sets else None
