"""The recognizer that carries one case's record: made for one message, thrown away with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import ClassVar

from detectors.fold import View, fold
from detectors.kept import kept
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer
from detectors.record.addresses import find_address
from detectors.record.amounts import find_amount
from detectors.record.birth import find_birth_date
from detectors.record.digits import digits_of, find_card, find_id, find_phone, find_qq, is_id
from detectors.record.emails import find_email
from detectors.record.employers import find_employer
from detectors.record.handles import find_code, find_handle, find_plate
from detectors.record.names import find_name
from detectors.record.plain import folds_to_itself
from detectors.record.products import find_product
from detectors.record.squeeze import Squeezed, squeeze
from detectors.record.values import Finder, Found, Record, Value

#: Values longer than this are searched for as they stand: they are no phone, name or address of one person.
LONGEST = 300


def _find_birth(value: str, text: Squeezed) -> Iterable[Found]:
    digits = digits_of(value)
    return find_birth_date(digits, text) if len(digits) == 8 else ()


def _find_document(value: str, text: Squeezed) -> Iterable[Found]:
    """A resident ID where it is one, any other document number otherwise."""
    number = squeeze(value)
    return find_id(number, text) if is_id(number) else find_code(value, text)


def _find_as_it_stands(value: str, text: Squeezed) -> Iterable[Found]:
    whole = squeeze(value)
    return [
        Found(start, end, 1.0, "record.text")
        for start, end in (text.all.find(whole) if len(whole) >= 6 else ())
        if not text.glued_left(start) and not text.glued_right(end) and end - start <= 3 * len(whole)
    ]


FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "PHONE_NUMBER": find_phone,
        "CN_RESIDENT_ID": _find_document,
        "CN_FOREIGN_PERMANENT_ID": _find_document,
        "CN_BANK_CARD": find_card,
        "DATE_OF_BIRTH": _find_birth,
        "PERSON": find_name,
        "ADDRESS": find_address,
        "EMPLOYER": find_employer,
        "EMAIL_ADDRESS": find_email,
        "WECHAT_ID": find_handle,
        "ALIPAY_ID": find_handle,
        "QQ_NUMBER": find_qq,
        "CN_VEHICLE_PLATE": find_plate,
        "LOAN_CONTRACT": find_code,
        "CN_PASSPORT": find_code,
        "CN_HK_MACAU_PERMIT": find_code,
        "CN_TAIWAN_PERMIT": find_code,
        "CN_MILITARY_ID": find_code,
        "TW_NATIONAL_ID": find_code,
        "TW_RESIDENT_CERTIFICATE": find_code,
        "HK_ID": find_code,
        "MO_ID": find_code,
        "DEBT_AMOUNT": find_amount,
        "DEBT_STATUS": find_product,
    }
)


class RecordRecognizer(TextRecognizer):
    """Finds the values of one case in one text, whatever their disguise, and says whose they are.

    Pass it to Presidio as ``ad_hoc_recognizers=[RecordRecognizer(record)]``. Making one costs next to nothing: the values are
    folded when there is a text, once for all texts of the message, and are gone with the recognizer. Each finding carries the owner of the value under `OWNER` in its `recognition_metadata`, and whoever else has the same
    value under `ALSO_OWNERS`.
    """

    ENTITIES: ClassVar[tuple[str, ...]] = tuple(FINDERS)
    #: What it catches depends on the record: `tests/detectors/record` has its tables.
    PROOF: ClassVar[Proof] = Proof()

    def __init__(self, record: Record, supported_language: str = "zh") -> None:
        super().__init__(supported_language)
        self._record = record

    def find(self, view: View) -> Iterable[Hit]:
        """Return the findings of every value; where one lies within another of its type, only the longer."""
        text = Squeezed(view)
        return _strongest(
            [
                _hit(value, found, text.folded)
                for value, folded, finder in self._sought
                for found in finder(folded, text)
            ]
        )

    @kept
    def _sought(self) -> list[tuple[Value, str, Finder]]:
        """Each value with what is looked for in any number of texts, and who looks; without those too short to mean anybody."""
        sought: list[tuple[Value, str, Finder]] = []
        for value in self._record.values:
            written = value.text.strip()
            if len(written) < 2 or not (written[:2].isalnum() or len(squeeze(written)) >= 2):
                continue
            finder = FINDERS.get(value.entity_type) if len(written) <= LONGEST else None
            if not (written.isascii() or folds_to_itself(written)):
                written = fold(written).text
            sought.append((value, written, finder or _find_as_it_stands))
        return sought


def _hit(value: Value, found: Found, text: str) -> Hit:
    start, end = _with_brackets(text, found.start, found.end)
    return Hit(found.entity_type or value.entity_type, start, end, found.score, found.rule, value.owner)


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the other bracket where a span holds only one of a pair, as in (0571)88123456 or A123456(3)."""
    unclosed = text.count("(", start, end) - text.count(")", start, end)
    if unclosed < 0 and text[start - 1 : start] == "(":
        start -= 1
    if unclosed > 0 and text[end : end + 1] == ")":
        end += 1
    return start, end


def _strongest(hits: list[Hit]) -> list[Hit]:
    """Drop a hit that lies within another of its type; merge the owners of those that are the same."""
    kept: dict[tuple[str, int, int], Hit] = {}
    reach: dict[str, int] = {}
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, -h.score)):
        key = hit[:3]
        same = kept.get(key)
        if same is not None:
            owners = dict.fromkeys((same.owner, *same.also_owners, hit.owner))
            kept[key] = same._replace(
                also_owners=tuple(o for o in owners if o is not None and o != same.owner)
            )
        elif hit.end > reach.get(hit.entity_type, -1):
            kept[key] = hit
            reach[hit.entity_type] = hit.end
    return list(kept.values())
