"""Which characters given names are made of, and which they never hold (`tables/given.txt`)."""

from __future__ import annotations

from detectors.people.word_tables import table

_TABLE = table("given")
#: Characters frequent in given names, mainland, Taiwan and Hong Kong, old and young.
FREQUENT = frozenset(_TABLE["frequent"])
#: Function words and what stands after a name.
NEVER = frozenset(_TABLE["never"])
