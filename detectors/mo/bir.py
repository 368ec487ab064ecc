"""Macau resident identity cards (BIR): 1, 5 or 7, six digits and a last one: 1234567(8), 1/234567/8."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.fold import View
from detectors.guarded import guarded
from detectors.labels import START, Label, Labels, words
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_LABELS = Labels(
    "bir",
    words("""
    澳门身份证, 澳门身份证号, 澳门身份证号码, 澳门居民身份证, 澳门永久性居民身份证, 澳门证件, 澳门ID,
    澳身份证, 身份证, 身份证号, 身份证号码, 证件号, 身分证, BIR, BIR no, BIR number, macau id, macao id,
    macau id card, macao id card, macau identity card, macao identity card, macau resident id,
    macau id no, macau id number, macau id card no, macau id card number
"""),
    words("""
    电话, 手机, 座机, 分机, 转, 致电, 拨打, 热线, 金额, 数量, 日期, 护照, 银行卡, 卡号, 附件, 图片, 照片,
    合计, 共, tel, ext, phone, call
"""),
)
#: A label that names Macau: only with it eight bare digits are one.
_MACAU = Labels(
    "bir.macau",
    words("""
    澳门身份证, 澳门身份证号, 澳门身份证号码, 澳门居民身份证, 澳门永久性居民身份证, 澳门证件, 澳门ID,
    BIR, BIR no, BIR number, macau id, macao id, macau id card, macau id no, macau id number,
    macau identity card, macao id card, macao identity card, macau id card number, 澳身份证
"""),
)
_BRACKETED = guarded("bir.bracketed", START + r"(?<![./\-*])[157][0-9]{6}[ ]{0,1}[(（\[][0-9][)）\]]")
_SLASHED = guarded(
    "bir.slashed", START + r"(?<![./\-*])[157](?:/[0-9]{6}/|[0-9]{6}[/\-])[0-9](?![0-9A-Za-z/\-])"
)
_BARE = guarded(
    "bir.bare", START + r"(?<![./\-*])[157][ ]{0,1}[0-9*]{6}(?:[ ]{0,1}[0-9]|\([0-9*]\))(?![0-9A-Za-z*元年])"
)


class Bir(TextRecognizer):
    """Finds Macau's identity card numbers by their brackets or slashes, or by a label that names Macau."""

    ENTITIES = ("MO_ID",)
    GUARDS = (_BRACKETED, _SLASHED, _BARE)
    PROOF = Proof(
        catch=(
            "澳门身份证号码〔1482736(5)〕，人在珠海",
            "澳门居民身份证〔5/281736/4〕",
            "BIR〔7038264(1)〕已核",
            "澳門身份證〔12847365〕，電話停機",
            "客户留的〔1503827（9）〕，澳门人",
            "BIR no. 〔5281736(4)〕",
            "他报的是〔7/038264/1〕",
            "身份证〔1482736(5)〕，住氹仔",
            "Macau ID: 〔1482736/5〕",
            "澳门ID〔52817364〕，在拱北上班",
            "澳門永久性居民身份證（〔1503827(9)〕）",
            "澳门身份证为“〔1482736(5)〕”",
            "澳门身份证〔1482***(5)〕请确认",
            "澳门身份证：〔1482736(5)〕、〔5281736(4)〕",
            "澳门身份证〔１４８２７３６（５）〕",
            "澳门身份证〔1 482736 5〕",
        ),
        avoid=(
            "订单1482736(5)已发货",
            "座机5281736(4)转人工",
            "请致电澳门分公司，分机5281736(4)",
            "合同编号7038264(1)",
            "12847365",
            "澳门身份证办理须预约，热线52817364",
            "日期1/2/2026",
            "流水号15038279",
            "共1482736元",
            "工单1/482736/5已结",
            "Ticket 1482736(5) closed",
            "身份证12847365位数不对",
            "第1章(5)条",
            "账单1482736-5",
            "版本7/038264/1",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield BIR numbers."""
        text = view.text
        for match, label in _LABELS.each(text, _BRACKETED.each(view)):
            if label >= Label.NONE:
                yield Hit("MO_ID", *match.span(), 0.85 if label else 0.6, "bir.bracketed")
        for match, label in _LABELS.each(text, _SLASHED.each(view)):
            if label > Label.NONE or (label == Label.NONE and match.group()[1] == "/"):
                yield Hit("MO_ID", *match.span(), 0.85 if label else 0.6, "bir.slashed")
        for match, label in _MACAU.each(text, _BARE.each(view)):
            if label == Label.LINKED and _BRACKETED.pattern.fullmatch(match.group()) is None:
                yield Hit("MO_ID", *match.span(), 0.65 if "*" in match.group() else 0.85, "bir.bare")
