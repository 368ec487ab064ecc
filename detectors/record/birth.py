"""The birth date that a resident ID gives away, in every way to write a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detectors.guarded import guarded
from detectors.hotwords import Hotwords
from detectors.record.squeeze import Squeezed
from detectors.record.values import Found

_NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:[0-9]{4}|[0-9]{2,3}|[零〇一二三四五六七八九]{2,4})"
_HAN_DATE = guarded(
    "record.han_date",
    rf"(?:(?<![0-9零〇一二三四五六七八九])({_YEAR})[ ]?年[ ]?)?"
    rf"({_NUMBER})[ ]?月[ ]?({_NUMBER})(?![0-9])[ ]?[日号]?",
)
_DATE = guarded(
    "record.date",
    r"(?<![0-9.])([0-9]{4}|[0-9]{2})([\-/. ])([0-9]{1,2})\2([0-9]{4}|[0-9]{1,2})(?![0-9])",
)
_COMPACT = guarded("record.compact_date", r"(?<![0-9])(?:19|20)[0-9]{6}(?![0-9])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(?:" + "|".join(_MONTHS) + ")[a-z]{0,6}"
_ENGLISH_DATE = guarded(
    "record.english_date",
    rf"(?<![0-9a-z])(?:({_MONTH})\.?[ ]([0-9]{{1,2}})|([0-9]{{1,2}})(?:st|nd|rd|th)?[ ]({_MONTH}))"
    r"(?:st|nd|rd|th)?,?[ ]([0-9]{4})(?![0-9])",
    re.IGNORECASE,
)
_BIRTH = Hotwords(
    "record.birth",
    ("生日", "出生", "生于", "生辰", "诞辰", "出世", "birthday", "born", "dob"),
    before=10,
    after=6,
)
_HAN_DIGITS = "零一二三四五六七八九"


class _Date(NamedTuple):
    """A date as written: its span and its numbers; `year` is 0 where none is written."""

    start: int
    end: int
    year: int
    month: int
    day: int


def _number(written: str) -> int:
    if written.isascii():
        return int(written)
    written = written.replace("〇", "零")
    if "十" not in written:
        return int("".join(str(_HAN_DIGITS.index(c)) for c in written))
    tens, _, ones = written.partition("十")
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return -1
    return 10 * (_HAN_DIGITS.index(tens) if tens else 1) + (_HAN_DIGITS.index(ones) if ones else 0)


def _numeric(start: int, end: int, first: str, middle: str, last: str) -> Iterator[_Date]:
    a, b, c = int(first), int(middle), int(last)
    if len(last) == 4:
        yield _Date(start, end, c, a, b)
        yield _Date(start, end, c, b, a)
    else:
        yield _Date(start, end, a, b, c)


def dates(text: Squeezed) -> list[_Date]:
    """Return the dates that `text` has, each in every way to read it."""
    found = [
        _Date(m.start(), m.end(), _number(m[1]) if m[1] else 0, _number(m[2]), _number(m[3]))
        for m in _HAN_DATE.each(text.view)
    ]
    for m in _DATE.each(text.view):
        found += _numeric(m.start(), m.end(), m[1], m[3], m[4])
    for m in _COMPACT.each(text.view):
        found.append(_Date(m.start(), m.end(), int(m[0][:4]), int(m[0][4:6]), int(m[0][6:])))
    for m in _ENGLISH_DATE.each(text.view):
        month = _MONTHS.index((m[1] or m[4])[:3].lower()) + 1
        found.append(_Date(m.start(), m.end(), int(m[5]), month, int(m[2] or m[3])))
    return found


def find_birth_date(birth: str, text: Squeezed) -> Iterator[Found]:
    """Yield each place where the date `birth` (YYYYMMDD) is written, as a `DATE_OF_BIRTH`.

    A date with its year needs no label; without one, or with two digits and no 年, it needs 生日 or such.
    """
    if not birth.isdigit():
        return
    year, month, day = int(birth[:4]), int(birth[4:6]), int(birth[6:])
    for date in text.once(dates):
        if (date.month, date.day) != (month, day):
            continue
        labelled = _BIRTH.near(text.folded, date.start, date.end)
        # 79 in 民国79年 is 1990: years of the Republic of China count from 1912.
        republic = date.year == year - 1911 and (
            labelled or "民国" in text.folded[max(0, date.start - 3) : date.start]
        )
        short = date.year == year % 100 and (labelled or "年" in text.folded[date.start : date.end])
        if date.year == year or republic or short:
            yield Found(date.start, date.end, 0.9, "record.id.birth", "DATE_OF_BIRTH")
        elif date.year == 0 and labelled:
            yield Found(date.start, date.end, 0.65, "record.id.birthday", "DATE_OF_BIRTH")
