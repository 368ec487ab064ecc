"""Separators inside a number: dropped where the digits together have the shape of an identifier."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.fold.draft import Edit
from detectors.fold.shapes import is_amount, is_identifier
from detectors.patterns import pattern

_SEPARATOR = r"[ \t\r\n\-_.·,，、/\\|*~+:：;；()（）…]"
#: Digit groups with one to three separators between them.
_RUN = pattern("fold.number-groups", rf"\d{{1,19}}(?:{_SEPARATOR}{{1,3}}\d{{1,19}}){{0,200}}(?:{_SEPARATOR}{{0,3}}[Xx])?(?![A-Za-z0-9])")
_GROUP = re.compile(r"\d+[Xx]?|[Xx]")
_DATE = pattern("fold.date", r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ ,]{1,2}\d{1,2}:\d{2}(?::\d{2})?)?$|\d{1,2}:\d{2}(?::\d{2})?$")
_MOST_GROUPS = 19
_SINGLES = 5


def join_numbers(text: str) -> Iterator[Edit]:
    """Yield the deletion of the separators within each identifier that is written in groups."""
    for run in _RUN.finditer(text):
        yield from _join(text, run.start(), run.group())


def _join(text: str, offset: int, run: str) -> Iterator[Edit]:
    groups = [(offset + g.start(), offset + g.end()) for g in _GROUP.finditer(run)]
    at = 0
    while at < len(groups):
        last = _identifier_from(text, groups, at)
        if last is None:
            at += 1
            continue
        for (_, left_end), (right_start, _) in zip(groups[at:last], groups[at + 1 : last + 1], strict=True):
            yield Edit(left_end, right_start, "")
        at = last + 1


def _identifier_from(text: str, groups: list[tuple[int, int]], first: int) -> int | None:
    """Return the index of the last group of the identifier that begins with group `first`; the longest one wins."""
    start = groups[first][0]
    if is_identifier(text[start : groups[first][1]]):
        return None  # it is one already and needs nobody
    best = None
    digits = text[start : groups[first][1]]
    for index in range(first + 1, min(len(groups), first + _MOST_GROUPS)):
        piece = text[slice(*groups[index])]
        digits += piece
        if len(digits) > 19:
            break
        if is_identifier(piece):
            break  # two numbers in a list stay two
        if is_identifier(digits) and _plausible(text[start : groups[index][1]]):
            best = index
    return best if best is not None else _singles(text, groups, first)


def _plausible(written: str) -> bool:
    return not is_amount(written) and _DATE.match(written) is None


def _singles(text: str, groups: list[tuple[int, int]], first: int) -> int | None:
    """Return the last of five or more groups of one digit each: nobody writes 6 0 5 9 1 3 but to hide a number."""
    last = first
    while last < len(groups) and groups[last][1] - groups[last][0] == 1 and last - first < _MOST_GROUPS:
        last += 1
    return last - 1 if last - first >= _SINGLES else None
