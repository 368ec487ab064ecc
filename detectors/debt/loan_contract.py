"""LOAN_CONTRACT: numbers of loan contracts, notes and cases by their label, of court cases by their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors.contact.nearby import without_overlap, words
from detectors.fold import View
from detectors.guarded import guarded
from detectors.patterns import any_of, pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_KIND = (
    r"(?:借款|贷款|信贷|授信|消费|个人|电子|担保|保证|抵押|分期|信用卡|额度|循环|主|原|客户|该|本"
    r"|其|您的){0,3}"
)
_NUMBERED = words(
    "合同号|合同编号|合约编号|合约号|协议号|协议编号|借据号|借据编号|"
    "借条编号|贷款编号|贷款号|贷款账号|贷款帐号|借款编号|借款号|案件编号|案件号|案号|委案编号|委案号|"
    "委外编号|催收编号|放款编号|授信编号|借款单号|贷款单号|分期编号|进件编号|进件号|合同no|核准编号|"
    "借款id|贷款id|合同id|贷款申请编号|借款申请编号"
)
_LATIN = words(
    "loan number|loan no|loan no.|loan id|loan account|loan account number|loan account no|loan ref|"
    "loan reference|contract number|contract no|contract no.|contract id|loan #|agreement number|"
    "agreement no|agreement no.|agreement id|case number|case no|case no.|case id"
)
_LEAD = r"(?:[(（\[【〔](?!20[0-9]{2}[)）\]】〕])|[ \t:：=#)）\]】\"“”]|是|为|就是|系|no\.?|is|码){0,6}"
#: A code of 6–40 letters, digits and hyphens; `_is_code` asks for four digits.
_CODE = (
    r"(?:[A-Za-z0-9]{2,10}[〔（(\[](?:19|20)[0-9]{2}[〕）)\]][A-Za-z0-9\-]{2,20}"
    r"|[A-Za-z0-9](?:[A-Za-z0-9_/\-]{4,38})[A-Za-z0-9])"
)
#: (2024)沪银贷字第00123号.
_YEAR = r"[(（\[【〔]?(?:19|20)[0-9]{2}[)）\]】〕]?(?:年度?)?"
_SERIES = (
    rf"(?:{_YEAR}[一-鿿（()）]{{1,10}}第?[0-9\-]{{2,12}}号"
    rf"|[一-鿿]{{1,10}}(?:{_YEAR}字?第|字(?:{_YEAR})?第?)[0-9\-]{{2,14}}号)"
)
_COURT_NUMBER = (
    r"[(（\[【〔]?20[0-9]{2}[)）\]】〕][ ]?(?:[一-鿿]{1,2}[0-9]{2,4}|[一-鿿]{1,3})"
    r"(?:民|执|商|破|财|诉|调|仲|刑|行)[一-鿿]{0,5}字?第?[0-9]{1,7}号(?:之[一二三四五])?"
)
_LETTERED = r"[一-鿿]{1,6}[A-Za-z]{0,4}[0-9][A-Za-z0-9\-]{5,30}"
_END = r"(?![A-Za-z0-9])"

_LABELLED = guarded(
    "contract.labelled",
    rf"(?:{any_of(_NUMBERED, through_gaps=True)}|(?<![A-Za-z]){any_of(_LATIN)}){_LEAD}"
    rf"(?P<code>{_COURT_NUMBER}|{_SERIES}|{_CODE}{_END}|{_LETTERED}{_END})",
    re.IGNORECASE,
)
#: 合同HT2024…: the code itself has to look like one, letters and digits.
_GLUED = guarded(
    "contract.glued",
    rf"(?:{_KIND}合同|借据|借款合约|贷款合约|loan|contract)[ ]?[:：（(#]?[ ]?"
    rf"(?P<code>(?=[A-Za-z]{{1,8}}[0-9\-])[A-Za-z0-9][A-Za-z0-9\-_]{{5,38}}|{_SERIES}){_END}",
    re.IGNORECASE,
)
_BEHIND = guarded(
    "contract.behind",
    r"(?<![A-Za-z0-9_/\-])(?P<code>(?=[A-Za-z]{1,8}[0-9\-])[A-Za-z0-9][A-Za-z0-9\-_]{5,38})"
    r"号?(?:的)?[ （(]{0,2}(?:借款|贷款|消费|个人|信贷){0,2}(?:合同|借据|合约|协议)(?:号|编号)?",
)
#: A court's number says of a person that they are sued: (2026)沪0115民初1234号.
_COURT = guarded("contract.court", _COURT_NUMBER)
_ARBITRATION = guarded(
    "contract.arbitration", r"[(（\[【〔]20[0-9]{2}[)）\]】〕][一-鿿]{1,6}仲[一-鿿]{0,4}字?第?[0-9]{2,7}号"
)
#: By itself the number is public; beside these it is the number of somebody's own case.
_ABOUT_SOMEBODY = pattern(
    "contract.about_somebody",
    r"案号|案件号|立案号|执行案|被告|原告|被执行人|立案|执行|被申请人|当事人|您|你|他|她|其|本人|债务人|借款人|客户|纠纷|起诉|诉讼|欠|贷|defendant|case no|sued",
    re.IGNORECASE,
)
_REACH = 16
#: Contracts and cases that are no loan's.
_OTHER = pattern(
    "contract.other",
    r"(?:(?:投诉|受理|举报|报修|理赔|采购|供货|设备|发货)[^。；;\n]{0,10}[，, ]|劳动|劳务|用工|租房|租赁|房屋|采购|购房|购销|买卖|服务|装修|投诉|受理|工单|订单|快递|保险|物业"
    r"|供货|施工|入职|聘用|运输"
    r"|销售|培训|举报|报案|support|service|tracking|insurance|employment|purchase|rental|ticket)[的 ]?\Z",
    re.IGNORECASE,
)


class LoanContract(TextRecognizer):
    """Numbers under which an institution, an agency or a court keeps somebody's debt."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("LOAN_CONTRACT",)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "合同编号：〔AX-2024-0093175〕，逾期两期",
            "合同号〔JK20240817334902〕",
            "借据号：〔202408170033491〕",
            "借款合同〔XD20240817-552〕已到期",
            "您的贷款编号为〔DK8830127746〕",
            "案件编号 〔WA20260301-0087〕 已分配",
            "委案编号：〔MW260412003〕",
            "合同编号：〔(2024)沪银贷字第00317号〕",
            "借款合同编号〔深商银借字2023第004512号〕",
            "法院案号〔(2026)沪0115民初8812号〕",
            "〔(2025)粤0304执1907号〕已立案执行",
            "Loan number 〔LN-558203-77〕 is past due",
            "loan account no. 〔004471829356〕",
            "贷款账号〔6090127744180023〕",
            "〔AX20240093175〕号借款合同",
            "仲裁案号：〔(2025)穗仲案字第20931号〕",
            "合 同 号：〔JK20240817334902〕",
        ),
        avoid=(
            "劳动合同编号：LD20240817001",
            "租房合同号 ZF20240817",
            "采购合同编号CG-2024-00931",
            "投诉受理编号TS20240817001",
            "工单号GD20240817334902",
            "订单号：20240817334902",
            "快递单号SF20240817334902",
            "合同约定的还款日为2026-11-05",
            "本合同2024年8月17日签订",
            "案件已分配，请跟进",
            "贷款金额50000元，期限12期",
            "依据法释[2017]10号文件",
            "银监发(2020)12号通知",
            "合同编号见首页",
            "案号待定，20日内通知",
            "账单编号20240817",
            "support case number 20240817",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each number without its label."""
        return without_overlap([*_labelled(view), *_public(view)])


def _labelled(view: View) -> Iterator[Hit]:
    text = view.text
    for expression, score in ((_LABELLED, 0.85), (_GLUED, 0.8), (_BEHIND, 0.75)):
        for match in expression.each(view):
            label_start = match.start()
            other = _OTHER.search(text, max(0, label_start - 16), label_start)
            if not other and _is_code(match["code"]):
                yield Hit("LOAN_CONTRACT", *match.span("code"), score, "label")


def _is_code(code: str) -> bool:
    return len(code) >= 6 and sum(c.isdigit() for c in code) >= 4


def _public(view: View) -> Iterator[Hit]:
    text = view.text
    for expression in (_COURT, _ARBITRATION):
        for match in expression.each(view):
            if _ABOUT_SOMEBODY.search(text, max(0, match.start() - _REACH), match.end() + _REACH):
                yield Hit("LOAN_CONTRACT", *match.span(), 0.7, "court")
