"""What the model is not sure of, judged by what else is known: an ordinary word, a place without any part of an address."""

from __future__ import annotations

from detectors.patterns import any_of, pattern
from detectors.people.known_words import EVERYDAY, NO_NOUN, OF_NAMES, TYPICAL, among
from detectors.people.name_context import BEFORE
from detectors.people.word_tables import table

#: From which certainty on the model needs nobody else's word, by type.
SURE = {"PERSON": 0.9, "ADDRESS": 0.95, "EMPLOYER": 0.98}
#: How far before a span it is read.
_NEAR = 8

_ADDRESS, _EMPLOYER, _AROUND = table("address"), table("employer"), table("surroundings")
_NUMBER = r"[0-9A-Za-z零〇一二三四五六七八九十百千]{1,6}"
_LONG = [
    w for section in ("roads", "estates", "villages", "divisions") for w in _ADDRESS[section] if len(w) > 1
]
#: What only addresses have: a counted block, floor or group, or a road, an estate or a landmark with its word for where.
_PLACED = pattern(
    "unsure.placed",
    rf"{_NUMBER}(?:号楼|号院|栋|幢|座|单元|室|楼|弄|巷|组|队|门|村|排)|[路街道巷弄村邨][^，。；;]{{0,3}}{_NUMBER}(?:号|弄|巷)|{any_of(_LONG)}|[路街巷村邨苑]"
    rf"|{any_of(w for w in (*_AROUND['where'], *_AROUND['dwellings']) if len(w) > 1)}",
)
#: Dates, terms and numbers of things that are read as numbers of houses.
_DATED = pattern(
    "unsure.dated",
    r"\d月|月[初底]|[号日](?:前|之前|到期|截止|起|左右)|承诺|工号|座机|时效|上午|下午|分行|支行|病房|法院|银行|公司|新台币|人民币",
)
_ORGANISED = pattern(
    "unsure.organised", any_of({*_EMPLOYER["suffixes"], *_EMPLOYER["services"], *_EMPLOYER["brands"]})
)
#: Trips, meetings and events, and offices of the creditor: no workplace although they end like one.
_BUSY = pattern(
    "unsure.busy",
    r"请勿|温馨|提示|之前|来电|回来|老家|假期|业主群|本公司|我公司|我司|委托方|信用卡中心|消费金融|债权|法院\Z|法务部|客服部|催收部|贷后|读|孩子|自己|一片|任何|何一|换成",
)
#: Who lies in a hospital, and what is done at an office or a shop by those who do not work there.
_PATIENT = pattern(
    "unsure.patient",
    r"(?:住院|住进|住在|送到|送去|抢救|看病|手术|检查|产检|化疗|体检|陪护|复查)[^，。；;]{0,4}\Z",
)
_VISIT = pattern(
    "unsure.visit",
    r"领取|取件|自取|报案|报警|立案|开庭|调解|见面|集合|门口|附近|买|住[了院]|丢|撞|缴费|还款|排队|开会|吃饭|等[你我他您车]",
)
#: Whom everybody deals with: somebody's workplace only where work is spoken of, however sure the model is.
_PASSING = table("departments")["everybody's"]
_OF_WORK = pattern(
    "unsure.of_work",
    r"单位|任职|供职|上班|工作|同事|员工|职工|前台|人事|领导|保安|柜员|经理|主任|老师|辅警|协警|书记员|编制|退休|辞|入职|打工|做工|返工|班",
)

#: What makes a well-known name somebody's workplace, before it and behind it.
_WORKS = pattern(
    "unsure.works",
    r"(?:单位|任职|就职|入职|供职|受雇|雇主|公司|挂靠|[现曾还]在|[他她我]在|喺|于)[：: 于是在叫]{0,2}\Z",
)
_WORK = pattern(
    "unsure.work",
    r"[^，。；;\n]{0,4}(?:上班|工作|打工|做工|返工|干活|跑|送|当|开车|的(?:员工|保安|店员|司机|骑手))",
)
#: Banks, shops and cars that are called like people; people are called like them as well.
_BRANDS = frozenset((*_EMPLOYER["brands"], *_EMPLOYER["called like people"]))


def believable(kind: str, text: str, start: int, end: int, sure: float) -> bool:
    """Tell whether a plausible span of which the model is `sure` to this degree is to be believed."""
    if kind == "PERSON":
        return _told(text, start) or _is_name(text, start, end, sure)
    if kind == "EMPLOYER" and text.endswith(_PASSING, start, end) and not _of_work(text, start, end):
        return False
    if sure >= SURE[kind]:
        return True
    if kind == "ADDRESS":
        return bool(_PLACED.search(text, start, end)) and not _DATED.search(
            text, start, min(len(text), end + 2)
        )
    if text[start:end] in _BRANDS and not (
        _WORKS.search(text, max(0, start - _NEAR), start) or _WORK.match(text, end)
    ):
        return False
    passing = _VISIT.match(text, end) or _PATIENT.search(text, max(0, start - _NEAR), start)
    return bool(_ORGANISED.search(text, start, end)) and not (passing or _BUSY.search(text, start, end))


def _of_work(text: str, start: int, end: int) -> bool:
    """Tell whether work is spoken of in a few characters before or behind."""
    before, after = max(0, start - _NEAR), min(len(text), end + _NEAR)
    return bool(_OF_WORK.search(text, before, start) or _OF_WORK.search(text, end, after))


def _told(text: str, start: int) -> bool:
    """Tell whether a word stands before that says that a name follows."""
    return any(BEFORE.get(text[max(0, start - length) : start], 0.0) >= 2.0 for length in (2, 3, 4))


def _is_name(text: str, start: int, end: int, sure: float) -> bool:
    """Tell whether a name is believed without a word before it that says that one follows."""
    name = text[start:end]
    if name in _BRANDS:
        return False
    if sure >= SURE["PERSON"] or not "\u3400" <= name[0] <= "\u9fff":
        return True
    if among("divisions", name) or among("words", name) in EVERYDAY:
        return False
    if not (among("surnames", name[0]) or among("surnames", name[:2])) and not _has_typical(name):
        return False
    if start == 0 or not "\u3400" <= text[start - 1] <= "\u9fff":
        return True
    if len(name) == 2 and not among("surnames", name[0]):
        return looks_given(name)
    return len(name) != 3 or among("words", name[1:]) not in NO_NOUN


def _has_typical(name: str) -> bool:
    return any(among("given", character) in TYPICAL for character in name)


def looks_given(name: str) -> bool:
    """Tell whether two characters are such as given names have, and one of them hardly anything else."""
    kinds = {among("given", character) for character in name}
    return kinds <= OF_NAMES and bool(kinds & TYPICAL)
