"""English addresses: a house number and a street, flat and building before them, city and ZIP after."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.fold import View
from detectors.guarded import guarded
from detectors.patterns import any_of, pattern
from detectors.people.address_spans import Span
from detectors.people.word_tables import table

_STREET = any_of(table("address")["streets"])
_WORD = r"(?:[A-Z][A-Za-z'.-]{0,15}|[0-9]{1,3}(?:st|nd|rd|th))"
_UNIT = (
    r"(?:(?:Flat|Room|Rm|Unit|Apt|Apartment|Suite|Ste|Block|Blk|Tower|Building|Bldg|Floor|House"
    r"|Shop)\.?[ \t]{1,2}#?[A-Za-z0-9]{1,6}"
    r"|[0-9]{1,3}(?:st|nd|rd|th)?[ \t]?/?[ \t]?(?:F|Floor)|[0-9]{1,5}[A-Z]?"
    rf"|{_WORD}(?:[ \t]{_WORD}){{0,3}}[ \t](?:Building|House|Court|Mansion|Estate|Centre|Center"
    rf"|Tower|Garden|Gardens|Plaza|Heights))"
)
_PLACE = (
    rf"(?:{_WORD}(?:[ \t]{_WORD}){{0,2}}(?:[ \t][0-9]{{4,6}}(?:-[0-9]{{4}})?)?|[A-Z]{{1,2}}[0-9]{{1,2}}"
    rf"[A-Z]?[ \t][0-9][A-Z]{{2}})"
)
_AFTER_UNIT = (
    r"(?:,?[ \t]{1,2}(?:Apt|Apartment|Unit|Suite|Ste|Flat|Room|Floor)\.?[ \t]{1,2}#?[A-Za-z0-9]{1,6}"
    r"|,?[ \t]?#[0-9A-Za-z]{1,6})"
)
STREET = guarded(
    "address.en.street",
    rf"(?<![0-9A-Za-z])(?:{_UNIT},[ \t]{{1,2}}){{0,5}}(?:(?:No\.?[ \t]?)?[0-9]{{1,5}},?[ \t]{{1,2}}(?:Lane|Alley)[ \t]{{1,2}})?"
    rf"(?:No\.?[ \t]?)?[0-9]{{1,5}}[A-Z]?(?:-[0-9]"
    rf"{{1,5}})?,?[ \t]{{1,2}}(?:{_WORD}[ \t]{{1,2}}){{1,4}}{_STREET}(?![a-z])\.?"
    rf"{_AFTER_UNIT}{{0,2}}(?:,[ \t]{{1,2}}{_PLACE}){{0,5}}",
)
_OFFICE = pattern(
    "address.en.office",
    r"(?i:our|office|branch|court|bank|located at|visit us|hotel|store|headquarters|meeting"
    r"|venue)[^.;\n]{0,20}\Z",
)


def english_addresses(view: View) -> Iterator[Span]:
    """Yield English addresses that have a street with a number, unless they are an office of the sender's."""
    text = view.text
    for match in STREET.each(view):
        if not _OFFICE.search(text, max(0, match.start() - 28), match.start()):
            yield Span(match.start(), match.end(), 0.85)
