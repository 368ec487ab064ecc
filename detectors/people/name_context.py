"""What stands before and after a name: labels, relation words, verbs, titles; each with its weight.

Weights add up (see `detectors.people.names`). 3 says a name by itself, 2 needs a plausible name, 1 needs a
good one with something on the other side, less only says that a word ends or begins here.
"""

from __future__ import annotations

from detectors.people.titles import TITLES
from detectors.people.word_tables import table, weights

_ROLES = table("roles")
LABELS = frozenset(_ROLES["labels"])
RELATIONS = frozenset(_ROLES["relations"])
#: Words before a candidate that say it is no third person's name, or no name at all.
NOT_BEFORE = frozenset(_ROLES["not before"])
#: What follows directly shows that the candidate is a place, an organisation or a thing.
NOT_AFTER = frozenset(_ROLES["not after"])
#: What may stand directly before a name, with its weight.
BEFORE = {**weights("before"), **dict.fromkeys(RELATIONS, 2.5), **dict.fromkeys(LABELS, 2.5)}
#: What may stand directly after a name, with its weight.
AFTER = {**weights("after"), **TITLES}
#: What may stand after a name and a comma or a blank, with its weight.
ASIDE = weights("aside")
