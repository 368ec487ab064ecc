"""Names hidden in part: a star or 某 in the middle (李*军), the rest in pinyin (张wei), one English name after its cue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from string import ascii_letters

from detectors.fold import View
from detectors.guarded import guarded
from detectors.patterns import any_of
from detectors.people.given_characters import NEVER
from detectors.people.minority_names import Minority
from detectors.people.names import left_weight
from detectors.people.surnames import SINGLE
from detectors.people.titles import titled
from detectors.people.word_tables import table

_SURNAME = f"[{''.join(sorted(SINGLE))}]"
#: A surname, something in the place of a character, and a character; a surname and stars alone say too little.
_STARRED = guarded("person.starred", rf"{_SURNAME}[*＊×ｘxX○〇]{{1,2}}(?P<last>[\u3400-\u9fff])")
#: One or two syllables of pinyin behind a surname, in small letters: 张wei, 李xiaoming.
_SYLLABLE = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:[aeiouv]{1,3}(?:ng?|r)?)"
_SPELT = guarded(
    "person.spelt", rf"(?<![\u3400-\u9fffA-Za-z]){_SURNAME}{_SYLLABLE}(?:{_SYLLABLE})?(?![A-Za-z0-9_@])"
)
_MONTHS = frozenset(("april", "may", "june", "august"))
_GIVEN = any_of(
    word.capitalize()
    for word in (*table("english")["given"], *table("english")["more given"])
    if word not in _MONTHS
)
#: Somebody who says or is told a first name only.
_CUED = guarded(
    "person.en.first",
    rf"(?<![A-Za-z])(?i:this is|i am|i'm|it's|my name is|hi|hello|hey|dear|ask|tell|call|ping|cc|regards,|thanks,|from)[ \t,]{{1,2}}"
    rf"(?P<name>{_GIVEN})(?![A-Za-z]|[ \t][A-Z])",
)
#: An English first name among Han characters, alone or after 阿: 阿Ben, 找Vicky问.
_AMONG_HAN = guarded(
    "person.en.among",
    rf"(?<![A-Za-z0-9@._\-])(?P<name>[阿小]?(?:{_GIVEN}))(?=[\u3400-\u9fff，,。：:！!？?、；;]|[ \t][\u3400-\u9fff]|$)",
)
#: And behind it the surname in Han: Lisa张, unless that begins another word.
_BEFORE_HAN = guarded(
    "person.en.before_han",
    rf"(?<![A-Za-z0-9@._\-]){_GIVEN}[ ]?{_SURNAME}(?![\u3400-\u9fff])|(?<![A-Za-z0-9@._\-]){_GIVEN}{_SURNAME}(?=[的说其在已是你您他她电手])",
)
_FAMILY = any_of(table("english")["pinyin"])
#: A whole name in pinyin, syllable by syllable, with Han characters behind it.
_PINYIN = guarded(
    "person.pinyin",
    rf"(?<![A-Za-z0-9@._ \-]){_FAMILY}(?:[ ]{_SYLLABLE}){{1,2}}(?=[ ,，:：]{{1,2}}[\u3400-\u9fff])",
    re.IGNORECASE,
)
_HAN = re.compile("[\u3400-\u9fff]")
#: All but the starred names have some of these.
_LATIN = frozenset(ascii_letters)


def masked_names(view: View) -> Iterator[Minority]:
    """Yield names of which a part is hidden or written in Latin letters, and English first names after a cue."""
    text = view.text
    for match in _STARRED.each(view):
        if (
            match["last"] not in NEVER
            and not titled(text, match.start("last"))
            and (left_weight(text, match.start()) or 0) > 0
        ):
            yield Minority(match.start(), match.end(), 0.8)
    if _LATIN.isdisjoint(view.letters):
        return
    for match in _SPELT.each(view):
        yield Minority(match.start(), match.end(), 0.75)
    for match in _CUED.each(view):
        yield Minority(*match.span("name"), 0.8)
    if _HAN.search(text):
        for match in _AMONG_HAN.each(view):
            if match["name"].lower() not in _MONTHS:
                yield Minority(*match.span("name"), 0.8)
        for match in chain(_BEFORE_HAN.each(view), _PINYIN.each(view)):
            yield Minority(*match.span(), 0.75)
