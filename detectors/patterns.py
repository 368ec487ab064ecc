"""Every regular expression of the detectors is made here, so that a test can prove each of them safe.

Two rules make a pattern safe to run on hostile text: its quantifiers are bounded, and the number of ways in which
it can match at one position is small. `tests/detectors/test_patterns.py` checks both on every registered pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from detectors.lazy import Expression

REGISTERED: dict[str, Expression] = {}

#: What may stand between the characters of a word that somebody wants to hide, as in 欠·款 or 欠 款.
_GAP = r"[ \t·.。*_~\-—/|]{0,2}"


def pattern(name: str, expression: str, flags: int = 0) -> Expression:
    """Register `expression` under `name` (``recognizer.purpose``, unique). It is compiled when it is first needed.

    It gets a look ahead for what a match may begin with, which changes nothing but the time that it takes.
    """
    made = REGISTERED.get(name)
    if made is None:
        made = REGISTERED[name] = Expression(name, expression, flags)
    elif (made.written, made.flags) != (expression, flags):
        raise ValueError(f"two detector patterns are called {name}")
    return made


def compile_all() -> None:
    """Compile every pattern now, so that no message has to wait for it."""
    for expression in REGISTERED.values():
        expression.compile()


def loose(word: str) -> str:
    """Return an expression for `word` that sees through one or two separators between Han characters."""
    parts = [re.escape(word[0])]
    for left, right in pairwise(word):
        both_ascii = left.isascii() and right.isascii()
        parts.append(re.escape(right) if both_ascii else _GAP + re.escape(right))
    return "".join(parts)


def any_of(words: Iterable[str], *, through_gaps: bool = False) -> str:
    """Return a non-capturing alternation of `words`, longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(loose(w) if through_gaps else re.escape(w) for w in ordered) + ")"
