"""Addresses: whole, or any part that leads to the door (road and number, estate and building, unit or room).

A city, a district or a road alone is no leak. The parts of the value are laid along the text from each road
or estate that it names, over separators, over missing parts, and over 号楼 for 栋 or Han numerals for digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import add

from detectors.record.address_parts import Part, core_of, parse, read_number, skip_unit
from detectors.record.squeeze import Squeezed, squeeze
from detectors.record.values import Found

_SEPARATORS = frozenset(" \t\n,，、.。·-－—–_/|*:：;；#~的()（）")
_WIDEST = 3
#: Blanks for digits: no stream has those.
_WITHOUT_DIGITS = str.maketrans(dict.fromkeys("0123456789", " "))


def find_address(value: str, text: Squeezed) -> Iterable[Found]:
    """Return each run of the text that holds the whole address or a part of it that leads to the door."""
    whole = squeeze(value)
    if len(whole) < 4 or len(whole) > 200:
        return ()
    if whole.isascii():
        return _latin(whole, text)
    # What is looked for is the whole, or a road, an estate, a region: two characters at least, and none of them a digit.
    words = whole.translate(_WITHOUT_DIGITS)
    pairs = map(add, words, words[1:])
    return (
        _parts(whole, text) if any(map(text.all.text.__contains__, pairs)) or whole in text.all.text else ()
    )


def _parts(whole: str, text: Squeezed) -> Iterator[Found]:
    parts = parse(whole)
    places = [i for i, part in enumerate(parts) if part.kind == "place"]
    numbered = any(part.kind == "number" for part in parts)
    for i in places:
        for start, end in text.all.find(parts[i].text):
            if end - start <= 3 * len(parts[i].text):
                yield from _judge(parts, i, start, end, text, numbered=numbered)
    if not places or not numbered:
        yield from _tail(parts, whole, text)


def _judge(
    parts: Sequence[Part], i: int, start: int, end: int, text: Squeezed, *, numbered: bool
) -> Iterator[Found]:
    after, numbers, end = _forward(parts, i + 1, end, text.folded)
    if numbered and not numbers:
        return
    if not numbered and after + 1 < 2:
        return
    start = _backward(parts, i, start, text)
    complete = after == len(parts) - i - 1
    first_place = all(part.kind == "region" for part in parts[:i])
    yield Found(start, end, 1.0 if complete and first_place else 0.85, "record.address")


def _forward(parts: Sequence[Part], i: int, end: int, text: str) -> tuple[int, int, int]:
    """Lay parts from `i` on along the text from `end`: how many fit, how many are numbers, the new end."""
    fitted = numbers = 0
    own_numbers = (
        True  # numbers after the next place are not those of this one, unless that place is there too
    )
    for part in parts[i:]:
        if part.kind == "place":
            reached = _literal(part.text, text, end)
            own_numbers = reached is not None
        else:
            reached = _house_number(part.text, text, end) if own_numbers else None
            numbers += reached is not None and part.kind == "number"
        if reached is not None:
            fitted, end = fitted + 1, reached
    return fitted, numbers, end


def _skip(text: str, position: int) -> int:
    limit = min(len(text), position + _WIDEST)
    while position < limit and text[position] in _SEPARATORS:
        position += 1
    return position


def _house_number(number: str, text: str, position: int) -> int | None:
    for at in (_skip(text, position), _skip(text, skip_unit(text, _skip(text, position)))):
        read = read_number(text, at)
        if read and read[0] == number:
            return read[1]
    return None


def _literal(literal: str, text: str, position: int) -> int | None:
    for character in literal:
        position = _skip(text, position)
        if position >= len(text) or text[position].lower() != character:
            return None
        position += 1
    return position


def _backward(parts: Sequence[Part], i: int, start: int, text: Squeezed) -> int:
    """Return where the run starts when the parts before `i` are laid along the text leftwards."""
    folded = text.folded
    for part in reversed(parts[:i]):
        for form in (part.text, core_of(part.text)) if part.kind == "region" else (part.text,):
            reached = _literal_left(form, folded, start)
            if reached is not None:
                start = reached
                break
    return start


def _literal_left(literal: str, text: str, position: int) -> int | None:
    for character in reversed(literal):
        limit = max(0, position - _WIDEST)
        while position > limit and text[position - 1] in _SEPARATORS:
            position -= 1
        if position == 0 or text[position - 1].lower() != character:
            return None
        position -= 1
    return position


def _tail(parts: Sequence[Part], whole: str, text: Squeezed) -> Iterator[Found]:
    """Yield an address without numbers (张庄镇李庄村), from its last region on."""
    regions = [part.text for part in parts if part.kind == "region"]
    tails = {whole, "".join(regions[-1:]) + "".join(part.text for part in parts if part.kind == "place")}
    for tail in tails:
        if len(tail) < 5 or tail in regions or (tail == whole and len(parts) == len(regions) < 3):
            continue
        for start, end in text.all.find(tail):
            if end - start <= 3 * len(tail):
                yield Found(start, end, 0.9, "record.address")


def _latin(whole: str, text: Squeezed) -> Iterator[Found]:
    for start, end in text.all.find(whole) if len(whole) >= 8 else ():
        if not text.glued_left(start) and not text.glued_right(end) and end - start <= 3 * len(whole):
            yield Found(start, end, 1.0, "record.address")
