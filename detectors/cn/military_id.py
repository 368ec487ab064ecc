"""Military identity documents: 军字第1234567号 and its kin, of officers, soldiers and civilian staff."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.fold import View
from detectors.guarded import guarded
from detectors.labels import Label, Labels, words
from detectors.patterns import pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

ENTITY = "CN_MILITARY_ID"

_LABELS = Labels(
    "military_id",
    words("""
    军官证, 军官证号, 军官证号码, 士兵证, 士兵证号, 文职证, 文职干部证, 文职人员证, 文职证号, 警官证,
    警官证号, 武警证, 军人证, 军人证件, 军人证号, 义务兵证, 士官证, 学员证, 军官离退休证, 离休证, 军残证,
    军人身份证, 军人身份证件, 军证, 军官正, 现役军人, military id, military id no, officer id,
    soldier id
"""),
    words("""
    判决, 裁定, 仲裁, 调解, 执行, 通知书, 公证, 证书, 文件, 决定书, 房权, 土地证, 发文, 法院, 电话, 手机,
    银行卡, 卡号, 微信, QQ
"""),
)
#: The letters name the service or the (old and new) region that issued the document.
_FULL = guarded(
    "military_id.full",
    r"(?:军|南|北|沈|兰|成|济|广|海|空|参|政|后|装|武|联|战|火|东|西|中|警|文|士|训|科)[ ]{0,1}字[ ]{0,1}"
    r"第[ ]{0,1}"
    r"[0-9]{6,8}(?![0-9])(?:[ ]{0,1}号)?",
)
_SHORT = guarded(
    "military_id.short",
    r"(?<![0-9A-Za-z])(?:[军南北沈兰成济广海空参政后装武联战火东西中文士]字?第?|第)?[0-9]{6,8}(?![0-9A-Za-z元年.])号?",
)
_HAN = pattern("military_id.han", r"[一-鿿)\]0-9]")
_GLUE = pattern("military_id.glue", r"[证号码是为持有件的留填报]")


class MilitaryId(TextRecognizer):
    """Finds military document numbers by their wording, and bare numbers by label."""

    ENTITIES = (ENTITY,)
    GUARDS = (_FULL, _SHORT)
    PROOF = Proof(
        catch=(
            "军官证：〔军字第0482736号〕，现役",
            "士兵证号〔南字第20481736号〕",
            "文职干部证 〔空字第0317462号〕，单位拒绝配合",
            "他是当兵的，证件是〔海字第0629173号〕",
            "警官证号〔武字第0192837号〕",
            "登记的是〔沈字第1840275号〕，退伍了",
            "军官证〔0482736〕已核",
            "军官证号：〔成字第0736182〕",
            "军人证件号 〔北字第04827361号〕",
            "士兵证是〔广字第0918273号〕，家在湛江",
            "军官证〔政字第0481726号〕",
            "证号〔济字第0273648号〕，部队在潍坊",
            "〔兰字第0381746号〕，这是留档的证件",
            "军官证〔装字第〇四八二七三六号〕",
            "軍官證：〔軍字第0482736號〕",
            "军 官 证 〔军字第0482736号〕",
            "military ID: 〔后字第0482736号〕",
        ),
        avoid=(
            "（2025）海民初字第04827361号判决已生效",
            "裁定书 成字第0736182号 请查收",
            "京仲字第0482736号",
            "房权证海字第0629173号",
            "订单0482736已发货",
            "工单军字第0482736号已结",
            "军字头的单位不予受理",
            "军官证原件请带到柜台",
            "军官证办理咨询电话0482736",
            "士兵证有效期2026年11月24日",
            "现役军人享受优惠，共1200元",
            "第20481736号客户",
            "沪海法字第0629173号",
            "空字第3号文件",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield worded numbers, then bare ones behind a label."""
        text = view.text
        worded = set()
        for match, label in _LABELS.each(text, _FULL.each(view)):
            start = match.start()
            free = start == 0 or not _HAN.match(text, start - 1) or _GLUE.match(text, start - 1)
            if label > Label.NONE or (label == Label.NONE and free):
                worded.add(match.end())
                yield Hit(ENTITY, *match.span(), 0.85 if label > 0 else 0.75, "military_id.worded")
        for match, label in _LABELS.each(text, _SHORT.each(view)):
            if label == Label.LINKED and match.end() not in worded:
                yield Hit(ENTITY, *match.span(), 0.7, "military_id.labelled")
