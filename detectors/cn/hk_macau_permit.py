"""Permits between the mainland and Hong Kong or Macau: 回乡证 (H, M) and 往来港澳通行证 (C, W)."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.cn.travel import CANDIDATE, Document
from detectors.fold import View
from detectors.labels import Labels, words
from detectors.patterns import pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_LABELS = Labels(
    "hk_macau_permit",
    words("""
    通行证, 通行证号, 港澳通行证, 港澳居民来往内地通行证, 来往内地通行证, 往来港澳通行证, 回乡证,
    回乡证号, 回乡卡, 港澳证, 港澳证件, 港澳居民证, 港通证, 回乡正, home return permit,
    home return permit no, home visit permit, mainland travel permit, exit-entry permit, HRP, permit no,
    permit number
"""),
    words("""
    台湾通行证, 台湾居民来往大陆通行证, 往来台湾通行证, 大陆通行证, 车辆通行证, 货车通行证, 小区通行证,
    健康通行证, 护照, 护照号, 身份证, 身份证号, 电话, 手机, 银行卡, 卡号, parking permit, work permit
"""),
)
#: H or M and eight digits, with two more for the issue at the end of old ones.
_SHAPE = pattern("hk_macau_permit.shape", r"[HMhm][0-9]{8}(?:[0-9]{2})?")
_LABELLED = pattern(
    "hk_macau_permit.labelled",
    r"[HMCWhmcw](?:[0-9*]{8}(?:[0-9]{2})?|[A-HJ-NP-Za-hj-np-z][0-9]{7})",
)


class HkMacauPermit(TextRecognizer):
    """Finds permit numbers by shape and label."""

    ENTITIES = ("CN_HK_MACAU_PERMIT",)
    GUARDS = (CANDIDATE,)
    PROOF = Proof(
        catch=(
            "回乡证号〔H04817362〕，人在深圳",
            "港澳居民来往内地通行证〔M27405913〕",
            "通行证：〔H0481736201〕，换过一次",
            "他持回乡证（〔H30918427〕）办的卡",
            "客户是香港人，留的〔H71840263〕",
            "港澳证〔M18273940〕已核",
            "往来港澳通行证〔C62810473〕",
            "港澳通行证号码是〔CB1840275〕，常出境",
            "旧通行证〔W40183726〕",
            "home return permit no. 〔H04817362〕",
            "〔H30918427〕是她的回乡证号",
            "通行证号：〔H04817362〕、〔M27405913〕，夫妻俩",
            "通行证〔H0481****〕核过",
            "回鄉證 〔H04817362〕",
            "回乡证号码为“〔h04817362〕”",
        ),
        avoid=(
            "型号H04817362已停产",
            "订单号M27405913已发出",
            "合同H0481736201请核对",
            "批次M20260817，共80户",
            "H20260817委案已分配",
            "车辆通行证C62810473放门卫",
            "请带上通行证到大厅办理",
            "通行证有效期至2027年8月17日",
            "M3客户共27405913元",
            "设备M27405913离线",
            "会议室H048，下午3点",
            "Ticket H04817362 was closed",
            "运单号H04817362在途",
            "C62810473",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield permit numbers."""
        return _PERMIT.find(view)


_PERMIT = Document("CN_HK_MACAU_PERMIT", "hk_macau_permit.number", _LABELS, _SHAPE, _LABELLED)
