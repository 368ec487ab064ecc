"""The numbers that the tables of the names model have for words and characters."""

from __future__ import annotations

import numpy as np

from detectors.tagging.lexicon import LONGEST, Lexicon
from detectors.tagging.model import model

#: The numbers of verbs; with adverbs, pronouns, numerals, function words, times, phrases; and with the frequent nouns.
VERBS = frozenset((4, 5))
NO_NOUN = VERBS | {7, 8, 9, 10, 11, 12, 15}
EVERYDAY = NO_NOUN | {3}
#: The numbers of characters of given names, and of those that hardly anything else is made of.
OF_NAMES, TYPICAL = frozenset((1, 5, 6, 7)), frozenset((6, 7))


def among(lexicon: str, word: str) -> int:
    """Return the number that a lexicon of the model has for a word of one to four characters, 0 for none."""
    if not 1 <= len(word) <= LONGEST or max(word) > "\uffff":
        return 0
    found: Lexicon = getattr(model().tables, lexicon)
    key = int.from_bytes(word.encode("utf-16-be", "surrogatepass"), "big")
    at = int(np.searchsorted(found.keys, np.uint64(key)))
    return int(found.values[at]) if at < len(found.keys) and int(found.keys[at]) == key else 0
