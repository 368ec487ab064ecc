"""Family names by frequency (`tables/surnames.txt`)."""

from __future__ import annotations

from detectors.people.word_tables import table

_TABLE = table("surnames")
#: The most frequent single-character surnames, which cover about six people in seven.
COMMON = frozenset(_TABLE["common"])
SINGLE = COMMON | frozenset(_TABLE["other"])
#: Characters that are surnames but more often ordinary words; alone they are weaker evidence.
AMBIGUOUS = frozenset(_TABLE["ambiguous"])
COMPOUND = frozenset(_TABLE["compound"])
