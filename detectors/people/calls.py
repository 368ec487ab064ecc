"""Somebody called by a familiar name at the head of a message: 小芳，你… 强子，哥劝你一句."""

from __future__ import annotations

from detectors.patterns import pattern
from detectors.people.known_words import OF_NAMES, TYPICAL, among
from detectors.people.name_context import RELATIONS
from detectors.people.ordinary_words import NOT_A_NAME
from detectors.people.titles import TITLES
from detectors.people.unsure import looks_given
from detectors.people.word_tables import table

#: Two characters, a mark behind them, and soon somebody who is spoken to.
_CALL = pattern(
    "person.call",
    r"\A\s{0,3}(?P<name>[㐀-鿿]{2})(?:[啊呀哎]?[，,、!！~：:…]{1,3}[ ]?|[啊呀哎][ ]?)(?=[^。！？!?\n]{0,10}[你您妳咱])"
    r"|\A\s{0,3}(?P<bare>[㐀-鿿]{2})(?=[你妳您我](?!们|們|好))",
)
#: Words that begin or end like that and are said to anybody.
_ANYBODY = frozenset(table("calls")["anybody"])


def call(text: str) -> tuple[int, int] | None:
    """Return the name that somebody is called by at the head of `text`; None where nobody is."""
    match = _CALL.match(text)
    if match is None:
        return None
    group = "name" if match["name"] else "bare"
    return match.span(group) if _familiar(match[group], alone=group == "name") else None


def _familiar(name: str, *, alone: bool) -> bool:
    """Tell whether two characters are a familiar form of a name; or, where a mark stands behind them, a given name and no word."""
    if name in NOT_A_NAME or name in RELATIONS or name in TITLES or name in _ANYBODY:
        return False
    if name[0] in "小阿":
        return among("given", name[1]) in OF_NAMES
    if name[1] in "子儿" or name[0] == name[1]:
        return among("given", name[0]) in TYPICAL
    return alone and not among("words", name) and looks_given(name)
