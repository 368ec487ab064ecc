"""The tables that the model's streams read, from the detectors' own word tables and the fetched ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detectors.fold import fold
from detectors.people.given_characters import FREQUENT, NEVER
from detectors.people.name_context import AFTER, BEFORE, LABELS, NOT_AFTER, RELATIONS
from detectors.people.surnames import AMBIGUOUS, COMMON, COMPOUND, SINGLE
from detectors.people.titles import TITLES
from detectors.people.word_tables import table as detector_table
from detectors.tagging.lexicon import LONGEST, Lexicon
from detectors.tagging.model import alphabet_of, kinds
from detectors.tagging.streams import Tables
from training.tables import character_counts, counties, table, taiwan, word_counts

#: From how many occurrences on a word is rare, usual, frequent.
_OFTEN = (3_000, 20_000, 200_000)
#: How many characters make up practically all of ordinary text.
_USUAL = 2_600


def tables(characters: str) -> Tables:
    """Return the tables of a model with this alphabet."""
    return Tables(
        alphabet=alphabet_of(characters),
        kinds=kinds(),
        surnames=Lexicon.of(_surnames()),
        given=Lexicon.of(
            {**_rare(), **dict.fromkeys(NEVER, 3), **dict.fromkeys(FREQUENT, 2), **_names_only()}
        ),
        words=Lexicon.of(_words()),
        divisions=Lexicon.of(_divisions()),
        before=Lexicon.of(_cut(_before(), slice(-LONGEST, None))),
        after=Lexicon.of(_cut(_after(), slice(0, LONGEST))),
        parts=Lexicon.of(
            _cut(
                _sections("address", ("units", "roads", "estates", "villages", "divisions")),
                slice(-LONGEST, None),
            )
        ),
        organisations=Lexicon.of(_cut(_sections("employer", ("suffixes", "jobs")), slice(-LONGEST, None))),
    )


def _surnames() -> dict[str, int]:
    single = {name: 1 if name in COMMON else 2 for name in SINGLE}
    return {**single, **dict.fromkeys(AMBIGUOUS, 3), **dict.fromkeys(COMPOUND, 1)}


def _names_only() -> dict[str, int]:
    """Return the other characters that a usual given name may consist of."""
    return {
        character: 1
        for character in table("people")["one"]
        if character not in FREQUENT and character not in NEVER
    }


def _rare() -> dict[str, int]:
    """Return the Han characters that ordinary text hardly ever uses: many of them live on in names."""
    counts = character_counts()
    usual = frozenset(sorted(counts, key=lambda character: -counts[character])[:_USUAL])
    return {chr(point): 4 for point in range(0x3400, 0xA000) if chr(point) not in usual}


def _words() -> dict[str, int]:
    """Return ordinary words with how frequent they are; what looks like a name and is rare is left out."""
    found = {}
    for word, count in word_counts().items():
        often = sum(count >= limit for limit in _OFTEN)
        named = (word[0] in SINGLE and FREQUENT.issuperset(word[1:])) or word[:2] in COMPOUND
        if often > (1 if named else 0):
            found[word] = often
    return found


def _divisions() -> dict[str, int]:
    found: dict[str, int] = {}
    for level, names in (
        (3, (c.name for c in counties())),
        (2, (c.city for c in counties())),
        (1, (c.province for c in counties())),
    ):
        for name in names:
            found |= dict.fromkeys(_short_forms(name, "省市区县旗"), level)
    for city, districts in taiwan():
        for level, places in ((3, districts), (2, (city,))):
            for place in places:
                found |= dict.fromkeys(_short_forms(fold(place).text, "市县区乡镇"), level)
    return found | {fold(name).text: 3 for name in table("hongkong")["districts"]}


def _short_forms(name: str, suffixes: str) -> Iterable[str]:
    """Yield a division as it is written, and without its suffix where two characters or more are left."""
    yield name[:LONGEST]
    if len(name) > 2 and name[-1] in suffixes:
        yield name[:-1][:LONGEST]


def _before() -> dict[str, int]:
    weighed = {word: 3 if weight >= 2.5 else 4 if weight >= 1 else 5 for word, weight in BEFORE.items()}
    return {**weighed, **dict.fromkeys(RELATIONS, 2), **dict.fromkeys(LABELS, 1)}


def _after() -> dict[str, int]:
    weighed = {word: 2 if weight >= 2.5 else 3 if weight >= 1 else 4 for word, weight in AFTER.items()}
    return {**weighed, **dict.fromkeys(NOT_AFTER, 5), **dict.fromkeys(TITLES, 1)}


def _sections(name: str, wanted: tuple[str, ...]) -> dict[str, int]:
    sections = detector_table(name)
    return {word: number for number, title in reversed([*enumerate(wanted, 1)]) for word in sections[title]}


def _cut(words: Mapping[str, int], part: slice) -> dict[str, int]:
    """Keep the part of a longer word that a key can hold; a whole word wins over a part of another."""
    return {**{word[part]: value for word, value in words.items() if len(word) > LONGEST},
            **{word: value for word, value in words.items() if len(word) <= LONGEST}}  # fmt: skip
