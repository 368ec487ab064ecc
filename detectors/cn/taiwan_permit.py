"""Permits between the mainland and Taiwan: 台胞证 (8 digits, old ones 10), 往来台湾通行证 (L, T)."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.cn.travel import CANDIDATE, Document
from detectors.fold import View
from detectors.labels import Labels, words
from detectors.patterns import pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_LABELS = Labels(
    "taiwan_permit",
    words("""
    台胞证, 台胞证号, 台胞证号码, 台胞卡, 台胞正, 台湾居民来往大陆通行证, 来往大陆通行证, 大陆通行证,
    台湾通行证, 往来台湾通行证, 大通证, 入台证, 卡式台胞证, 台胞證, 台灣居民來往大陸通行證,
    taiwan compatriot permit, mainland travel permit for taiwan residents, MTP, TWP, taibaozheng
"""),
    words("""
    电话, 手机, 座机, 热线, 拨打, 致电, 身份证, 护照, 护照号, 回乡证, 微信, QQ, 统一编号, 金额, 共, 合计,
    日期, 有效期, 有效期至, 签发, 签发日期, 到期, 出生, 生日
"""),
)
#: No shape is distinctive enough without a label.
_SHAPE = pattern(
    "taiwan_permit.shape", r"[0-9]{8}(?:[0-9]{2}(?:\([A-Z]\))?|\([0-9A-Z]{1,2}\))?|[LTlt][0-9]{8}"
)
_LABELLED = pattern(
    "taiwan_permit.labelled",
    r"(?:[LTlt][0-9*]{8}|[0-9*]{8}(?:[0-9]{2})?(?:\([0-9A-Z]{1,2}\))?)",
)


class TaiwanPermit(TextRecognizer):
    """Finds permit numbers that are called so."""

    ENTITIES = ("CN_TAIWAN_PERMIT",)
    GUARDS = (CANDIDATE,)
    PROOF = Proof(
        catch=(
            "台胞证号〔04817362〕，人在厦门",
            "台湾居民来往大陆通行证：〔27405913〕",
            "台胞证〔0481736201〕，旧证",
            "他的台胞证是〔30918427〕，家里在台中",
            "持台胞证（〔71840263〕）开的户",
            "往来台湾通行证〔L18273940〕",
            "大陆通行证号码为“〔62810473〕”",
            "台胞证〔0481736201(B)〕已过期",
            "台胞證號碼 〔04817362〕",
            "台胞证号：〔04817362〕、〔27405913〕，兄弟两人",
            "〔30918427〕是他的台胞证号",
            "台胞证〔0481****〕已核",
            "台 胞 证 〔0481 7362〕",
            "台胞证〔０４８１７３６２〕",
            "入台证号:〔T40183726〕",
        ),
        avoid=(
            "订单号04817362已发货",
            "台胞证办理请致电87654321",
            "请带台胞证到柜台，取号27405913",
            "座机 62810473 无人接听",
            "台胞证有效期至20280817",
            "台湾客户合计27405913元",
            "04817362",
            "20260817批次",
            "工单30918427已结",
            "台胞证已收到，谢谢",
            "统一编号04817362的公司",
            "微信群里说台胞证过期了，QQ群27405913",
            "客户编号71840263",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield permit numbers."""
        return _PERMIT.find(view)


_PERMIT = Document("CN_TAIWAN_PERMIT", "taiwan_permit.number", _LABELS, _SHAPE, _LABELLED, alone=0.0)
