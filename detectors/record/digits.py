"""Values that are numbers: phones, resident IDs, bank cards, QQ numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from detectors.patterns import pattern
from detectors.record.birth import dates, find_birth_date
from detectors.record.shapes import Partial, partials
from detectors.record.spelled import may_spell, spelled_digits
from detectors.record.squeeze import DIGITS, Squeezed, Stream, squeeze
from detectors.record.values import Found

#: What may touch a phone from the left and still leave it the same phone: trunk and country codes.
_PHONE_PREFIXES = frozenset({"", "0", "86", "086", "0086", "886", "00886", "852", "00852", "853", "00853"})
_ALONE = frozenset({""})
_CHECK_X = pattern("record.check_x", r"[ \t·.\-_/]{0,3}[xX×ⅹⅩ✕]")
_COUNTRY = pattern("record.country_code", r"(?:\+|00)(?:86|886|852|853|1)[ \-]?")

#: The longest run of separators, and of words, that may stand inside a number that is split in two.
_SEPARATOR_GAP = 12
_WORD_GAP = 16


def digits_of(value: str) -> str:
    """Return the ASCII digits of `value`."""
    return value if _is_plain(value) else "".join(filter(DIGITS.__contains__, value))


def _is_plain(value: str) -> bool:
    """Tell whether `value` is ASCII digits only."""
    return value.isascii() and value.isdigit()


class _Shown(NamedTuple):
    """What a text shows of numbers: the digits of all streams that `find_number` searches, and those shown in part, with their tails."""

    every: str
    partials: list[Partial]
    tails: tuple[str, ...]


def _shown(text: Squeezed) -> _Shown:
    spelled = text.once(spelled_digits).stream.text if may_spell(text) else ""
    every = f"{text.digits.text}|{text.spoken.text}|{spelled}"
    found = partials(text)
    return _Shown(every, found, tuple([part.tail for part in found]))


def _occurrences(
    number: str, text: Squeezed, stream: Stream, lefts: frozenset[str]
) -> Iterator[tuple[int, int]]:
    for start, end in stream.find(number):
        if end - start > 4 * len(number) + 40 or text.digit_right(end):
            continue
        if text.digits_left(start) in lefts:
            yield start, end


def may_show(value: str, text: Squeezed, head: str | None = None) -> bool:
    """Tell whether the text may show `value` in part, or the whole of it: that begins with `head`, or is `value` itself."""
    shown = text.once(_shown)
    return (value if head is None else head) in shown.every or value.endswith(shown.tails)


def find_number(
    number: str, text: Squeezed, rule: str, lefts: frozenset[str] = _ALONE, *, split: bool = True
) -> Iterable[Found]:
    """Return the places of a whole number: through separators (1.0), or split by words (0.9, if `split`)."""
    return _whole(number, text, rule, lefts, split=split) if number in text.once(_shown).every else ()


def _whole(number: str, text: Squeezed, rule: str, lefts: frozenset[str], *, split: bool) -> Iterator[Found]:
    for start, end in _occurrences(number, text, text.digits, lefts):
        inside = text.folded[start:end]
        if sum(map(str.isalnum, inside)) == len(number):
            if text.widest_gap(start, end) <= _SEPARATOR_GAP:
                yield Found(start, end, 1.0, rule)
        elif split and len(number) >= 11 and text.widest_gap(start, end) <= _WORD_GAP:
            yield Found(start, end, 0.9, f"{rule}.split")
    if len(number) >= 7:
        yield from _find_in_words(number, text, rule, lefts)


def _find_in_words(number: str, text: Squeezed, rule: str, lefts: frozenset[str]) -> Iterator[Found]:
    """Yield a number written with Han numerals (一三八), or with pinyin or English numerals (yao san ba)."""
    for start, end in _occurrences(number, text, text.spoken, lefts):
        if end - start <= 2 * len(number):
            yield Found(start, end, 0.9, f"{rule}.spoken")
    spelled = text.once(spelled_digits)
    for start, end in spelled.stream.find(number):
        yield Found(start, spelled.ends.get(end, end), 0.9, f"{rule}.spelled")


def find_partial(value: str, text: Squeezed, rule: str) -> Iterator[Found]:
    """Yield the masked forms (head and tail) and the labelled tails of `value`, which is squeezed."""
    for part in text.once(_shown).partials:
        if not value.endswith(part.tail):
            continue
        if not part.head:
            if len(value) > len(part.tail) + 2:
                yield Found(part.start, part.end, 0.65, f"{rule}.last{len(part.tail)}")
            continue
        heads = (part.head, part.head.removeprefix("0086"), part.head.removeprefix("86"))
        if min(map(len, heads)) + len(part.tail) < len(value) and value.startswith(heads):
            yield Found(part.start, part.end, 0.65, f"{rule}.masked")


def find_phone(value: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of a phone: whole, with or without country and trunk code, masked, or its labelled tail."""
    abroad = value.startswith(("+", "00")) and _COUNTRY.match(value) is not None
    number = digits_of(_COUNTRY.sub("", value, count=1) if abroad else value)
    bare = number[1:] if number.startswith("0") and len(number) >= 9 else number
    return _phone(value, number, bare, text) if 7 <= len(number) <= 20 and may_show(bare, text) else ()


