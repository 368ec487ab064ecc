"""Names of Uyghurs, Kazakhs, Tibetans, Mongols and others, as they are transliterated into Han characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detectors.fold import View
from detectors.guarded import guarded
from detectors.patterns import any_of, pattern
from detectors.people.name_context import RELATIONS
from detectors.people.names import NO_NAME, left_weight, right_weight
from detectors.people.word_tables import table

_TABLE = table("minority")
#: Characters of transliterated names. 欠, 微 and others that get hidden with a dot are not among them.
SOUNDS = "".join(_TABLE["sounds"])
#: Those of them that ordinary words seldom hold, and the parts of Tibetan and Mongol names.
DISTINCT = frozenset(_TABLE["distinct"])
#: Countries, cities and brands that are written with the same characters.
NO_MINORITY = frozenset(_TABLE["no name"])
PARTS = frozenset(_TABLE["parts"])
_DOTTED = guarded("person.dotted", f"[{SOUNDS}]{{2,7}}[·•・][{SOUNDS}]{{2,7}}(?:[·•・][{SOUNDS}]{{2,7}})?")
_JOINED = guarded("person.joined", f"{any_of(PARTS)}{{2}}")
_PLAIN = pattern("person.transliterated", f"[{SOUNDS}]{{3,8}}")


class Minority(NamedTuple):
    """A name in offsets of the text with its score."""

    start: int
    end: int
    score: float


def minority_names(view: View) -> Iterator[Minority]:
    """Yield dotted names anywhere, other forms where a label, a relation word or a verb stands before."""
    text = view.text
    ended = 0
    for match in _DOTTED.each(view):
        ended = match.end()
        yield Minority(_after_relation(text, match.start(), match.end()), match.end(), 0.85)
    for match in _JOINED.each(view):
        if match.start() >= ended and _context(text, *match.span()) >= 2.5:
            yield Minority(*match.span(), 0.85)
    for match in _PLAIN.finditer(text):
        if (left_weight(text, match.start()) or 0) >= 3.5 and right_weight(text, match.end()) not in (
            None,
            NO_NAME,
        ):
            yield Minority(*match.span(), 0.75)


def _after_relation(text: str, start: int, end: int) -> int:
    """Skip a relation word whose characters also occur in names (妈妈, 阿公)."""
    for length in (3, 2):
        if text[start : start + length] in RELATIONS and start + length + 3 < end:
            return start + length
    return start


def _context(text: str, start: int, end: int) -> float:
    return (left_weight(text, start) or 0.0) + (right_weight(text, end) or 0.0)
