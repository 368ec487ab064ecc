"""Chinese numerals, turned into digits where they are read digit by digit as a number."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.fold.draft import Edit
from detectors.fold.shapes import counts_up, is_strong
from detectors.fold.signs import GAP
from detectors.patterns import pattern

#: Chinese numerals that can be a digit.
NUMERALS = "零〇○一二三四五六七八九壹贰叁参叄肆伍陆柒捌玖弌弍弎幺两俩拐洞勾"
_VALUES = "00012345678912333456789123122709"
_TO_DIGITS = str.maketrans(NUMERALS, _VALUES)
#: Fewer digits than this are a word: 三分之一, 一一对应, 二零二六年.
_SHORTEST = 5
#: From this length on a unit beside the number does not make it an amount.
_LONG = 11
_MASK = "○○○○"
_RUN = pattern("fold.numeral-run", rf"[0-9{NUMERALS}](?:{GAP}{{0,2}}[0-9{NUMERALS}]){{{_SHORTEST - 1},400}}")
NUMERAL = pattern("fold.numeral", rf"[{NUMERALS}]")
_UNITS = frozenset("十百千万亿兆拾佰仟廿卅")
_WEEK = ("周", "星期", "礼拜")
#: 一 drawn as a dash between the groups of a mobile: 138一1234一5678.
_STROKES = pattern("fold.strokes", r"1[3-9][0-9]一{1,2}[0-9]{4}一{1,2}[0-9]{4}(?![0-9])")
#: How many numerals at the two ends may belong to words beside the number: 打13812345678一直没人接.
_ENDS = ((0, 1), (1, 0), (0, 2), (2, 0), (1, 1))


def fold_numerals(text: str) -> Iterator[Edit]:
    """Yield the digits for each run of Chinese numerals, digits and single separators that is a number."""
    for run in _RUN.finditer(text):
        body = run.group()
        if NUMERAL.search(body) is None:
            continue
        if _STROKES.fullmatch(body):
            yield Edit(run.start(), run.end(), body.replace("一", "-"))
        elif (span := _number(text, run.start(), body)) is not None:
            start, end = span
            yield Edit(start, end, text[start:end].translate(_TO_DIGITS))


def _number(text: str, offset: int, body: str) -> tuple[int, int] | None:
    """Return the span of `text` that is a number within the run `body`, or None when it is words."""
    if _MASK in body:
        return None
    at = [offset + i for i, character in enumerate(body) if character in NUMERALS or character.isdigit()]
    digits = "".join(text[i] for i in at).translate(_TO_DIGITS)
    if is_strong(digits):
        return at[0], at[-1] + 1
    first, last = _strong_core(text, at, digits) or _without_loose_ends(text, at)
    if last - first < _SHORTEST:
        return None
    span = at[first], at[last - 1] + 1
    return None if _is_words(text, span, digits[first:last]) else span


def _strong_core(text: str, at: list[int], digits: str) -> tuple[int, int] | None:
    """Return which digits are a strong identifier once up to two numerals at the ends are left out."""
    for left, right in _ENDS:
        last = len(at) - right
        ends = [text[i] for i in (*at[:left], *at[last:])]
        if all(character in NUMERALS for character in ends) and is_strong(digits[left:last]):
            return left, last
    return None


def _without_loose_ends(text: str, at: list[int]) -> tuple[int, int]:
    """Leave out a numeral at either end that only leans on a group of digits, as in 尾号12345 一共."""
    first, last = 0, len(at)
    if text[at[-1]] in NUMERALS and all(text[i].isdigit() for i in at[-4:-1]):
        last -= 1
    if text[at[0]] in NUMERALS and all(text[i].isdigit() for i in at[1:4]):
        first += 1
    return first, last


def _is_words(text: str, span: tuple[int, int], digits: str) -> bool:
    """Tell whether the run counts or is part of an amount rather than being read digit by digit."""
    start, end = span
    if NUMERAL.search(text, start, end) is None:
        return True
    if len(digits) >= _LONG:
        return False
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return not _UNITS.isdisjoint(beside) or counts_up(digits) or text[:start].endswith(_WEEK)
