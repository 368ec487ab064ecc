"""On which line of a TOML text a value stands. The standard parser keeps no places, and errors need them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]{1,200}|"[^"]{0,200}"|'[^']{0,200}')"""
_DOTTED = rf"{_PART}(?:[ \t]{{0,20}}\.[ \t]{{0,20}}{_PART}){{0,20}}"
_HEADER = re.compile(rf"[ \t]{{0,80}}(?P<open>\[\[?)[ \t]{{0,20}}(?P<key>{_DOTTED})[ \t]{{0,20}}\]")
_KEY = re.compile(rf"[ \t]{{0,80}}(?P<key>{_DOTTED})[ \t]{{0,80}}=")
_BLOCK = re.compile(r"\"\"\"|'''")


def line_of(text: str, wanted: Sequence[str | int]) -> int:
    """Return the 1-based line of the value at `wanted`, a path of keys and list indexes.

    For a value that has no line of its own (missing, or inside an inline table) it is the line of what
    holds it.
    """
    best, line = 0, 1
    for number, path in _places(text):
        if len(path) > best and tuple(wanted[: len(path)]) == path:
            best, line = len(path), number
    return line


def _places(text: str) -> Iterator[tuple[int, KeyPath]]:
    """Yield (line, path) of each table header and each key."""
    table: KeyPath = ()
    tables: Counter[KeyPath] = Counter()
    in_block = False
    for number, line in enumerate(text.splitlines(), start=1):
        was_in_block, in_block = in_block, in_block ^ bool(len(_BLOCK.findall(line)) % 2)
        if was_in_block:
            continue
        if header := _HEADER.match(line):
            table = _parts(header["key"])
            if header["open"] == "[[":
                tables[table] += 1
                table = (*table, tables[table] - 1)
            yield number, table
        elif key := _KEY.match(line):
            yield number, table + _parts(key["key"])


def _parts(dotted: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))
