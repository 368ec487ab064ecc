"""E-mail addresses: plain, with (at) and 点 in them, or the local part alone beside 邮箱."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detectors.hotwords import Hotwords
from detectors.patterns import pattern
from detectors.record.squeeze import Squeezed, squeeze
from detectors.record.values import Found

_AT = pattern(
    "record.email_at",
    r"[ \n]{0,2}[(（\[【<{]?[ ]{0,2}(?:@|#|&|\$|at|艾特|爱特|圈a|小老鼠|a圈)[ ]{0,2}[)）\]】>}]?[ \n]{0,2}",
    re.IGNORECASE,
)
_DOT = pattern(
    "record.email_dot",
    r"[ \n]{0,2}[(（\[【<{]?[ ]{0,2}(?:\.|。|·|,|，|、|点|點|dot)[ ]{0,2}[)）\]】>}]?[ \n]{0,2}",
    re.IGNORECASE,
)
_BLANKS = pattern("record.email_blanks", r"[ \t\n\-_.·]{0,3}")
_MAIL = Hotwords("record.email", ("邮箱", "邮件", "电邮", "信箱", "mail", "伊妹儿"), before=12, after=8)


def find_email(value: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of an e-mail address, or of its local part of six characters or more with a digit beside a label."""
    written, _, domain = value.strip().lower().partition("@")
    local = squeeze(written)
    if not local or local not in text.all.text or len(value) > 100:
        return ()
    labels = [squeeze(label) for label in domain.split(".")]
    return _email(written, domain, local, labels, text) if all(labels) else ()


def _email(written: str, domain: str, local: str, labels: list[str], text: Squeezed) -> Iterator[Found]:
    for start, end in text.all.find(local):
        if end - start > 3 * len(written) + 2 or (
            text.glued_left(start) and not text.stands_alone(start, start)
        ):
            continue
        reached = _domain(labels, text.lowered, end)
        if reached:
            plain = text.lowered[start:reached] == f"{written}@{domain}"
            yield Found(start, reached, 1.0 if plain else 0.9, "record.email")
        elif _alone(local, text, end) and _MAIL.near(text.folded, start, end):
            yield Found(start, end, 0.65, "record.email.local")


def _alone(local: str, text: Squeezed, end: int) -> bool:
    """Tell whether a local part that ends at `end` is telling enough and has no other domain behind it."""
    telling = len(local) >= 6 and any(map(str.isdigit, local))
    return telling and not text.glued_right(end) and not _AT.match(text.folded, end)


def _domain(labels: list[str], text: str, position: int) -> int:
    """Return where the domain ends that follows an at sign at `position`, 0 if another or none does."""
    at = _AT.match(text, position)
    position = at.end() if at else -1
    for i, label in enumerate(labels):
        if position < 0 or not (reached := _label(label, text, position)):
            return 0
        position = reached
        if i < len(labels) - 1:
            dot = _DOT.match(text, position)
            position = dot.end() if dot else -1
    following = text[position : position + 1]
    return 0 if following.isascii() and following.isalnum() else position


def _label(label: str, text: str, position: int) -> int:
    """Return where a domain label ends that stands at `position`, spaced or not, 0 if it does not."""
    for character in label:
        blank = _BLANKS.match(text, position)
        position = blank.end() if blank else position
        if text[position : position + 1] != character:
            return 0
        position += 1
    return position
