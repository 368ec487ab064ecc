"""Han names in context: candidates from surnames, weighed by their characters and by what stands around."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from detectors.patterns import pattern
from detectors.people import identifiers
from detectors.people.given_characters import FREQUENT, NEVER
from detectors.people.name_context import AFTER, ASIDE, BEFORE, LABELS, NOT_AFTER, NOT_BEFORE
from detectors.people.ordinary_words import NOT_A_NAME, STRADDLING, TAIL_OF_WORD
from detectors.people.surnames import AMBIGUOUS, COMMON, COMPOUND, SINGLE
from detectors.people.titles import titled

#: Total weight from which a candidate is a name.
ENOUGH = 3.5
#: The weight of what cannot stand after a name.
NO_NAME = -9.0
#: The weights of a Han character that no table knows, before and after a name.
UNKNOWN_BEFORE = -1.2
UNKNOWN_AFTER = -1.5

_COLON = ":：=|｜"
_OPENING = " \t　(（[【<《\"“「'"
_PASSED = _OPENING + _COLON + "0123456789"
_BETWEEN = " \t　)）]】>》\"”」'，,：:！!（("
_SURNAMES = "".join(sorted(SINGLE | {c[0] for c in COMPOUND}))
#: A character that a surname begins with, and in its group what Han follows it, as far as a name may reach.
_SURNAME = pattern("person.surname", f"[{_SURNAMES}](?=([㐀-鿿]{{1,3}}))")
#: What each character of a given name contributes.
_GIVEN = dict.fromkeys(FREQUENT, 0.6)
_OTHER = -0.4
#: What a surname of one character contributes; one of two characters contributes 1.
_SURNAME_WEIGHTS = {s: (1.0 if s in COMMON else 0.5) - (0.7 if s in AMBIGUOUS else 0.0) for s in SINGLE}

#: How far a word reaches that is read before or after a name, and how far an identifier behind one does.
_NAME_SIGHT = 8
_SIGHT = 14
_FAR_SIGHT = 60


def _lengths(words: Iterable[str], at: int) -> dict[str, tuple[int, ...]]:
    """Map the character at `at` (0: first, -1: last) of each word to the lengths to try, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[at], set()).add(len(word))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


_ENDING = _lengths(BEFORE, -1)
_AFTER = _lengths(AFTER, 0)
_NOT_AFTER = _lengths(NOT_AFTER, 0)
_ORDINARY = _lengths(NOT_A_NAME, 0)
_ASIDE = _lengths(ASIDE, 0)


def _prefix(text: str, at: int, words: Container[str], lengths: dict[str, tuple[int, ...]]) -> str:
    """Return the longest of `words` that stands at `at`; nothing if none does."""
    for length in lengths.get(text[at : at + 1], ()):
        if (word := text[at : at + length]) in words:
            return word
    return ""


class Candidate(NamedTuple):
    """What may be a name; `weight` sums its evidence, `bare` is what its own characters contribute."""

    start: int
    end: int
    weight: float
    bare: float


def is_han(character: str) -> bool:
    """Tell whether `character` is a CJK ideograph of the basic block or extension A."""
    return "㐀" <= character <= "鿿"


def left_weight(text: str, start: int) -> float | None:
    """Weigh what stands before `start`: None for an unknown Han character, so that no word may end there."""
    at, colon = start, False
    if start and text[start - 1] in "是为叫" and (word := _ending(text, start - 1)) in LABELS:
        return 3.5
    while at > max(0, start - 3) and text[at - 1] in _PASSED:
        at -= 1
        colon = colon or text[at] in _COLON
    word = _ending(text, at)
    if word is not None and word in LABELS and colon:
        return 3.5
    if word is not None and (at == start or BEFORE[word] >= 2.5):
        return BEFORE[word] if at == start or word in LABELS else BEFORE[word] - 0.5
    if start == 0 or not is_han(text[start - 1]):
        return 0.8 if start == 0 or text[start - 1] in "】]\n" else 0.5
    return None


def _ending(text: str, at: int) -> str | None:
    for length in _ENDING.get(text[at - 1 : at], ()):
        if (word := text[max(0, at - length) : at]) in BEFORE:
            return word
    return None


def right_weight(text: str, end: int) -> float | None:
    """Weigh what stands after `end`: None for Han that may go on with it, `NO_NAME` for a place."""
    if end == len(text):
        return 0.5
    following = text[end]
    if not is_han(following) and identifiers.FOLLOWS.match(text, end):
        return 3.0
    word = _prefix(text, end, AFTER, _AFTER)
    if len(_prefix(text, end, NOT_AFTER, _NOT_AFTER)) > len(word):
        return NO_NAME
    if word:
        return AFTER[word]
    if is_han(following) or following.isdigit():
        return 0.3 if following in NEVER else None if following in FREQUENT else -0.8
    return max(0.5, _aside(text, end))


