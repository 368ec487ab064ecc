"""Taiwan's resident certificates (居留證): A800000014 since 2021, two letters and eight digits before."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.fold import View
from detectors.guarded import guarded
from detectors.labels import START, Labels, words
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer
from detectors.tw.letters import numbers

_LABELS = Labels(
    "tw_resident_certificate",
    words("""
    居留证, 居留证号, 居留证号码, 外侨居留证, 外侨证, 统一证号, 统一编号, 永久居留证, 外侨永久居留证,
    居留证统一证号, 居留正, 居留卡, 新式统一证号, 依亲居留证, 身份证, 身分证, 证号, 證號, 居留證,
    外僑居留證, ARC, ARC no, ARC number, APRC, APRC no, UI no, UI number, alien resident certificate,
    resident certificate, resident certificate no, id, id no, id number
"""),
    ("公司统一编号", "统编", "发票字号", "收文字号", "发文字号", "案号", "护照", "护照号码", "order id"),
)
_NUMBER = guarded(
    "tw_resident_certificate.number",
    START + r"[A-Za-z](?:[89][0-9*]{8}|[A-Da-d][0-9*]{8})(?![0-9A-Za-z*])",
)


class TwResidentCertificate(TextRecognizer):
    """Finds resident certificates, of both forms, by check digit and label."""

    ENTITIES = ("TW_RESIDENT_CERTIFICATE",)
    GUARDS = (_NUMBER,)
    PROOF = Proof(
        catch=(
            "居留證號碼〔A849840329〕，越籍移工",
            "外侨居留证：〔F848859454〕",
            "統一證號〔AC27380671〕，舊式",
            "客户持居留证（〔FD59982599〕）申办",
            "他登记的是〔N874605473〕，已离境",
            "ARC no. 〔F926698575〕",
            "ARC〔NC88437034〕请换发",
            "居留证〔A997923205〕，末码看不清",
            "舊證號〔ND74244792〕，新證號〔N942701975〕",
            "留档〔FC29150612〕，外籍，电话空号",
            "居留证号码为“〔a849840329〕”",
            "统一证号〔F8488****4〕请本人确认",
            "〔A849840329〕是她的居留证号",
            "居留证:〔ＡＣ２７３８０６７１〕",
        ),
        avoid=(
            "订单号A849840329已发货",
            "訂單F848859454已完成",
            "合同编号AC27380671",
            "型号FD59982599停产",
            "批次N874605473",
            "A849840328",
            "AC27380672",
            "居留证办理请洽移民署",
            "发票字号AC27380671",
            "工单F926698575已结",
            "Invoice A849840329 paid",
            "附件FC-29150612",
            "房号A8，9楼",
            "设备XA849840329离线",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield certificates of both forms."""
        return numbers(view, "TW_RESIDENT_CERTIFICATE", _LABELS, _NUMBER)
