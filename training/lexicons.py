"""The tables that the model's streams read, from the detectors' own word tables and the fetched ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from detectors.fold import fold
from detectors.people.given_characters import FREQUENT, NEVER
from detectors.people.name_context import AFTER, BEFORE, LABELS, NOT_AFTER, RELATIONS
from detectors.people.surnames import AMBIGUOUS, COMMON, COMPOUND, SINGLE
from detectors.people.titles import TITLES
from detectors.people.word_tables import table as detector_table
from detectors.tagging.lexicon import LONGEST, Lexicon
from detectors.tagging.model import alphabet_of, kinds
from detectors.tagging.streams import Tables
from training.tables import Entry, character_counts, counties, dictionary, table, taiwan, word_counts

#: From how many occurrences on a word is rare, usual, frequent.
_OFTEN = (3_000, 20_000, 200_000)
#: The same for the count in the dictionary.
_WRITTEN = (10, 300, 3_000)
_KNOWN_NAMES = ("big", "real-like", "tw big", "hk big")
_SERVICES = ("industries", "brief", "tw ends", "hk ends")
_PLACES_OF_WORK = ("plants", "shops", "small", "public", "units")
_UNKNOWN = Entry(0, "?")
_NAMES = frozenset(("nr", "nrt", "nrfg"))
#: Numbers for the parts of speech; frequent nouns and verbs have the next number.
_GROUPS = ("minority", "n", "n+", "v", "v+", "a", "d", "r", "m", "c", "t", "i", "ns", "nz", "vn")
_MINORITY, _OTHER = 1, 2
_SAME = {
    "z": "a", "b": "a", "ad": "d", "an": "n", "q": "m", "mq": "m", "p": "c", "u": "c", "y": "c", "e": "c", "o": "c", "f": "t", "s": "t",
    "l": "i", "j": "i", "nt": "nz", "rr": "r", "vi": "v", "vq": "v", "vd": "v", "ng": "n", "vg": "v", "ag": "a", "tg": "t",
}  # fmt: skip
_PARTS = {
    part: _GROUPS.index(_SAME.get(part, part)) + 1
    for part in (*_SAME, "n", "v", "a", "d", "r", "m", "c", "t", "i", "ns", "nz", "vn")
}
#: How many characters make up practically all of ordinary text.
_USUAL = 2_600
#: Among how many of the most frequent characters one is in every sentence, and from which on it is seldom seen outside of names.
_EVERYDAY, _BOOKISH = 450, 1_300


def tables(characters: str) -> Tables:
    """Return the tables of a model with this alphabet."""
    return Tables(
        alphabet=alphabet_of(characters),
        kinds=kinds(),
        surnames=Lexicon.of(_surnames()),
        given=Lexicon.of({**_rare(), **_given(), **_names_only()}),
        words=Lexicon.of(_words()),
        divisions=Lexicon.of(_divisions()),
        before=Lexicon.of(_cut(_before(), slice(-LONGEST, None))),
        after=Lexicon.of(_cut(_after(), slice(0, LONGEST))),
        parts=Lexicon.of(_cut(_address_parts(), slice(-LONGEST, None))),
        organisations=Lexicon.of(_cut(_organisations(), slice(-LONGEST, None))),
    )


def _surnames() -> dict[str, int]:
    rank = _ranks()
    single = {name: 1 if name in COMMON else 2 if rank.get(name, _USUAL) < _BOOKISH else 5 for name in SINGLE}
    rare = {name: 6 for name in table("people")["rare surnames"] if name not in single}
    return {**rare, **single, **dict.fromkeys(AMBIGUOUS, 3), **dict.fromkeys(COMPOUND, 1)}


@cache
def _ranks() -> dict[str, int]:
    """Return the place of each Han character by how frequent it is in ordinary text, 0 the most frequent."""
    counts = character_counts()
    ranked = sorted(counts, key=lambda character: (-counts[character], character))
    return {character: place for place, character in enumerate(ranked)}


def _given() -> dict[str, int]:
    """Return the characters of given names by how much they are nothing else, and those that no name has."""
    rank = _ranks()
    places = {character: rank.get(character, _USUAL) for character in sorted(FREQUENT)}
    graded = {c: 2 if place < _EVERYDAY else 5 if place < _BOOKISH else 6 for c, place in places.items()}
    strong = {c: 7 for c in table("people")["strong"] if c not in NEVER}
    return {**graded, **strong, **dict.fromkeys(NEVER, 3)}


def _names_only() -> dict[str, int]:
    """Return the other characters that a usual given name may consist of."""
    return {
        character: 1
        for character in table("people")["one"]
        if character not in FREQUENT and character not in NEVER and character not in table("people")["strong"]
    }


def _rare() -> dict[str, int]:
    """Return the Han characters that ordinary text hardly ever uses: many of them live on in names."""
    rank = _ranks()
    return {chr(p): 4 for p in range(0x3400, 0xA000) if rank.get(chr(p), _USUAL) >= _USUAL}


def _words() -> dict[str, int]:
    """Return ordinary words with their part of speech; what looks like a name and is rare is left out."""
    counts, entries = word_counts(), dictionary()
    found = {}
    for word in sorted({*counts, *entries}):
        count, entry = counts.get(word, 0), entries.get(word, _UNKNOWN)
        if not 2 <= len(word) <= LONGEST or entry.part in _NAMES or max(word) > "\u9fff":
            continue
        often = max(sum(count >= limit for limit in _OFTEN), sum(entry.times >= limit for limit in _WRITTEN))
        named = (word[0] in SINGLE and FREQUENT.issuperset(word[1:])) or word[:2] in COMPOUND
        if often > (1 if named else 0):
            found[word] = _PARTS.get(entry.part, _OTHER) + (often > 1 and entry.part in "nv")
    parts = {fold(part).text for section in table("minorities").values() for part in section}
    return found | {part: _MINORITY for part in sorted(parts)[::2] if 1 < len(part) <= LONGEST}


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


def _address_parts() -> dict[str, int]:
    """Return what an address is made of, and what stands in one that is told by its surroundings."""
    told: dict[str, int] = {}
    for number, what in enumerate(("dwellings", "where", "things"), 6):
        for region in ("cn", "tw", "hk"):
            told |= {fold(word).text: number for word in table("landmarks")[f"{region} {what}"]}
    return {**told, **_sections("address", ("units", "roads", "estates", "villages", "divisions"))}


def _organisations() -> dict[str, int]:
    """Return how names of organisations end, jobs, and every other well-known name: the model is to do without as well."""
    names = table("organisations")
    found: dict[str, int] = {}
    for number, sections in ((5, _KNOWN_NAMES), (4, _SERVICES), (3, _PLACES_OF_WORK)):
        for section in sections:
            words = names[section][::2] if number == 5 else names[section]
            found |= {fold(word).text: number for word in words if len(word) > 1}
    return {**found, **_sections("employer", ("suffixes", "jobs"))}


def _sections(name: str, wanted: tuple[str, ...]) -> dict[str, int]:
    sections = detector_table(name)
    return {word: number for number, title in reversed([*enumerate(wanted, 1)]) for word in sections[title]}


def _cut(words: Mapping[str, int], part: slice) -> dict[str, int]:
    """Keep the part of a longer word that a key can hold; a whole word wins over a part of another."""
    return {**{word[part]: value for word, value in words.items() if len(word) > LONGEST},
            **{word: value for word, value in words.items() if len(word) <= LONGEST}}  # fmt: skip
