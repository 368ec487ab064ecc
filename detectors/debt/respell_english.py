"""English debt words with digits or gaps in them: 0verdue, o.w.e.s, l0an, p a s t d u e."""

from __future__ import annotations

import re

from detectors.debt.lexicon import words
from detectors.patterns import pattern

_WORDS = words(
    "overdue owes owed owe loans loan debts debt default accounts account unpaid collections borrowed balance "
    "repay delinquent lawsuit blacklisted"
)
#: Words of two parts, written back with the space that their rules look for.
_PAIRS = {"pastdue": "past due", "indefault": "in default", "creditcard": "credit card"}
_LOOKALIKES = {"o": "o0", "l": "l1|", "i": "i1!", "e": "e3", "a": "a4@", "s": "s5$", "t": "t7", "b": "b8"}
_GAP = r"[ .\-_*·]{0,2}"


def _letter(char: str) -> str:
    return f"[{re.escape(_LOOKALIKES.get(char, char))}]"


def _spelled(word: str) -> str:
    return r"(?<![A-Za-z0-9])" + _GAP.join(map(_letter, word)) + r"(?![A-Za-z0-9])"


PLAIN = (*_WORDS, *_PAIRS.values())
#: One group a word, in the order of `PLAIN`.
EXPRESSION = "|".join(f"({_spelled(word)})" for word in (*_WORDS, *_PAIRS))
#: A cheap test that spares plain English the full one: a digit beside a letter, or letters set apart.
SUSPECT = pattern(
    "debt.respell_english_suspect",
    r"[A-Za-z][013457@!$|8][A-Za-z]|(?<![A-Za-z0-9])[01358@$][A-Za-z]{2}|[A-Za-z][45078][ ,.]"
    r"|(?<![A-Za-z0-9])[A-Za-z0][ .\-_*·]{1,2}[A-Za-z0-9][ .\-_*·]{1,2}[A-Za-z0-9](?![A-Za-z0-9])",
)
SPELLINGS = pattern("debt.respell_english", EXPRESSION, re.IGNORECASE)
