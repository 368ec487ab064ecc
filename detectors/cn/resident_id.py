"""Mainland resident ID numbers (GB 11643): 18 characters, 15 digits before 2000, masks and last digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detectors.checksums import is_resident_id
from detectors.cn.resident_id_proof import RESIDENT_ID_PROOF
from detectors.fold import View
from detectors.guarded import guarded
from detectors.labels import Label, Labels, label_expression, words
from detectors.recognizer import Hit, TextRecognizer
from detectors.regions import is_region, is_resident_shape

ENTITY = "CN_RESIDENT_ID"

#: With the typing and reading errors that are seen in notes and in text read from photos.
WORDS: tuple[str, ...] = words("""
    身份证, 身份証, 身分证, 身分証, 身份正, 身份征, 身份怔, 身fen证, 身份zheng, 身份z, 身f证, 份证号,
    身份号, 身份ID, 身份码, 身分号, 证件号, 证件, 证号, 证号码, 公民身份, 公民号码, 居民身份, 二代证,
    居住证, 户口本, 户籍号, 公民身份号码, 社会保障号, 社会保障号码, sfz, sfzh, sfzhm, shenfenzheng,
    shenfenzhenghao, shen份证, shenfen证, id, id no, id number, id num, id card, id card no,
    id card number, idcard, idno, id code, identity, identity no, identity number, identity card,
    identity card no, national id, national id number, citizen id, resident id, resident id number,
    prc id
""")
#: Other documents' numbers, which 证号 or 证件号 alone would take in.
OTHERS: tuple[str, ...] = words("""
    许可证号, 执业证号, 工作证号, 房产证号, 产权证号, 学生证号, 会员证号, 合格证号, 资格证号, 证书号,
    存证号, 凭证号, 公证号, 认证号, 保证号, 营业证号, 催收证号, 上岗证号, order id, transaction id,
    meeting id, trace id, device id, user id, task id, message id
