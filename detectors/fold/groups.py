"""Digit groups: runs of digits with separators between them, as people break a long number up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from detectors.fold.shapes import is_complete
from detectors.fold.signs import GAP
from detectors.kept import kept
from detectors.patterns import pattern

#: A group of digits, the last with a check letter; or the check letter alone behind a separator.
_GROUP = pattern("fold.group", rf"[0-9]{{1,64}}(?:[Xx](?![0-9A-Za-z]))?|(?<=[0-9]{GAP})[Xx](?![0-9A-Za-z])")
#: Separators, with the brackets around an area code.
_BETWEEN = pattern("fold.between", rf"[)）]?{GAP}{{0,3}}[(（]?")
#: A cheap look first: digits that something stands between.
PARTED = pattern("fold.parted", rf"[0-9][)(）（]?{GAP}{{0,3}}[)(）（]?(?<![0-9])[0-9Xx]")
#: Fewer digits are no identifier, unless each is written by itself.
_LONG = pattern(
    "fold.long-number",
    rf"[0-9](?:[)(）（]?{GAP}{{0,3}}[)(）（]?[0-9Xx]){{7}}|[0-9](?:{GAP}{{1,3}}[0-9]){{4}}(?![0-9])",
)
_SHORTEST, _FEWEST = 8, 5
_DATE = pattern(
    "fold.date",
    r"(?<![0-9])(?:(?:19|20)[0-9]{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12][0-9]|3[01])"
    r"|(?:0?[1-9]|[12][0-9]|3[01])([-/.])(?:0?[1-9]|[12][0-9]|3[01])\2(?:19|20)[0-9]{2})(?![0-9])",
)
_LONGEST_GAP = 5
_OPENING = frozenset("(（")
_CLOSING = frozenset(")）")


class Run:
    """Groups of one text in order, with what is written between them.

    ``spans`` are offsets of the text; ``digits`` is all of them joined, ``at[i]`` where group i begins in it
    (with one more entry: the end).
    """

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        self.text = text
        self.spans = spans
        self.groups = [text[start:end] for start, end in spans]
        self.digits = "".join(self.groups)
        self.at = [0, *accumulate(map(len, self.groups))]
        self.index = {position: i for i, position in enumerate(self.at)}
        self.gaps = [text[left[1] : right[0]] for left, right in pairwise(spans)]

    @kept
    def complete(self) -> list[bool]:
        """Tell of each group whether it is an identifier in itself."""
        return [len(group) >= 10 and is_complete(group) for group in self.groups]

    @kept
    def dated(self) -> list[bool]:
        """Tell of each group whether it is part of a date such as 2026-11-24."""
        dated = [False] * len(self.spans)
        if len(self.spans) < 3:
            return dated
        starts = {start: i for i, (start, _) in enumerate(self.spans)}
        for date in _DATE.finditer(self.text, self.spans[0][0], self.spans[-1][1]):
            first = starts.get(date.start())
            if first is not None:
                dated[first : first + 3] = [True] * 3
        return dated

    @kept
    def singles_end(self) -> list[int]:
        """For each group, the index behind the row of single digits that begins with it."""
        ends = list(range(len(self.groups) + 1))
        for i in range(len(self.groups) - 1, -1, -1):
            if len(self.groups[i]) == 1 and self.groups[i].isdigit():
                ends[i] = max(ends[i + 1], i + 1)
        return ends[:-1]


def runs(text: str) -> Iterator[Run]:
    """Yield each run of two or more digit groups."""
    if PARTED.search(text) is None or _LONG.search(text) is None:
        return
    spans: list[tuple[int, int]] = []
    for group in _GROUP.finditer(text):
        span = group.span()
        if spans and not _joinable(text, spans[-1], span):
            if _is_long(spans):
                yield Run(text, spans)
            spans = []
        spans.append(span)
    if _is_long(spans):
        yield Run(text, spans)


def _is_long(spans: list[tuple[int, int]]) -> bool:
    size = sum(end - start for start, end in spans)
    return len(spans) > 1 and (size >= _SHORTEST or len(spans) >= _FEWEST)


def _joinable(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Tell whether one number may go on from the group `left` to the group `right`."""
    gap = text[left[1] : right[0]]
    if not 0 < len(gap) <= _LONGEST_GAP or _BETWEEN.fullmatch(gap) is None:
        return False
    if gap.count("\n") > 1 or gap.count("*") > 1 or text[left[1] - 1] in "Xx":
        return False
    if gap[0] in _CLOSING and not _opens(text, left[0]):
        return False
    return gap[-1] not in _OPENING or text[right[1] : right[1] + 1] in _CLOSING


def bracketed(run: Run, first: int) -> bool:
    """Tell whether group `first` stands in brackets that only hold it, as the area code in (021)60128421."""
    start, end = run.spans[first]
    return _opens(run.text, start) and run.text[end : end + 1] in _CLOSING


def _opens(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in _OPENING


def is_thousands(groups: list[str], gaps: list[str]) -> bool:
    """Tell whether the groups are one amount with thousands separators."""
    return (
        all(gap in (",", "，") for gap in gaps)
        and len(groups[0]) <= 3
        and all(len(group) == 3 for group in groups[1:])
    )


def is_dotted_quad(groups: list[str], gaps: list[str]) -> bool:
    """Tell whether the groups are an IPv4 address."""
    return len(groups) == 4 and set(gaps) == {"."} and all(len(g) <= 3 and int(g) <= 255 for g in groups)
