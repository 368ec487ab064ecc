"""Taiwan's national ID: a letter for the place, 1 or 2 for the sex, seven digits and a check digit."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.fold import View
from detectors.guarded import guarded
from detectors.labels import START, Labels, words
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer
from detectors.tw.letters import numbers

_LABELS = Labels(
    "tw_national_id",
    words("""
    身份证, 身份证号, 身份证字号, 身分证, 身分证字号, 身分证号, 证号, 证件号, 字号, 统一编号, 身份字号,
    国民身份证, 国民身分证, 国民身份证统一编号, 国民身分证统一编号, 身分证统一编号, 身份证统一编号,
    台湾身份证, 身分證字號, 身份證字號, 身分證, 國民身分證, 證號, ID, id no, id number, id card,
    national id, national id number, roc id, taiwan id, identity card, identity card number, sfz
"""),
    (
        "公司统一编号",
        "统编",
        "发票字号",
        "收文字号",
        "发文字号",
        "案号",
        "护照",
        "护照号码",
        "health card",
        "order id",
    ),
)
_NUMBER = guarded(
    "tw_national_id.number",
    START + r"[A-Za-z][ \-]{0,1}[12][0-9*]{2}(?:[0-9*]{6}|[ \-][0-9*]{3}[ \-][0-9*]{3})(?![0-9A-Za-z*])",
)


class TwNationalId(TextRecognizer):
    """Finds Taiwan's national IDs by check digit and label."""

    ENTITIES = ("TW_NATIONAL_ID",)
    GUARDS = (_NUMBER,)
    PROOF = Proof(
        catch=(
            "借款人身分證字號〔A128235744〕，住板橋",
            "身份证字号：〔F285089414〕，台籍客户",
            "他留的是〔N166637476〕，人在彰化",
            "身分證〔A216299865〕已核對",
            "ID〔F150564617〕，电话停机",
            "國民身分證統一編號 〔N266299441〕",
            "身分證字號〔A128235743〕，末碼可能抄錯",
            "（〔F150564617〕）本人接聽，承諾下週繳",
            "ID number: 〔a128235744〕",
            "身分證字號為「〔F285089414〕」",
            "身分證〔A128****44〕請本人確認",
            "名單〔A128235744〕、〔N266299441〕今日外訪",
            "台湾身份证〔Ａ２１６２９９８６５〕",
            "身分證字號 〔A-128-235-744〕",
            "〔F285089414〕是他的身分证字号",
        ),
        avoid=(
            "訂單A128235744已出貨",
            "订单号F285089414已完成",
            "合約編號N166637476請查收",
            "型号A216299865缺货",
            "E202508171批次已分派",
            "批次F150564617今天跑完",
            "发票字号A128235744",
            "请携带身份证到场，时间A栋2楼",
            "A128235743",
            "工单N266299441已关闭",
            "Ticket A128235744 is closed",
            "附件HT-A128235744已上传",
            "XA128235744设备离线",
            "案號A216299865",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield national IDs."""
        return numbers(view, "TW_NATIONAL_ID", _LABELS, _NUMBER)
