"""Every regular expression of the detectors is compiled here, so that a test can prove each of them safe.

Two rules make a pattern safe to run on hostile text: its quantifiers are bounded, and the number of ways in which
it can match at one position is small. `tests/detectors/test_patterns.py` checks both on every registered pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from detectors.expressions import led

REGISTERED: dict[str, re.Pattern[str]] = {}

#: What may stand between the characters of a word that somebody wants to hide, as in 欠·款 or 欠 款.
_GAP = r"[ \t·.。*_~\-—/|]{0,2}"


def pattern(name: str, expression: str, flags: int = 0) -> re.Pattern[str]:
    """Compile `expression` and register it under `name` (``recognizer.purpose``, unique).

    It is compiled with a look ahead for what a match may begin with, which changes nothing but the time that it takes.
    """
    expression = led(expression, flags)
    if name in REGISTERED and REGISTERED[name].pattern != expression:
        raise ValueError(f"two detector patterns are called {name}")
    REGISTERED[name] = compiled = re.compile(expression, flags)
    return compiled


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
