"""Passports: ordinary, service and diplomatic ones of the mainland, and any other with a label."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.cn.travel import CANDIDATE, Document
from detectors.fold import View
from detectors.guarded import guarded
from detectors.labels import Labels, words
from detectors.patterns import pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_LABELS = Labels(
    "passport",
    words("""
    护照, 护照号, 护照号码, 护照编号, 护照证号, 因私护照, 因公护照, 护zhao, huzhao, 护兆, 户照, passport,
    passport no, passport number, passport num, passport id, ppt no, PP no
"""),
    (
        "身份证",
        "身份证号",
        "通行证",
        "通行证号",
        "回乡证",
        "台胞证",
        "港澳证",
        "永居证",
        "居留证",
        "电话",
        "手机",
        "微信",
        "QQ",
        "银行卡",
        "卡号",
        "邮编",
    ),
)
#: E and eight digits, or a letter (no I, no O) and seven; G before them; service and diplomatic ones.
_SHAPE = pattern("passport.shape", r"(?:[Ee](?:[0-9]|[A-HJ-NP-Za-hj-np-z])|[Gg][0-9]|[PSDpsd][Ee])[0-9]{7}")
_LABELLED = pattern("passport.labelled", r"[A-Za-z]{0,2}[0-9*]{6,9}")

#: The last digits of a passport: 护照尾号4917.
_TAIL = guarded(
    "passport.tail",
    r"(?:护照(?:号码|号)?的?[ （(，,]{0,2}(?:尾号|尾数|末尾|(?:最后|后|末)[34三四]位(?:数字|数|号)?)"
    r"|(?i:passport)(?i: no\.?| number)?,?[ ](?i:ending)(?i: in| with)?)"
    r"[ ：:=是为（(]{0,3}(?P<value>[0-9]{3,4})(?![0-9A-Za-z年月日天元.%/:：])",
)


class Passport(TextRecognizer):
    """Finds passport numbers; the mainland's are told by their look, all others by a label."""

    ENTITIES = ("CN_PASSPORT",)
    GUARDS = (CANDIDATE, _TAIL)
    PROOF = Proof(
        catch=(
            "护照是〔E 38204917〕，签注到期",
            "护照号〔E38204917〕，已边控",
            "他护照是〔EB2740816〕，人在境外",
            "护照号码：〔G40917253〕，旧的那本",
            "客户持护照（〔EJ6130492〕）登记",
            "人可能出去了，留的是〔E70418362〕",
            "因公护照〔PE1840275〕",
            "香港护照号：〔K07391846〕",
            "澳门护照〔MA0382751〕",
            "passport no. 〔E38204917〕, currently abroad",
            "Passport number is 〔e38204917〕",
            "〔EB2740816〕是他的护照",
            "护照：〔518204937〕，外籍客户",
            "护照号：〔E38204917〕、〔G40917253〕新旧两本",
            "护照〔E3820****〕已登记，完整号〔E38204917〕",
            "護照〔E38204917〕已核对",
            "护照号码〔Ｅ３８２０４９１７〕",
            "护 照 号 〔E3820 4917〕",
            "护照尾号〔0362〕，人已出境",
            "passport ending in 〔4917〕 on file",
        ),
        avoid=(
            "型号E38204917的POS机已寄出",
            "订单E38204917已发货",
            "合同编号E38204917请查收",
            "航班G40917253延误",
            "批次EB2740816今天跑完",
            "编号E20250817，归档完毕",
            "E20250817批次委案共120户",
            "请携带护照于9点到柜台办理",
            "护照办理请致电12367",
            "乘坐G1234次高铁，5车12座",
            "工单号G40917253已关闭",
            "Model E38204917 is discontinued",
            "附件HT-E38204917.pdf",
            "会议号E70418362，准时参加",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield passport numbers, then the last digits of one that are called so."""
        yield from _PASSPORT.find(view)
        for match in _TAIL.each(view):
            yield Hit("CN_PASSPORT", *match.span("value"), 0.65, "passport.tail")


_PASSPORT = Document("CN_PASSPORT", "passport.number", _LABELS, _SHAPE, _LABELLED)
