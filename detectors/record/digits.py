"""Values that are numbers: phones, resident IDs, bank cards, QQ numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.patterns import pattern
from detectors.record.birth import find_birth_date
from detectors.record.shapes import masked, tails
from detectors.record.spelled import spelled_digits
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
    return "".join(filter(DIGITS.__contains__, value))


def _occurrences(
    number: str, text: Squeezed, stream: Stream, lefts: frozenset[str]
) -> Iterator[tuple[int, int]]:
    for start, end in stream.find(number):
        if end - start > 4 * len(number) + 40 or text.digit_right(end):
            continue
        if text.digits_left(start) in lefts:
            yield start, end


def _every_digit(text: Squeezed) -> str:
    """Return the digits of all streams that `find_number` searches: what is not in here is in none of them."""
    spoken = text.spoken.text if text.spoken else ""
    return f"{text.digits.text}|{spoken}|{text.once(spelled_digits).stream.text}"


def find_number(
    number: str, text: Squeezed, rule: str, lefts: frozenset[str] = _ALONE, *, split: bool = True
) -> Iterator[Found]:
    """Yield the places of a whole number: through separators (1.0), or split by words (0.9, if `split`)."""
    if number not in text.once(_every_digit):
        return
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
    for start, end in _occurrences(number, text, text.spoken, lefts) if text.spoken else ():
        if end - start <= 2 * len(number):
            yield Found(start, end, 0.9, f"{rule}.spoken")
    spelled = text.once(spelled_digits)
    for start, end in spelled.stream.find(number):
        yield Found(start, spelled.ends[end], 0.9, f"{rule}.spelled")


def find_partial(value: str, text: Squeezed, rule: str) -> Iterator[Found]:
    """Yield the masked forms (head and tail) and the labelled tails of `value`, which is squeezed."""
    for part in text.once(masked):
        heads = (part.head, part.head.removeprefix("0086"), part.head.removeprefix("86"))
        shown = min(map(len, heads)) + len(part.tail)
        if shown < len(value) and value.endswith(part.tail) and value.startswith(heads):
            yield Found(part.start, part.end, 0.65, f"{rule}.masked")
    for part in text.once(tails):
        if len(value) > len(part.tail) + 2 and value.endswith(part.tail):
            yield Found(part.start, part.end, 0.65, f"{rule}.last{len(part.tail)}")


def find_phone(value: str, text: Squeezed) -> Iterator[Found]:
    """Yield a phone: whole, with or without country and trunk code, masked, or its labelled tail."""
    number = digits_of(_COUNTRY.sub("", value, count=1) if _COUNTRY.match(value) else value)
    if len(number) < 7 or len(number) > 20:
        return
    bare = number[1:] if number.startswith("0") and len(number) >= 9 else number
    yield from find_number(number, text, "record.phone")
    prefixes = _PHONE_PREFIXES | {"1"} if value.startswith(("+1", "001")) else _PHONE_PREFIXES
    for found in find_number(bare, text, "record.phone", prefixes):
        yield found._replace(start=found.start - (text.digits_left(found.start) == "0"))
    yield from find_partial(number, text, "record.phone")


def find_card(value: str, text: Squeezed) -> Iterator[Found]:
    """Yield a bank card: whole, masked, or its labelled tail."""
    number = digits_of(value)
    if 12 <= len(number) <= 30:
        yield from find_number(number, text, "record.card")
        yield from find_partial(number, text, "record.card")


def find_id(value: str, text: Squeezed) -> Iterator[Found]:
    """Yield a resident ID: whole, with 15 digits, masked, its labelled tail, or the birth date in it."""
    number = squeeze(value)
    body = digits_of(number)
    if len(body) == 15 == len(number):
        number = body = body[:6] + "19" + body[6:]
    if len(body) not in (17, 18):
        return
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


def find_qq(value: str, text: Squeezed) -> Iterator[Found]:
    """Yield a QQ number: with a label, or standing alone when it has at least seven digits."""
    number = digits_of(value)
    if not 5 <= len(number) <= 12 or number != squeeze(value):
        return
    for found in find_number(number, text, "record.qq", split=False):
        start = max(0, found.start - 12)
        labelled = bool(_QQ_LABEL.search(text.folded, start, found.end + 10))
        if text.stands_alone(found.start, found.end) and (labelled or len(number) >= 7):
            yield found if labelled else found._replace(score=0.85, rule="record.qq.alone")