""")
#: Numbers of 15 digits that have labels of their own.
_ACCOUNTS: tuple[str, ...] = (
    "账号",
    "账户",
    "卡号",
    "户号",
    "缴费号",
    "电表",
    "水表",
    "宽带",
    "账单",
    "银行卡",
    "account",
)

_LABELS = Labels("resident_id", WORDS, OTHERS, things=False)
_LEGACY_LABELS = Labels("resident_id.legacy", WORDS, (*OTHERS, *_ACCOUNTS))
_WORDS = label_expression(WORDS)
_MASK = r"[*xX×✕•●○◯■□#※]"

_FULL = guarded("resident_id.full", r"(?<![0-9])[1-9][0-9]{16}[0-9XxＸ×*✕χΧхХ](?![0-9])")
_LEGACY = guarded("resident_id.legacy", r"(?<![0-9])[1-9][0-9]{14}(?![0-9*Xx×])")
_TYPO = guarded(
    "resident_id.typo",
    r"(?<![0-9])[1-9](?:[0-9]{15,16}|[0-9]{18}|[0-9]{15}[Xx]|[0-9]{18}[Xx])(?![0-9Xx*×✕χΧхХ])",
)
_MASKED = guarded(
    "resident_id.masked", rf"(?<![0-9A-Za-z*])[1-9]?[0-9]{{0,13}}{_MASK}{{2,17}}[0-9]{{0,8}}[Xx]?(?![0-9*])"
)
#: In a transcript the answer follows the question: "身份证后四位。客户：6386".
_ANSWER = (
    r"(?:(?:多少|报一下|是多少|几号)?[。？?，,](?:客户|用户|本人|借款人|答|客)[：:]"
    r"(?:嗯|是|哦|对|呃)?[，,。]?)?"
)
_TAIL_LINK = r"[ ：:=是为（(“\"'，,]{0,4}"
_ENDING = (
    r"(?:(?:的|号码|号)?[（(，, ：:]{0,2}(?:是|为)?(?:尾号|尾数|末尾|结尾|(?:最后|后|末|尾)[ ]{0,1}"
    r"(?:[4-6四五六]|四4|六6)[ ]{0,1}位(?:数字|数|号)?)(?:号码)?)"
)
_VALUE = r"(?P<value>[0-9]{3}[Xx]|[0-9]{5}[Xx]|[0-9]{4}(?:[0-9]{2})?)(?![0-9A-Za-z年月日天元.%/:：])"
_TAIL = guarded(
    "resident_id.tail",
    rf"{_WORDS}(?:号码|号)?{_ENDING}(?:(?:后|末)[4四6六]位)?{_ANSWER}{_TAIL_LINK}{_VALUE}",
    re.IGNORECASE,
)
_ENDS = guarded(
    "resident_id.ends",
    rf"{_WORDS}(?:号码|号)?的?前[ ]{{0,1}}(?:[3-6三四五六]|[34六四][346])?[ ]{{0,1}}位"
    rf"{_TAIL_LINK}(?P<head>[1-8][0-9]{{2,5}})(?![0-9年])"
    rf"(?:[，,、；; ]{{0,2}}(?:后|末)[ ]{{0,1}}(?:[4-6四五六]|四4|六6)[ ]{{0,1}}位{_TAIL_LINK}{_VALUE})?",
    re.IGNORECASE,
)
_SPACED = guarded(
    "resident_id.spaced",
    rf"(?<![0-9A-Za-z*])[1-8][0-9]{{2,5}}[ ]{_MASK}{{4}}[ ]{{0,1}}{_MASK}{{4}}[ ][0-9]{{3}}[0-9Xx](?![0-9])",
)
_TAIL_OF = guarded(
    "resident_id.tail_of",
    rf"(?:尾号|尾数|末尾)[ ：:是为]{{0,3}}{_VALUE}[ ）)]{{0,2}}的?(?:那个|这个)?{_WORDS}",
    re.IGNORECASE,
)
_TAIL_ENGLISH = guarded(
    "resident_id.tail_english",
    rf"(?:(?<![A-Za-z])(?:id|identity|id card|identity card)(?: card| no| number| num)?\.?,? (?:that )?"
    r"(?:ending|ends|ended)"
    rf"(?: in| with)?|(?<![A-Za-z])last (?:four|six|4|6)(?: digits)? of (?:the |his |her |my |your )?"
    rf"(?:id|identity)(?: card)?(?: no| number)?)(?: is| are)?[ :：.]{{1,3}}{_VALUE}",
    re.IGNORECASE,
)


class ResidentId(TextRecognizer):
    """Finds resident IDs by region, date of birth and check character, and by label where one of them fails.

    A labelled number with a wrong check character is a typing error and still points at a person.
    """

    ENTITIES = (ENTITY,)
    GUARDS = (_FULL, _LEGACY, _TYPO, _MASKED, _TAIL, _ENDS, _SPACED, _TAIL_OF, _TAIL_ENGLISH)
    PROOF = RESIDENT_ID_PROOF

    def find(self, view: View) -> Iterable[Hit]:
        """Yield full numbers, then masked ones and last digits that a label makes known."""
        yield from _full(view)
        yield from _legacy(view)
        yield from _typos(view)
        yield from _masked(view)
        for tail in (_TAIL, _TAIL_OF, _TAIL_ENGLISH):
            for match in tail.each(view):
                yield Hit(ENTITY, *match.span("value"), 0.65, "resident_id.tail")
        for match in _ENDS.each(view):
            for part in ("head", "value"):
                if match[part]:
                    yield Hit(ENTITY, *match.span(part), 0.65, "resident_id.ends")


def _full(view: View) -> Iterator[Hit]:
    for match, label in _LABELS.each(view.text, _FULL.each(view)):
        if not _LABELS.glued(view.text, match.start()):
            score = _score(match.group(), label)
            if score:
                yield Hit(ENTITY, *match.span(), score, "resident_id.full")


def _score(value: str, label: Label) -> float:
    """Return the score of 18 characters, 0 for none."""
    odd_x = not value[-1].isdigit() and value[-1] not in "Xx"
    if odd_x:
        value = value[:-1] + "X"
    shaped, checked = is_resident_shape(value), is_resident_id(value)
    if label > Label.NONE:
        if shaped and checked:
            return 1.0
        return 0.7 if shaped or label == Label.LINKED else 0.0
    if not shaped or label == Label.REFUTED or (odd_x and not checked):
        return 0.0
    if label == Label.DOUBTED:
        return 0.75 if checked else 0.0
    return 0.95 if checked else 0.6


def _legacy(view: View) -> Iterator[Hit]:
    for match, label in _LEGACY_LABELS.each(view.text, _LEGACY.each(view)):
        shaped = is_resident_shape(match.group())
        if _LEGACY_LABELS.glued(view.text, match.start()) or not (shaped or label == Label.LINKED):
            continue
        if label >= Label.NONE:
            score = 0.85 if shaped and label else 0.7 if label else 0.6
            yield Hit(ENTITY, *match.span(), score, "resident_id.legacy")


def _typos(view: View) -> Iterator[Hit]:
    """Yield numbers a digit too short or too long, which only a label can make an ID."""
    for match, label in _LABELS.each(view.text, _TYPO.each(view)):
        value = match.group()
        plausible = is_region(value) if label == Label.LINKED else label > 0 and is_resident_shape(value[:17])
        if plausible and not _LABELS.glued(view.text, match.start()):
            yield Hit(ENTITY, *match.span(), 0.7, "resident_id.typo")


def _masked(view: View) -> Iterator[Hit]:
    for match, label in _LABELS.each(view.text, _SPACED.each(view)):
        if label == Label.LINKED:
            yield Hit(ENTITY, *match.span(), 0.65, "resident_id.masked")
    for match, label in _LABELS.each(view.text, _MASKED.each(view)):
        value = match.group()
        digits = sum(char.isdigit() for char in value)
        whole = len(value) in (15, 18) and value[:6].isdigit() and value[-4:-1].isdigit() and is_region(value)
        labelled = label == Label.LINKED and (digits >= 3 or len(value) >= 15) and len(value) >= 7
        if labelled or (whole and label >= Label.NONE):
            yield Hit(ENTITY, *match.span(), 0.65, "resident_id.masked")
