"""Chinese numerals, and digits spelled as words or letters, where they form a number of an identifier's length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.fold.draft import Edit
from detectors.fold.shapes import is_strict_identifier
from detectors.patterns import any_of, pattern

_NUMERALS = dict(zip("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖弌弍弎幺两俩拐洞勾叄", "00123456789123456789123122 7093".replace(" ", ""), strict=True))  # fmt: skip
_HAN = "".join(_NUMERALS)
_TO_DIGITS = str.maketrans(_NUMERALS)
#: Fewer digits than this are a word: 三分之一, 一一对应, 二零二六年.
_SHORTEST = 5
_GAP = r"[ \t,，、.·\-_/]"
_RUN = pattern("fold.numeral-run", rf"[0-9{_HAN}](?:{_GAP}?[0-9{_HAN}]){{{_SHORTEST - 1},400}}")
_HAS_HAN = re.compile(f"[{_HAN}]")
_UNITS = frozenset("十百千万亿拾佰仟元块点分角")

_WORDS = {
    "ling": "0", "dong": "0", "yao": "1", "yi": "1", "er": "2", "liang": "2", "san": "3", "si": "4", "wu": "5", "liu": "6",
    "qi": "7", "guai": "7", "ba": "8", "jiu": "9", "gou": "9", "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_WORD = any_of(_WORDS)
_SPELLED = pattern("fold.spelled-digits", rf"(?<![A-Za-z]){_WORD}(?:[ ,，、.\-]{{1,2}}{_WORD}){{6,24}}(?![A-Za-z])", re.I)
_WORD_ALONE = pattern("fold.spelled-digit", _WORD, re.I)

_LETTERS = str.maketrans("OoQDlI|iBSZz", "000011118522")
_TOKEN = pattern("fold.lettered-number", r"(?<![A-Za-z0-9_])(?=[0-9OoQDlI|iBSZzXx]{0,18}\d)[0-9OoQDlI|iBSZzXx]{11,19}(?![A-Za-z0-9_])")


def fold_numerals(text: str) -> Iterator[Edit]:
    """Yield the digits for runs of Chinese numerals (mixed with digits and single separators) of at least 5."""
    if _HAS_HAN.search(text) is None:
        return
    for run in _RUN.finditer(text):
        body = run.group()
        if _HAS_HAN.search(body) and not _is_words(text, run):
            yield Edit(run.start(), run.end(), body.translate(_TO_DIGITS))


def _is_words(text: str, run: re.Match[str]) -> bool:
    """Tell whether the run is counting or an amount in words rather than a number that is read digit by digit."""
    beside = text[run.end() : run.end() + 1]
    if beside and beside in _UNITS and len(run.group()) < 9:
        return True
    before = text[max(0, run.start() - 1) : run.start()]
    if before and before in _UNITS and len(run.group()) < 9:
        return True
    return run.group() in "一二三四五六七八九" or run.group() in "零一二三四五六七八九"


def fold_spelled(text: str) -> Iterator[Edit]:
    """Yield the digits for seven or more digit words in a row, in pinyin or English."""
    for run in _SPELLED.finditer(text):
        digits = [_WORDS[word.group().lower()] for word in _WORD_ALONE.finditer(run.group())]
        yield Edit(run.start(), run.end(), "".join(digits))


def fold_letters(text: str) -> Iterator[Edit]:
    """Yield the digits for letters that pass for digits, where the result is a mobile, an ID or a card number."""
    for token in _TOKEN.finditer(text):
        body = token.group()
        if body.isdigit() or sum(map(str.isdigit, body)) * 2 < len(body):
            continue
        digits = body.translate(_LETTERS)
        if digits != body and is_strict_identifier(digits):
            yield Edit(token.start(), token.end(), digits)
