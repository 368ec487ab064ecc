"""Single characters as a reader sees them, each mapped to zero, one or more plain characters.

The table fills itself one character at a time: width and compatibility forms by Unicode normalization, digits in any dress by
their Unicode value, marks and invisible characters to nothing, Traditional to Simplified by OpenCC.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import opencc

#: Look-alikes that Unicode normalization leaves alone: radicals, and Cyrillic or Greek letters that pass for Latin ones.
_LOOK_ALIKES = dict(
    zip("⺀⺁⺄⺅⺆⺈⺊⺌⺍⺒⺕⺗⺘⺙⺝⺠⺡⺢⺣⺤⺧⺨⺫⺬⺭⺮⺯⺰⺱⺳⺶⺷⺸⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻲",
        "冫厂乙亻冂刀卜小小巳彐心扌攵月民氵水灬爫牛犭目示礻竹糸纟网网羊羊羊老聿聿肉艹艹艹虎衤西见角角讠贝足车辶辶辶阝钅长长长门阜阝雨青韦页风飞食饣食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟龟",
        strict=False),
) | dict(zip("АВЕЅЗІЈКМНОРСТХУаеорсухіјѕԁԛԝьΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυωⅼӏ",
             "ABES3IJKMHOPCTXYaeopcyxijsdqwbABEZHIKMNOPTYXavopuwll", strict=True)) | {
    "❤": "心", "♥": "心", "♡": "心", "💚": "心", "💗": "心", "🖤": "心", "🈵": "满", "〇": "〇", "○": "〇", "◯": "〇", "Ｏ": "O",
    "帳": "账", "帐": "账", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "﹣": "-", "－": "-", "‧": "·", "•": "·",
    "・": "·", "∙": "·", "⋅": "·", "．": ".", "ı": "i", "ɡ": "g", "ø": "o", "đ": "d", "ł": "l", "\u3000": " ", "\xa0": " ",
}  # fmt: skip
#: Punctuation that a Chinese reader sees as it is; in its ASCII form it would be a different mark to the detectors.
_KEPT = frozenset("，：；！？（）％～＼")
#: Characters of this category class are seen by nobody: format controls, variation selectors, combining marks.
_INVISIBLE = ("Cf", "Mn", "Me")
_MOST_ENTRIES = 60_000


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _plain(character: str) -> str:
    """Return what one character looks like to a reader."""
    if character in _KEPT:
        return character
    if character in _LOOK_ALIKES:
        return _LOOK_ALIKES[character]
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    if category == "Cs":
        return "\ufffd"
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if "\uac00" <= character <= "\ud7a3":
        return character  # Hangul would fall apart into letters
    decomposed = unicodedata.normalize("NFKD", character)
    if decomposed != character:
        return "".join(_plain(part) for part in decomposed if part != character)
    simplified = str(_to_simplified().convert(character))
    return simplified if simplified else character


def _fixpoint(character: str) -> str:
    seen = plain = _plain(character)
    for _ in range(4):
        plain = "".join(map(_plain, seen))
        if plain == seen:
            break
        seen = plain
    return plain


class _Table(dict[int, str]):
    """A translation table that fills itself. It holds characters, never text, and stops growing at a bound."""

    def __missing__(self, codepoint: int) -> str:
        character = chr(codepoint)
        plain = character if codepoint < 128 else _fixpoint(character)
        if len(self) < _MOST_ENTRIES:
            self[codepoint] = plain
        return plain


TABLE = _Table()
