"""Bank cards and accounts: whole numbers, masks, and last four digits that are called so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detectors.checksums import is_luhn, is_resident_id, is_uscc
from detectors.cn.bank_card_proof import BANK_CARD_PROOF
from detectors.cn.card_labels import BANK, CALLED, CARD, LABELS, TRANSFERS
from detectors.cn.card_prefixes import is_known_card, is_unionpay
from detectors.fold import View
from detectors.guarded import Guarded, guarded
from detectors.labels import Label
from detectors.patterns import pattern
from detectors.recognizer import Hit, TextRecognizer
from detectors.regions import is_resident_shape

ENTITY = "CN_BANK_CARD"

_MASK = r"[*xX×✕•●○◯■□#※]"
_NUMBER = guarded("bank_card.number", r"(?<![0-9.])[0-9]{12,19}(?![0-9]|[*×][0-9*×])")
_SPACED = guarded(
    "bank_card.spaced", r"(?<![0-9])[2-9][0-9]{3}(?:[ \-][0-9]{4}){3}(?:[ \-]?[0-9]{1,3})?(?![0-9])"
)
_MASKED = guarded(
    "bank_card.masked",
    rf"(?<![0-9A-Za-z*])(?:[0-9]{{1,4}}[ \-]{{0,1}}(?:[0-9]{{1,4}}[ \-]{{0,1}})?)?{_MASK}{{1,12}}"
    rf"(?:[ \-]{_MASK}{{1,4}}){{0,3}}[ \-]{{0,1}}[0-9]{{3,7}}(?![0-9*])",
)

#: A time down to the hour or finer, as systems number things with.
_STAMPED = pattern(
    "bank_card.stamped", r"20[1-3][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])"
)
#: A single star before the last four digits (卡号*9729), which a year or an amount must not be.
_ONE_STAR = pattern("bank_card.one_star", rf"{_MASK}[0-9]{{4}}")
_UNITS = ("年", "月", "日", "元", "%", ":", "：", ".")

_TAIL_WORD = r"(?:尾号|尾数|末尾|卡尾|尾|(?:最后|后|末)[4四]位(?:数字|数|号)?)(?:号码|号)?"
_VALUE = r"(?P<value>[0-9]{4})(?![0-9A-Za-z年月日元%:：]|\.[0-9])"
_LINK = r"[ ：:=是为（(“\"'【\[*]{0,4}"
_TAIL = guarded(
    "bank_card.tail",
    rf"(?:{CARD}|账户|账号|帐户|帐号|{BANK}(?:的)?(?:{CARD})?)(?:号码|号)?(?:的)?"
    rf"[ （(【，,:：]{{0,2}}(?:是|为)?{_TAIL_WORD}{_LINK}{_VALUE}",
)
_TAIL_OF = guarded(
    "bank_card.tail_of",
    rf"{_TAIL_WORD}{_LINK}{_VALUE}[ ）)】”\"、]{{0,2}}(?:的|那张|这张|您的|名下的|他的|她的){{0,2}}"
    rf"(?:[一-鿿]{{0,4}}银行|{BANK}|(?:一类|二类|储蓄|信用|借记|工资|还款|扣款|收款|绑定|代扣|本人|龙|金穗){{0,2}}{CARD}|账户|账号|帐户)",
)
_TAIL_FIRST = guarded(
    "bank_card.tail_first",
    rf"(?:(?<![0-9])(?P<ends>[0-9]{{4}})(?:结尾|收尾)|(?:那张|这张)(?P<value>[0-9]{{4}}))的?(?:{BANK})?(?:储蓄|信用|工资)?{CARD}",
)
_BRACKETED = guarded(
    "bank_card.bracketed",
    rf"(?:{BANK}(?:{CARD})?|银行卡|{CARD})[ ]{{0,1}}[（(【\[](?P<value>[0-9]{{4}})[)）】\]]",
)
_TAIL_ENGLISH = guarded(
    "bank_card.tail_english",
    r"(?<![A-Za-z])(?:(?:card|account|visa|mastercard|debit|credit|unionpay|acct)(?: no| number)?\.?"
    r",? ?\(?(?:that )?"
    r"(?:ending|ends|ended)(?: in| with)?|(?:last four|last 4)(?: digits)?(?: of "
    r"(?:the |your |his |her |my )?"
    rf"(?:bank |debit |credit )?(?:card|account)(?: number)?)(?: is| are)?)[ :：.x*]{{1,8}}{_VALUE}",
    re.IGNORECASE,
)


class BankCard(TextRecognizer):
    """Finds card numbers by prefix, length and Luhn digit; other account numbers only by label.

    Some old debit cards fail Luhn, so a labelled number need not pass it.
    """

    ENTITIES = (ENTITY,)
    GUARDS = (_NUMBER, _SPACED, _MASKED, _TAIL, _TAIL_OF, _TAIL_FIRST, _BRACKETED, _TAIL_ENGLISH)
    PROOF = BANK_CARD_PROOF

    def find(self, view: View) -> Iterable[Hit]:
        """Yield whole numbers, then masked ones and last digits."""
        for words in (_NUMBER, _SPACED):
            yield from _numbers(view, words)
        yield from _masked(view)
        for tail in (_TAIL, _TAIL_OF, _BRACKETED, _TAIL_ENGLISH):
            for match in tail.each(view):
                yield Hit(ENTITY, *match.span("value"), 0.65, "bank_card.tail")
        for match in _TAIL_FIRST.each(view):
            yield Hit(ENTITY, *match.span("value" if match["value"] else "ends"), 0.65, "bank_card.tail")


def _numbers(view: View, words: Guarded) -> Iterator[Hit]:
    text = view.text
    for match, label in LABELS.each(text, words.each(view)):
        if LABELS.glued(text, match.start()):
            continue
        number = match.group().replace(" ", "").replace("-", "")
        if label == Label.NONE and TRANSFERS.read(text, *match.span()) > 0:
            label = Label.NEAR
        if label == Label.LINKED and not is_known_card(number) and CALLED.read(text, *match.span()) < 0:
            label = Label.NEAR
        score = _score(number, label)
        if score:
            yield Hit(ENTITY, *match.span(), score, "bank_card.number")


def _score(number: str, label: Label) -> float:
    """Return the score of 12 to 19 digits, 0 for none."""
    known, checked = is_known_card(number), is_luhn(number)
    if label == Label.LINKED:
        if not known and _STAMPED.match(number):
            return 0.0
        if len(number) < 15 or not checked:
            return 0.7
        return 1.0 if known else 0.85
    if label == Label.REFUTED or not known or (len(number) == 18 and _is_other(number)):
        return 0.0
    if label == Label.NEAR:
        return 1.0 if checked else 0.7
    if not checked or len(number) < 16:
        return 0.0
    if label == Label.DOUBTED:
        return 0.6 if is_unionpay(number) else 0.0
    return 0.75 if is_unionpay(number) else 0.6


def _is_other(number: str) -> bool:
    """Tell whether 18 digits are rather a resident ID or an organisation's code."""
    return is_resident_shape(number) or is_uscc(number) or (number[0] == "9" and is_resident_id(number))


def _masked(view: View) -> Iterator[Hit]:
    text = view.text
    for match, label in LABELS.each(text, _MASKED.each(view)):
        value = match.group().replace(" ", "").replace("-", "")
        head = len(value) - len(value.lstrip("0123456789"))
        labelled = label == Label.LINKED and (head >= 3 or label_is_enough(value))
        if not labelled and _ONE_STAR.fullmatch(value) and CALLED.read(text, *match.span()) == Label.LINKED:
            labelled = not text.startswith(_UNITS, match.end())
        alone = label >= Label.NONE and value.startswith("62") and head >= 4 and len(value) in (16, 17, 19)
        if (labelled or alone) and value[-3:].isdigit():
            yield Hit(ENTITY, *match.span(), 0.65, "bank_card.masked")


def label_is_enough(value: str) -> bool:
    """Tell whether a value whose head is hidden still shows four last digits behind a mask of two or more."""
    return value[-4:].isdigit() and not value[1].isdigit()
