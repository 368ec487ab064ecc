"""A judge of whole messages: does a reader gather from one that somebody owes, though no rule knows its words?

It weighs single characters and pairs of neighbours; the weights are log odds that add up, learned from texts by several authors
(`training/hints`, `python -m training.judge`), most of them innocent, and many of those with the same words. What it says is for a person
to look at, never enough to block. It reads Chinese only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import repeat
from operator import add
from pathlib import Path
from typing import NamedTuple

from detectors.patterns import pattern

FILE = Path(__file__).with_name("judge.json")
#: The name of what it finds, as of a rule.
JUDGED = "debt.judged"
#: Weights are kept in hundredths.
SCALE = 100
#: Edges of a text, which pairs are made with, too.
START, END = "\x02", "\x03"
_DIGITS = str.maketrans("123456789", "0" * 9, " \t")

#: From which log odds, in hundredths, a text is taken for a hint.
SURE = 100
#: Fewer Chinese characters tell too little.
_FEWEST_HAN = 6
#: A longer text is judged in parts of so many characters, ended where a sentence ends.
_LONGEST = 160
_PART = pattern("debt.judge.part", rf"[\s\S]{{1,{_LONGEST}}}(?:[。！？!?；;\n]|$)|[\s\S]{{1,{_LONGEST}}}")
_CLAUSE = pattern("debt.judge.clause", rf"[^，。！？,!?；;：:\n]{{1,{_LONGEST}}}")


class Weights(NamedTuple):
    """What the judge has learned: log odds of a hint in hundredths, by character or pair, and without any."""

    bias: int
    by_gram: Mapping[str, int]


def grams(text: str) -> set[str]:
    """Return what is weighed of a folded text: its characters and its pairs of neighbours, each once.

    All digits are one, and blanks are none: they come between characters to hide words.
    """
    text = START + text.lower().translate(_DIGITS) + END
    return {*text, *map(add, text, text[1:])}


@cache
def weights() -> Weights:
    """Return the weights, which are part of the package."""
    read = json.loads(FILE.read_text("utf-8"))
    return Weights(read["bias"], read["weights"])


def odds(text: str, by: Weights | None = None) -> int:
    """Return the log odds that a folded text hints at a debt, in hundredths."""
    bias, known = by or weights()
    return bias + sum(map(known.get, grams(text), repeat(0)))


def _han(text: str) -> int:
    return sum("㐀" <= c <= "鿿" for c in text)


def hints(text: str) -> Iterator[tuple[int, int]]:
    """Yield the clause that says most in each part of a folded text that is taken for a hint."""
    for part in _PART.finditer(text):
        said = part.group()
        # Chinese is counted last: of what is not all Latin, most has enough of it, and little is taken for a hint.
        if not said.isascii() and odds(said) >= SURE and _han(said) >= _FEWEST_HAN:
            clauses = list(_CLAUSE.finditer(said))
            best = max(clauses, key=lambda clause: (odds(clause.group()), -clause.start()))
            yield part.start() + best.start(), part.start() + best.end()