def _aside(text: str, end: int) -> float:
    """Weigh what follows a name after a comma or a space: 张三，住…; 张三，男; 张三 先生."""
    at = end
    while at < min(len(text), end + 3) and text[at] in _BETWEEN:
        at += 1
    return ASIDE.get(_prefix(text, at, ASIDE, _ASIDE), 0.0)


def candidates(text: str) -> list[Candidate]:
    """Return each candidate that is not ruled out, by position; several may overlap. Linear in `text`.

    What has been weighed is kept for the length of one call: text that repeats itself costs little.
    """
    found: list[Candidate] = []
    bares: dict[str, list[tuple[int, float]]] = {}
    lefts: dict[str, float | None] = {}
    rights: dict[str, float | None] = {}
    for match in _SURNAME.finditer(text):
        start = match.start()
        ahead = text[start : start + _NAME_SIGHT]
        if ahead not in bares:
            bares[ahead] = _bare_weights(ahead, 1 + len(match[1]))
        if not bares[ahead]:
            continue
        behind = text[max(0, start - _SIGHT) : start + 1]
        if behind not in lefts:
            lefts[behind] = _left_value(text, start)
        if (left := lefts[behind]) is None:
            continue
        ordinary = left < 3.5 and bool(_prefix(text, start, NOT_A_NAME, _ORDINARY))
        for length, bare in bares[ahead]:
            end = start + length
            following = text[end : end + _FAR_SIGHT]
            if following not in rights:
                rights[following] = right_weight(text, end)
            if (right := _right_value(text, start, end, left, rights[following], ordinary)) is not None:
                found.append(Candidate(start, end, left + right + bare, bare))
    return found


def _bare_weights(ahead: str, longest: int) -> list[tuple[int, float]]:
    """Weigh the names that `ahead` may begin with, of `longest` Han characters or fewer: length and weight of each that can be one."""
    size = 2 if ahead[:2] in COMPOUND else 1
    surname, given = ahead[:size], ahead[size:longest]
    found = []
    if given and given[0] not in NEVER and (size == 2 or surname in SINGLE) and not titled(ahead, size):
        weight = _SURNAME_WEIGHTS.get(surname, 1.0)
        first = _GIVEN.get(given[0], _OTHER)
        if (less := _less(ahead, surname, given[0])) is not None:
            found.append((size + 1, weight - less + first))
        if len(given) > 1 and given[1] not in NEVER and not surname == given[0] == given[1]:
            found.append((size + 2, weight + (first + _GIVEN.get(given[1], _OTHER)) + 0.3))
    if size == 1 and len(given) == 3 and _married(ahead[:4]):
        found.append((4, 0.5))
    return found


def _less(ahead: str, surname: str, given: str) -> float | None:
    """Return what a surname with one character behind it loses of its weight; None when they cannot be a name."""
    if given == "生":  # 何生, as Cantonese says 何先生
        return None
    if given in COMMON and surname in AMBIGUOUS:  # 向赵小姐, 和刘主任: a preposition, a surname, a title
        return None if titled(ahead, 2) else 0.7
    return 0.0


def _married(name: str) -> bool:
    """Tell whether it is a husband's surname before a full name, as on Taiwan and in Hong Kong: 陈李慧芬."""
    return COMMON.issuperset(name[:2]) and FREQUENT.issuperset(name[2:]) and len(set(name)) > 1


def _left_value(text: str, start: int) -> float | None:
    """Weigh what stands before, None where it rules a name out."""
    if text[max(0, start - 2) : start] in NOT_BEFORE:
        return None
    left = left_weight(text, start)
    value = UNKNOWN_BEFORE if left is None else left
    if value < 2.5 and text[max(0, start - 1) : start + 1] in TAIL_OF_WORD:
        return None
    return value


def _right_value(
    text: str, start: int, end: int, left: float, right: float | None, ordinary: bool
) -> float | None:
    """Weigh what stands after, None where it rules a name out; `ordinary`: it begins like a plain word."""
    if right == NO_NAME or text[end - 1 : end + 1] in STRADDLING:
        return None
    if text[end - 1] in "路街巷村镇" and text[end : end + 2].strip(" \t")[:1].isdigit():  # 张杨路 500弄
        return None
    if left < 2.5 and end - start > 2 and text[end - 1] in "村镇":  # 李庄村的村民
        return None
    if left >= 3.5 and text[start:end] in NOT_A_NAME and is_han(text[end : end + 1] or " "):
        return None  # 借款人：马上还
    if text[end - 1] == text[start] and end - start > 2 and titled(text, end):
        return None  # 何俊何先生: 何俊, and the surname once more with the title
    if text[end : end + 1] == text[start] and titled(text, end + 1):
        right = 2.5
    value = UNKNOWN_AFTER if right is None else right
    if ordinary:
        if end - start < 3 or left < 2 or right is None or text[start:end] in NOT_A_NAME:
            return None
        value -= 1.5
    return value
