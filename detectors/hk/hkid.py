"""Hong Kong identity cards: one or two letters, six digits and a check character, mostly in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detectors.checksums import is_hkid
from detectors.fold import View
from detectors.guarded import guarded
from detectors.labels import START, Label, Labels, words
from detectors.patterns import pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_LABELS = Labels(
    "hkid",
    words("""
    香港身份证, 香港身份证号, 香港身份证号码, 香港居民身份证, 香港永久性居民身份证, 香港证件, 港身份证,
    身份证, 身份证号, 身份证号码, 证件号, 证号, 身分证, 港证, 香港ID, HKID, HKID no, HKID number,
    HKID card, hong kong id, hong kong id card, hk id, hk id card, hong kong identity card,
    identity card, identity card no, identity card number, id, id no, id number, id card, id card no,
    sfz
"""),
    ("护照", "护照号", "回乡证", "附件", "文件", "图片", "照片", "银行卡", "卡号", "分机", "order id"),
)
_NUMBER = guarded(
    "hkid.number",
    START + r"[A-Za-z]{1,2}[ ]{0,1}[0-9*]{6}(?:[ ]{0,1}[(（\[][ ]{0,1}[0-9Aa*][ ]{0,1}[)）\]]"
    r"|[ \-]{0,1}[0-9Aa*](?![0-9A-Za-z*]))",
)
_DATED = pattern("hkid.dated", r"[A-Z]{1,2}20[0-3][0-9](?:0[1-9]|1[0-2])[0-9A]")
#: What follows the number of a document, a version or a place.
_COPY = pattern("hkid.copy", r"[ ]{0,1}[号版份页张期套册楼室次个件元.]")
_TOUCHES = pattern("hkid.touches", r"[A-Za-z0-9_\-/#.@]")


class Hkid(TextRecognizer):
    """Finds HKIDs: the form with brackets speaks for itself, without them check and label count."""

    ENTITIES = ("HK_ID",)
    GUARDS = (_NUMBER,)
    PROOF = Proof(
        catch=(
            "香港身份证号码〔Y497687(6)〕，人在深圳",
            "HKID：〔R543392（3）〕已核",
            "客戶持〔WX676202(4)〕，荃灣",
            "香港身份證〔Z9054260〕",
            "留档的是〔P633186(A)〕，港籍",
            "身份证〔K923438(1)〕，电话关机",
            "hkid no. 〔y497687(6)〕",
            "HKID card number is 〔R5433923〕",
            "对方发来〔P633186A〕，没写是什么",
            "港身份证〔K923438(2)〕，末位存疑",
            "香港证件（〔Z905426(0)〕）有效",
            "香港身份證號碼是「〔WX676202（4）〕」",
            "身份证号：〔Y497687(6)〕、〔R543392(3)〕夫妻",
            "香港身份证〔Y497***(6)〕请确认",
            "〔Z 905426 (0)〕是他的香港身份证",
            "HKID〔Ｙ４９７６８７(６)〕",
            "〔K923438(7)〕核不上，重报",
        ),
        avoid=(
            "订单Y497687(6)已发货",
            "合同编号R543392(3)",
            "附件A202511(3)请查收",
            "型号P6331864缺货",
            "批次Y2025081",
            "Y4976875",
            "航班R5433923取消",
            "工单K9234381已结",
            "房号Z905，426栋",
            "图片IMG497687(6)",
            "编号：K9234381，归档",
            "Ticket Z9054260 has been closed",
            "设备WX6762024离线",
            "请于A座大堂办理，带身份证",
            "order R543392(3) refunded",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield HKIDs."""
        for match, label in _LABELS.each(view.text, _NUMBER.each(view)):
            score = _score(view.text, match, label)
            if score:
                yield Hit("HK_ID", *match.span(), score, "hkid.number")


def _score(text: str, match: re.Match[str], label: Label) -> float:
    """Return the score of what looks like an HKID, 0 for none."""
    written, start = match.group(), match.start()
    value = "".join(char for char in written if char.isalnum() or char == "*").upper()
    if _LABELS.glued(text, start) or label < Label.NONE:
        return 0.0
    bracketed = written[-1] in ")）]"
    if "*" in value:
        return 0.65 if label == Label.LINKED or (bracketed and value[-2] != "*" and label) else 0.0
    checked = is_hkid(value)
    if label > Label.NONE:
        return (
            1.0
            if checked and (bracketed or label == Label.LINKED)
            else 0.7
            if bracketed or label == Label.LINKED
            else 0.0
        )
    if (start > 0 and _TOUCHES.match(text, start - 1)) or not written[0].isupper() or _DATED.fullmatch(value):
        return 0.0
    if bracketed and not checked and _COPY.match(text, match.end()):
        return 0.0
    if bracketed:
        return 0.95 if checked else 0.6
    return 0.6 if checked and " " not in written and "-" not in written else 0.0
