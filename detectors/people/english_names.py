"""English and romanised names: after a title, a label, a relation word or a verb of inquiry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase

from detectors.fold import View
from detectors.guarded import Guarded, guarded
from detectors.patterns import any_of, pattern
from detectors.people.minority_names import Minority
from detectors.people.word_tables import table

_PART = (
    r"(?:O'[A-Z][a-z]{1,15}|D'[A-Z][a-z]{1,15}|Ma?c[A-Z][a-z]{1,15}|[A-Z][a-z]{1,15}|[A-Z]{2,15})(?:"
    r"[-'’][A-Za-z][a-z]{0,15})?"
)
_FULL = (
    rf"{_PART}(?:[ \t]{{1,2}}[A-Z]\.?)?(?:,?[ \t]{{1,2}}(?:(?:de|van|von|bin|binti|la|al)[ \t])?"
    rf"{_PART}){{1,3}}"
)
_TABLE = table("english")
_BEFORE = any_of(w.replace("_", " ") for w in _TABLE["before"])
_RELATION = any_of(_TABLE["relations"])
_LABEL = any_of(w.replace("_", " ") for w in _TABLE["labels"])
_ASCII = r"(?<![0-9A-Za-z])"
_TITLED = guarded(
    "person.en.title",
    rf"{_ASCII}(?:Mr|Mrs|Ms|Miss|Dr|Mdm|Madam|MR|MRS|MS|Messrs|Mx)\.?[ \t]{{1,2}}({_FULL})(?![a-z])",
)
_LABELLED = guarded(
    "person.en.label", rf"{_ASCII}(?i:{_LABEL})[ \t]{{0,2}}[:：=|-][ \t]{{0,3}}({_FULL})(?![a-z])"
)
_RELATED = guarded(
    "person.en.relation",
    rf"{_ASCII}(?i:your|his|her|their|our|my|the debtor's)[ \t]{{1,2}}(?i:{_RELATION})[, \t]{{1,3}}("
    rf"{_FULL}|{_PART})(?![a-z])",
)
_ASKED = guarded("person.en.verb", rf"{_ASCII}(?i:{_BEFORE})[ \t]{{1,2}}({_FULL})(?![a-z])")
_ACTING = guarded(
    "person.en.subject",
    rf"{_ASCII}({_PART}[ \t]{{1,2}}(?:[A-Z]\.?[ \t]{{1,2}})?{_PART})(?:'s[ \t]{{1,2}}(?:debt"
    rf"|loan|account|phone|number|address|balance|employer|wife|husband"
    r"|mother|father|friend|payment|card|case)|[ \t]{1,2}(?:owes|owe|has not paid|hasn't paid"
    r"|is overdue|is past due|defaulted|is behind|borrowed|lives|works|still lives))",
)
#: A romanised family name first, as in Lau Siu Fung, or last, as in Peter Lau.
_FAMILY = any_of(word.capitalize() for word in _TABLE["families"])
_ROMANISED = (
    rf"(?:(?:{_FAMILY}|{_FAMILY.upper()})(?:,?[ \t][A-Z][A-Za-z]{{0,11}}(?:-[A-Za-z]{{1,11}})?){{1,2}}"
    rf"|[A-Z][a-z]{{1,14}}(?:[ \t][A-Z][a-z]{{1,14}}){{0,2}}[ \t]{_FAMILY})"
)
_ALONE = guarded("person.en.romanised", rf"{_ASCII}({_ROMANISED})(?![A-Za-z])(?=[ \t,，:：;(（|/\-])")
_AT_START = guarded(
    "person.en.at_start",
    rf"(?:^|(?<=[\n,，;；。：:(（\t]))({_FULL})(?![A-Za-z])(?=[ \t,，:：;(（|/\-])",
    re.MULTILINE,
)
#: What somebody is reached or known by, behind a name: Lau Siu Fung, HKID D457720(6).
_KNOWN_BY = pattern(
    "person.en.known_by",
    r"[ \t,，:：;(（|/\-]{1,3}(?:at |on )?"
    r"(?P<label>(?i:HKID|HK ID|ID|NRIC|passport|tel|telephone|phone|mobile|cell|whatsapp|contact)"
    r"(?i: no| number| card)?\.?[:：#]?[ \t]{0,2})?"
    r"(?:[A-Z]{1,2}[0-9]{6}|[A-Z][0-9]{8,9}|[(（+]?[0-9*]{4,18}[ \-)]{0,2}[0-9*]{3,4})",
)
#: Words in capitals that are no part of a name.
_NO_NAME = frozenset(_TABLE["no name"])
_HONG_KONG = pattern("person.en.hong_kong", r"hong[ -]kong", re.IGNORECASE)
_PLACES = frozenset(place.replace("_", " ") for place in _TABLE["places"])
_OWNER = pattern("person.en.owner", r"['’]s(?![a-z])")
_WORDS = pattern("person.en.words", r"[A-Za-z'’]{1,40}")
#: All of these names have a word with a capital, and a blank beside it.
_CAPITALS, _BLANKS = frozenset(ascii_uppercase), frozenset(" \t")


def english_names(view: View) -> Iterator[Minority]:
    """Yield English and romanised names of two words or more; of one word only after a relation word."""
    if _CAPITALS.isdisjoint(view.letters) or _BLANKS.isdisjoint(view.letters):
        return
    text = view.text
    for expression, score in (
        (_TITLED, 0.85),
        (_LABELLED, 0.85),
        (_RELATED, 0.85),
        (_ASKED, 0.8),
        (_ACTING, 0.8),
    ):
        for match in expression.each(view):
            if (span := _trimmed(text, match, expression)) is not None:
                yield Minority(*span, score)
    for expression in (_ALONE, _AT_START):
        for match in expression.each(view):
            known = _KNOWN_BY.match(text, match.end())
            if known and (known["label"] or expression is _ALONE):
                span = _trimmed(text, match, expression)
                if span is not None and span[1] == match.end(1):
                    yield Minority(*span, 0.8)


def _trimmed(text: str, match: re.Match[str], by: Guarded) -> tuple[int, int] | None:
    """Cut the span before the first word that is no part of a name; None when too little of it is left."""
    start, end = match.span(1)
    if by is _ASKED and (comma := text.find(",", start, end)) > 0:  # Hi Megan, Daniel's loan …
        end = comma
    if owned := _OWNER.search(text, start, end):
        end = owned.start()
    count = 0
    for word in _WORDS.finditer(text, start, end):
        if word.group().lower() in _NO_NAME or _HONG_KONG.match(text, word.start()):
            end = word.start()
            break
        count += 1
    if text[start:end].rstrip(" \t,") in _PLACES:
        return None
    single = by is _RELATED
    if count < (1 if single else 2):
        return None
    return start, start + len(text[start:end].rstrip(" \t,"))
