"""The proof that a recognizer carries: what it must catch and what it must avoid.

A proof line is an ordinary text in which each expected finding is put between 〔 and 〕, with the entity
type before a bar when it is not the recognizer's first: ``"他欠〔DEBT_AMOUNT|3000元〕"``. The test suite runs
every line of every registered recognizer, so a recognizer cannot land without its evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MARK = re.compile(r"〔(?:([A-Z_]{2,40})\|)?([^〔〕]{1,400})〕")


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that a proof line asks for, in code points of the unmarked text."""

    entity_type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Texts with marked findings (`catch`) and texts that must give none of the recognizer's types (`avoid`)."""

    catch: tuple[str, ...] = field(default=())
    avoid: tuple[str, ...] = field(default=())


def parse(line: str, default_type: str) -> tuple[str, list[Expected]]:
    """Split a marked line into its plain text and the findings that it asks for."""
    plain: list[str] = []
    expected: list[Expected] = []
    position = length = 0
    for mark in _MARK.finditer(line):
        before = line[position : mark.start()]
        plain += (before, mark.group(2))
        start = length + len(before)
        length = start + len(mark.group(2))
        expected.append(Expected(mark.group(1) or default_type, start, length))
        position = mark.end()
    plain.append(line[position:])
    return "".join(plain), expected
