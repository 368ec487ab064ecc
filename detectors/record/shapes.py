"""Numbers shown only in part: masked in the middle, or a tail with a label. Read once a message."""

from __future__ import annotations

import re
from typing import NamedTuple

from detectors.guarded import guarded
from detectors.record.squeeze import Squeezed, squeeze

_MASK = r"*×xX•●#…_□■?某.~/ \-"
_MASKED_NUMBER = guarded(
    "record.masked_number",
    rf"(?<![0-9A-Za-z])([0-9](?:[ \-]?[0-9]){{1,12}})[{_MASK}]{{1,28}}"
    r"([0-9](?:[ \-]?[0-9]){1,7}[xX]?)(?![0-9A-Za-z])",
)
_MASKED_CODE = guarded(
    "record.masked_code",
    r"(?<![0-9A-Za-z])([A-Za-z][0-9A-Za-z_\-]{1,12})[*•●#□■]{2,20}([0-9A-Za-z]{2,8})(?![0-9A-Za-z])",
)
_SPOKEN_MASK = guarded(
    "record.spoken_mask",
    r"(?<![0-9A-Za-z])([0-9]{3,6})[ ]?(?:开头|打头|起头|开始)[^0-9]{0,10}([0-9]{3,4}[xX]?)(?![0-9A-Za-z])",
)
_TAIL_AFTER_LABEL = guarded(
    "record.tail_after_label",
    r"(?:(?:(?:最)?[后末](?:四|五|六|4|5|6|几)[位码]|尾号|尾数|末尾|结尾|尾四位|尾4位)[^0-9A-Za-z]{0,6}"
    r"|(?:last[ ](?:four|4)(?:[ ]digits)?|ending(?:[ ]in|[ ]with)?|ends[ ]in)[ :]{1,3})"
    r"([0-9]{4,6}[xX]?|[0-9]{3}[xX])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_TAIL_BEFORE_LABEL = guarded(
    "record.tail_before_label",
    r"(?<![0-9A-Za-z])([0-9]{4,6}|[0-9]{3,5}[xX])[ ]?(?:结尾|收尾|的?尾号|为尾号)",
)


class Partial(NamedTuple):
    """A number shown in part, in lower case: `head` is empty where only the tail is shown."""

    start: int
    end: int
    head: str
    tail: str


def partials(text: Squeezed) -> list[Partial]:
    """Return all numbers that are shown only in part: the masked ones, then the tails."""
    return [*_masked(text), *_tails(text)]


def _masked(text: Squeezed) -> list[Partial]:
    """Return the numbers and codes that show a head and a tail of at least six characters together."""
    found = [
        Partial(m.start(1), m.end(2), squeeze(m.group(1)), squeeze(m.group(2)))
        for shape in (_MASKED_NUMBER, _MASKED_CODE, _SPOKEN_MASK)
        for m in shape.each(text.view)
    ]
    return [p for p in found if len(p.head) >= 3 and len(p.head) + len(p.tail) >= 6]


def _tails(text: Squeezed) -> list[Partial]:
    """Return the tails of four to six characters that stand beside 尾号, 后四位, ending in…"""
    return [
        Partial(m.start(1), m.end(1), "", m.group(1).lower())
        for shape in (_TAIL_AFTER_LABEL, _TAIL_BEFORE_LABEL)
        for m in shape.each(text.view)
    ]
