"""Names that only a label makes known: form dumps (名：玛依拉；), and transliterated names without a dot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.fold import View
from detectors.guarded import guarded
from detectors.patterns import any_of, pattern
from detectors.people.given_characters import NEVER
from detectors.people.minority_names import DISTINCT, NO_MINORITY, PARTS, SOUNDS, Minority
from detectors.people.name_context import NOT_AFTER
from detectors.people.names import NO_NAME, left_weight, right_weight
from detectors.people.ordinary_words import NOT_A_NAME
from detectors.people.surnames import COMPOUND, SINGLE
from detectors.people.titles import titled
from detectors.people.word_tables import table

_FORM = table("forms")
_OPEN = r"(?:^|(?<=[\s，,。.；;！!？?、|｜/（(【\[{<《\"“]))"
_LATIN = r"[A-Z][A-Za-z'’\-]{1,20}(?:[ \t][A-Z][A-Za-z'’.\-]{0,20}){1,3}"
#: A label of a form at the start of its field, a colon, and all that the field holds.
_FIELD = guarded(
    "person.field",
    rf"{_OPEN}{any_of(_FORM['labels'], through_gaps=True)}(?:[ \t]?[（(][一-鿿]{{1,6}}[)）])?[ \t]?[:：=＝]"
    rf"[ \t　]{{0,3}}(?P<name>[㐀-鿿]{{2,6}}|{_LATIN})(?=$|[\s，,。.；;！!？?、|｜/（(）)】\]}}>》\"”0-9])",
    re.MULTILINE,
)
#: A cell of a table, a tuple or a record: a name and nothing else, and an identifier in the next cell; or a key called name.
#: The identifiers have eleven digits or more.
_CELL_DIGITS = 11
_CELL = guarded(
    "person.cell",
    r"(?:^|(?<=[\t,，|;；'\"“(（\n]))(?P<name>[㐀-鿿]{2,4})['\"”]?[ ]?[\t,，|;；][ ]?['\"“]?(?=1[3-9][0-9]{9}(?![0-9])|[1-9][0-9]{16}[0-9Xx])",
    re.MULTILINE,
)
_KEY = guarded(
    "person.key",
    rf"(?<![A-Za-z])(?:(?:real|full|cust|customer|user|client|borrower)[_ ]?)?name['\"]?[ ]?[:=>][ ]?['\"]?(?P<name>[㐀-鿿]{{2,4}}|{_LATIN})(?=['\"<,，\s]|$)",
    re.IGNORECASE,
)
#: Who a parcel or a letter is for: …1803，安宁收
_RECEIVES = guarded(
    "person.receives",
    r"(?<=[，,。 \t])(?P<name>[㐀-鿿]{2,3})[ ]?(?:亲?收|（收）|\(收\))(?=$|[\s，,。；;！!])",
    re.MULTILINE,
)
_STOP = frozenset(_FORM["no value"])
_ENDINGS = tuple(_FORM["no ending"])
#: A run of the characters that write the sounds of other languages, as long as a name may be.
_RUN = pattern("person.sounds", f"[{SOUNDS}]{{3,9}}")


def labelled_names(view: View) -> Iterator[Minority]:
    """Yield the names that fields of a form hold, then transliterated ones between a label and a verb."""
    text = view.text
    for match in _FIELD.each(view):
        if _is_value(match["name"]):
            yield Minority(*match.span("name"), 0.85)
    for expression in (_CELL, _KEY, _RECEIVES) if view.digits >= _CELL_DIGITS else (_KEY, _RECEIVES):
        for match in expression.each(view):
            if _is_plain_name(match["name"]):
                yield Minority(*match.span("name"), 0.85)
    for run in _RUN.finditer(text):
        if not DISTINCT.isdisjoint(run.group()) and (end := _end(text, *run.span())):
            yield Minority(run.start(), end, 0.8)


def _is_plain_name(name: str) -> bool:
    """Tell whether a cell's value has the look of a name: a known surname and one or two characters more."""
    if name.isascii():
        return True
    long = 2 if name[:2] in COMPOUND else 1
    return (
        (long == 2 or name[0] in SINGLE)
        and len(name) <= long + 2
        and name not in NOT_A_NAME
        and name not in _STOP
    )


def _is_value(name: str) -> bool:
    """Tell whether a field's value can be a name: no remark, no organisation, no surname with a title."""
    if name.isascii():
        return True
    if name in _STOP or name in NOT_A_NAME or name.endswith(_ENDINGS) or name in NOT_AFTER:
        return False
    if all(c in SOUNDS for c in name):
        return len(name) > 2 or name in PARTS
    known = name[0] in SINGLE or name[:2] in COMPOUND
    odd = sum(character in NEVER for character in name)
    if (
        odd
        > (
            1 if known and len(name) == 3 else 0
        )  # 孟听雨: behind a label one odd character is somebody's parents' taste
        or len(name) > 4
        or (len(name) > 3 and name[:2] not in COMPOUND and not known)
    ):
        return False
    return not titled(name, 1) and (known or len(name) == 3)


def _end(text: str, start: int, end: int) -> int:
    """Return where a transliterated name that begins at `start` ends; 0 when nothing says that it is one."""
    left = left_weight(text, start)
    if left is None or text[max(0, start - 1) : start] in {"·", "•", "・"}:
        return 0
    for at in range(end, start + 2, -1):
        right = right_weight(text, at)
        distinct = sum(c in DISTINCT for c in text[start:at])
        if right is None or right == NO_NAME or distinct < 2 or text[start:at] in NO_MINORITY:
            continue
        if left + right >= 2.8 and (left >= 2.5 or right >= 2.0):
            return at
    return 0
