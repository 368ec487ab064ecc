"""Han names in context: candidates from surnames, weighed by what they are made of and by what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detectors.patterns import pattern
from detectors.people import identifiers
from detectors.people.given_characters import FREQUENT, NEVER
from detectors.people.name_context import AFTER, BEFORE, LABELS, NOT_AFTER, NOT_BEFORE
from detectors.people.ordinary_words import NOT_A_NAME, TAIL_OF_WORD
from detectors.people.surnames import AMBIGUOUS, COMMON, COMPOUND, SINGLE
from detectors.people.titles import AFTER_SURNAME

#: Total weight from which a candidate is a name.
ENOUGH = 3.5

_COLON = ":：=|｜"
_OPENING = " \t　(（[【<《\"“「'"
_CLOSING = " \t　)）]】>》\"”」'"
_SENTENCE = "，,。.；;！!？?、\n\r\t：:"
_LONGEST_BEFORE = max(map(len, BEFORE))
_LONGEST_AFTER = max(map(len, AFTER))
_LONGEST_WORD = max(map(len, NOT_A_NAME))
_SURNAME = pattern("person.surname", "[" + "".join(sorted(SINGLE | {c[0] for c in COMPOUND})) + "]")


class Candidate(NamedTuple):
    """A stretch of text that may be a name; `weight` sums its evidence, `bare` is what the name itself contributes."""

    start: int
    end: int
    weight: float
    bare: float


def is_han(character: str) -> bool:
    """Tell whether `character` is a CJK ideograph of the basic block or extension A."""
    return "㐀" <= character <= "鿿"


def left_weight(text: str, start: int) -> float | None:
    """Weigh what stands before `start`: None when it is an unknown Han character, so that no word boundary is known."""
    at, colon = start, False
    while at > max(0, start - 3) and text[at - 1] in _OPENING + _COLON + "0123456789":
        at -= 1
        colon = colon or text[at] in _COLON
    word = _ending(text, at)
    if word is not None and colon and word in LABELS:
        return 3.5
    if word is not None and (at == start or BEFORE[word] >= 2.5):
        return BEFORE[word] if at == start or word in LABELS else BEFORE[word] - 0.5
    if start == 0 or not is_han(text[start - 1]):
        return 0.8 if start == 0 or text[start - 1] in "】]\n" else 0.5
    return None


def _ending(text: str, at: int) -> str | None:
    for length in range(min(_LONGEST_BEFORE, at), 0, -1):
        if (word := text[at - length : at]) in BEFORE:
            return word
    return None


def right_weight(text: str, end: int) -> float | None:
    """Weigh what stands after `end`: None when it is an unknown Han character; -9 when it makes the name a place."""
    if end == len(text):
        return 0.5
    if identifiers.FOLLOWS.match(text, end):
        return 3.0
    following = text[end : end + _LONGEST_AFTER]
    best = _beginning(following, NOT_AFTER)
    for length in range(len(following), 0, -1):
        if (word := following[:length]) in AFTER:
            return AFTER[word] if length >= best else -9.0
    if best:
        return -9.0
    if is_han(following[0]) or following[0].isdigit():
        return None
    skipped = following.lstrip(_CLOSING + "，,：:！!（(").lstrip()
    return max(0.5, _aside(skipped))


def _beginning(following: str, words: frozenset[str]) -> int:
    return next((n for n in range(min(5, len(following)), 0, -1) if following[:n] in words), 0)


def _aside(following: str) -> float:
    """Weigh what follows a name after a comma or a space: 张三，住…; 张三，男; 张三 先生."""
    for length in range(min(4, len(following)), 0, -1):
        word = following[:length]
        if word in _ASIDE:
            return _ASIDE[word]
    return 0.0


_ASIDE: dict[str, float] = {
    **dict.fromkeys("您好 你好 身份证 证件号 先生 女士 小姐 本人 逾期 欠款 尚欠 拖欠 失联 住址 家住 现住 手机 电话 户籍".split(), 3.0),
    **dict.fromkeys("男， 女， 男, 女, 男 女 男性 女性 住 欠 借款 贷款 父 母 借 早上 下午 晚上 证件 身份 性别".split(), 2.5),
    **dict.fromkeys("你 您 我 我们 请 还款 关系 账单 本期 在吗 在不 父亲 母亲 配偶 同事 朋友 担保 承诺 空号 停机 关机 未接 M1 M2 M3".split(), 1.5),
}


def candidates(text: str) -> Iterator[Candidate]:
    """Yield every candidate of `text` that is not ruled out, by position; several may overlap. Linear in `text`."""
    for match in _SURNAME.finditer(text):
        start = match.start()
        compound = text[start : start + 2] in COMPOUND
        lengths = (3, 4, 2) if compound else (2, 3, 4)
        left: float | None | bool = False  # not yet weighed
        for length in lengths:
            bare = _bare_weight(text, start, length, compound)
            if bare is None:
                continue
            left = left_weight(text, start) if left is False else left
            if (found := _weigh(text, start, start + length, bare, left)) is not None:
                yield found


def _weigh(text: str, start: int, end: int, bare: float, left: float | None | bool) -> Candidate | None:
    right = right_weight(text, end)
    left_value = -2.0 if left is None or isinstance(left, bool) else left
    if right == -9.0 or text[max(0, start - 2) : start] in NOT_BEFORE:
        return None
    if left_value < 2.5 and text[max(0, start - 1) : start + 1] in TAIL_OF_WORD:
        return None
    if left_value < 3.5 and _is_ordinary(text, start, end):
        return None
    right_value = -1.5 if right is None else right
    return Candidate(start, end, left_value + right_value + bare, bare)


def _is_ordinary(text: str, start: int, end: int) -> bool:
    return any(text[start : start + n] in NOT_A_NAME for n in range(2, min(_LONGEST_WORD, len(text) - start) + 1))


def _bare_weight(text: str, start: int, length: int, compound: bool) -> float | None:
    """Weigh the characters of a candidate; None when they cannot be a name."""
    name = text[start : start + length]
    if len(name) < length or not all(map(is_han, name)):
        return None
    two = compound and name[:2] in COMPOUND
    surname, given = (name[:2], name[2:]) if two and length > 2 else (name[0], name[1:])
    if len(given) == 3:
        return _married(given)
    if surname not in SINGLE and not two or any(c in NEVER for c in given):
        return None
    if text.startswith(AFTER_SURNAME, start + len(surname)) and not _is_given_anyway(text, start, name):
        return None
    weight = 1.0 if surname in COMMON or len(surname) == 2 else 0.5
    weight -= 1.0 if surname in AMBIGUOUS else 0.0
    weight -= 0.7 if len(given) == 1 and given in COMMON and surname in AMBIGUOUS else 0.0
    return weight + sum(0.6 if c in FREQUENT else -0.4 for c in given) + (0.3 if len(given) == 2 else 0.0)


def _is_given_anyway(text: str, start: int, name: str) -> bool:
    """No title begins inside a name; but 王总 may be a name's start when a full title follows: never in practice."""
    return False


def _married(given: str) -> float | None:
    """Weigh a husband's surname before a full name, as on Taiwan and in Hong Kong: 陈李慧芬."""
    if given[0] not in COMMON or any(c not in FREQUENT for c in given[1:]):
        return None
    return 0.5


__all__ = ["AMBIGUOUS", "ENOUGH", "Candidate", "candidates", "is_han"]
