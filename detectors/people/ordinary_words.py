"""Ordinary words, brands, places and public figures that are no names (`tables/ordinary.txt`)."""

from __future__ import annotations

from detectors.people.word_tables import table

_TABLE = table("ordinary")
#: A candidate that is one of these, or begins with one of these, is no name unless a label says so.
NOT_A_NAME = frozenset(_TABLE["not a name"])
#: Words of two characters whose second one is a surname: what begins there is the tail of a word.
TAIL_OF_WORD = frozenset(_TABLE["tail of word"])
#: Words of two characters that often follow a name: a candidate that would end inside one is too long.
STRADDLING = frozenset(_TABLE["straddling"])
