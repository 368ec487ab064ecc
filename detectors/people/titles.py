"""Forms of address that follow a name. A surname with a title alone (王先生) identifies nobody."""

from __future__ import annotations

from detectors.people.word_tables import table, weights

#: Titles that follow a full name, with the weight of the evidence that what stands before is one.
TITLES = weights("titles")
#: Titles that are also given names.
_ALSO_GIVEN = frozenset("君伯董")
#: What may stand right after a surname so that the two are no name: 王总, 李老师, 张某某.
_AFTER_SURNAME = (*(t for t in TITLES if t not in _ALSO_GIVEN), *table("roles")["after surname"])
#: The same by their first characters: nearly always there is none to try.
_BY_FIRST = {
    first: tuple(t for t in _AFTER_SURNAME if t[0] == first) for first in {t[0] for t in _AFTER_SURNAME}
}


def titled(text: str, at: int) -> bool:
    """Tell whether something stands there that right after a surname makes the two no name."""
    return text.startswith(_BY_FIRST.get(text[at : at + 1], ()), at)
