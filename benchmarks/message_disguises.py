"""The disguises of the message file ``disguised``: a value as somebody writes it who hopes that no filter reads it."""

from __future__ import annotations

import random
import re

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
#: Digits as they are spoken on the phone: 幺 for one.
_SPOKEN = str.maketrans("0123456789", "零幺二三四五六七八九")
_SEPARATORS = (" ", "-", ".", "·", "/")
_ZERO_WIDTH = "\u200b"


def full_width(value: str) -> str:
    """Return the value with full-width digits, letters and signs."""
    return value.translate(_FULL_WIDTH)


def spoken(value: str) -> str:
    """Return the value with its digits as words."""
    return value.translate(_SPOKEN)


def separated(value: str, separator: str) -> str:
    """Return digits, letters and signs in groups of four, and Han characters one by one."""
    return separator.join(re.findall(r"[ -~]{1,4}|[^ -~]", value))


def zero_width(value: str) -> str:
    """Return the value with a zero-width space between all characters."""
    return _ZERO_WIDTH.join(value)


def disguised(value: str, chance: random.Random) -> str:
    """Return the value in one of the four disguises, each as often as the others."""
    kind = chance.randrange(4)
    if kind == 0:
        return full_width(value)
    if kind == 1:
        return spoken(value)
    return separated(value, chance.choice(_SEPARATORS)) if kind == 2 else zero_width(value)