def _phone(value: str, number: str, bare: str, text: Squeezed) -> Iterator[Found]:
    if bare != number:  # otherwise it is found below, whatever stands before it
        yield from find_number(number, text, "record.phone")
    prefixes = _PHONE_PREFIXES | {"1"} if value.startswith(("+1", "001")) else _PHONE_PREFIXES
    for found in find_number(bare, text, "record.phone", prefixes):
        yield found._replace(start=found.start - (text.digits_left(found.start) == "0"))
    yield from find_partial(number, text, "record.phone")


def find_card(value: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of a bank card: whole, masked, or its labelled tail."""
    number = digits_of(value)
    return _card(number, text) if 12 <= len(number) <= 30 and may_show(number, text) else ()


def _card(number: str, text: Squeezed) -> Iterator[Found]:
    yield from find_number(number, text, "record.card")
    yield from find_partial(number, text, "record.card")


def is_id(number: str) -> bool:
    """Tell whether `number`, squeezed, has as many digits as a resident ID."""
    return len(number) in (15, 18) and len(digits_of(number)) in (15, 17, 18)


def find_id(number: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of a resident ID (see `is_id`): whole, with 15 digits, masked, its labelled tail, or the birth date in it."""
    body = digits_of(number)
    if len(body) == 15 == len(number):
        number = body = body[:6] + "19" + body[6:]
    if len(body) not in (17, 18):
        return ()
    # With 18 digits and with 15 it begins with the same region.
    return _id(number, body, text) if may_show(number, text, body[:6]) or text.once(dates) else ()


def _id(number: str, body: str, text: Squeezed) -> Iterator[Found]:
    yield from _whole_id(number, body[:17], text)
    yield from find_number(body[:6] + body[8:17], text, "record.id.legacy")
    yield from find_partial(number, text, "record.id")
    yield from find_birth_date(body[6:14], text)


def _whole_id(number: str, body: str, text: Squeezed) -> Iterator[Found]:
    if number[17:].isdigit():
        yield from find_number(number, text, "record.id")
        return
    for found in find_number(body, text, "record.id"):
        check = _CHECK_X.match(text.folded, found.end)
        yield found._replace(end=check.end()) if check else found._replace(score=0.9, rule="record.id.body")


_QQ_LABEL = pattern(
    "record.qq_label", r"qq|扣扣|抠抠|蔻蔻|企鹅|q号|球球|秋秋|加我|微信|邮箱|@", re.IGNORECASE
)


def find_qq(value: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of a QQ number: with a label, or standing alone when it has at least seven digits."""
    number = digits_of(value)
    if not 5 <= len(number) <= 12 or number not in text.once(_shown).every or number != squeeze(value):
        return ()
    return _qq(number, text)


def _qq(number: str, text: Squeezed) -> Iterator[Found]:
    for found in find_number(number, text, "record.qq", split=False):
        start = max(0, found.start - 12)
        labelled = bool(_QQ_LABEL.search(text.folded, start, found.end + 10))
        if text.stands_alone(found.start, found.end) and (labelled or len(number) >= 7):
            yield found if labelled else found._replace(score=0.85, rule="record.qq.alone")
