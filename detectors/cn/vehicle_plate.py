"""Vehicle plates (GA 36): ordinary, new energy, police, learners, trailers, embassies, border traffic."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detectors.cn.vehicle_plate_proof import VEHICLE_PLATE_PROOF
from detectors.fold import View
from detectors.guarded import guarded
from detectors.labels import Label, Labels, words
from detectors.patterns import pattern
from detectors.recognizer import Hit, TextRecognizer

ENTITY = "CN_VEHICLE_PLATE"

_LABELS = Labels(
    "vehicle_plate",
    words("""
    车牌, 车牌号, 车牌号码, 车号, 牌照, 牌照号, 牌号, 号牌, 车辆, 名下车, 车子, 开的车, 车pai, che牌,
    抵押车, 私家车, 轿车, 面包车, 货车, 车, cph, chepai, plate, plate no, plate number, license plate,
    licence plate, number plate, vehicle, car no, car number, car, driving, drives
"""),
    (
        "股票",
        "证券",
        "基金",
        "车票",
        "车次",
        "车厢",
        "停车券",
        "停车券号",
        "机车型号",
        "车架号",
        "发动机号",
        "汽车编号",
        "车型",
    ),
)
_PROVINCE = r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_GAP = r"[ \-·•‧・.．_:|/~]{0,3}"
_L, _A = "[A-HJ-NP-Za-hj-np-z]", "[A-HJ-NP-Za-hj-np-z0-9]"
#: Inspectors, embassies and border traffic have a Han letter last; I and O are not used, O only for police.
_BODY = (
    rf"(?:[DFdf]{_A}[0-9]{{4}}|[0-9]{{5}}[DFdf]|[A-HJKa-hjk]{_A}[0-9]{{4}}|{_A}{{4}}[学警挂港澳领试超]"
    rf"|{_A}{{5}})"
)
_PLATE = guarded("vehicle_plate.plate", rf"{_PROVINCE}[ ]{{0,1}}[A-HJ-Za-hj-z]{_GAP}{_BODY}(?![0-9A-Za-z*])")
#: Every character apart: 皖 C 5 H 2 0 X.
_APART = guarded(
    "vehicle_plate.apart",
    rf"{_PROVINCE}[ ·.\-]{{1,2}}[A-HJ-Za-hj-z](?:[ ·.\-]{{1,2}}{_A}){{5,6}}(?![ ·.\-]?[0-9A-Za-z*])",
)
_SPECIAL = guarded(
    "vehicle_plate.special",
    rf"(?<![0-9A-Za-z])(?:使[ ]{{0,1}}[0-9]{{3}}{_GAP}[0-9]{{3}}|[0-9]{{6}}使"
    rf"|WJ[ ]{{0,1}}{_PROVINCE}?{_GAP}[0-9]{{4}}{_A})(?![0-9A-Za-z用])",
)
#: Plates of Taiwan and Hong Kong, which only a label makes known.
_LABELLED = guarded(
    "vehicle_plate.labelled",
    r"(?<![0-9A-Za-z\-])(?:[A-Z]{2,3}[ \-]{0,1}[0-9]{3,4}|[0-9]{4}-[A-Z]{2})(?![0-9A-Za-z\-])",
)
_MASKED = guarded(
    "vehicle_plate.masked",
    rf"{_PROVINCE}[A-HJ-Za-hj-z]{_GAP}(?:{_A}{{0,3}}[*×xX]{{2,4}}{_A}{{0,3}})(?![0-9A-Za-z*])",
)
#: Words that begin like a plate: 新APP123, 云VPN001.
_WORDS = pattern(
    "vehicle_plate.words",
    r"app|vpn|api|erp|crm|sdk|html|vip|pdf|ktv|usb|cpu|gdp|gps|nba|cba|logo|bug",
    re.IGNORECASE,
)
#: Provinces whose character is an everyday word as well.
_EVERYDAY = frozenset("新云贵青宁黑吉川")


class VehiclePlate(TextRecognizer):
    """Finds plates by shape. All letters are read, but a plate has a digit."""

    ENTITIES = (ENTITY,)
    GUARDS = (_PLATE, _APART, _SPECIAL, _LABELLED, _MASKED)
    PROOF = VEHICLE_PLATE_PROOF

    def find(self, view: View) -> Iterable[Hit]:
        """Yield plates, then masked ones."""
        text = view.text
        for match, label in _LABELS.each(text, _PLATE.each(view)):
            score = _score(match, label)
            if score:
                yield Hit(ENTITY, *match.span(), score, "vehicle_plate.plate")
        for match, label in _LABELS.each(text, _APART.each(view)):
            if label > Label.REFUTED and any(char.isdigit() for char in match.group()):
                yield Hit(ENTITY, *match.span(), 0.75, "vehicle_plate.apart")
        for match, label in _LABELS.each(text, _SPECIAL.each(view)):
            if label > Label.NONE:
                yield Hit(ENTITY, *match.span(), 0.85, "vehicle_plate.special")
        for match, label in _LABELS.each(text, _LABELLED.each(view)):
            if label == Label.LINKED:
                yield Hit(ENTITY, *match.span(), 0.7, "vehicle_plate.labelled")
        for match, label in _LABELS.each(text, _MASKED.each(view)):
            if label > 0 or (label == Label.NONE and any(char.isdigit() for char in match.group())):
                yield Hit(ENTITY, *match.span(), 0.65, "vehicle_plate.masked")


def _score(match: re.Match[str], label: Label) -> float:
    """Return the score of what looks like a plate, 0 for none."""
    body = match.group()[1:]
    digits = sum(char.isdigit() for char in body)
    if not digits or label == Label.REFUTED:
        return 0.0
    if label > Label.NONE:
        return 0.85
    everyday = match.group()[0] in _EVERYDAY or not body[:2].strip()[:1].isupper()
    if _WORDS.match(body) or (everyday and digits < 3) or label == Label.DOUBTED:
        return 0.0
    return 0.75
