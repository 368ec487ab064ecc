"""WECHAT_ID: handles that a label gives away, in every disguise that the label wears."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors.contact import wechat_labels as forms
from detectors.contact.nearby import THING, without_overlap
from detectors.fold import View
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer


class WechatId(TextRecognizer):
    """WeChat handles: a letter first, 6–20 of letters, digits, _ and - (behind a label also 5)."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("WECHAT_ID",)
    GUARDS = (forms.GIVEN, forms.AHEAD, forms.FAR, forms.BEHIND, forms.DIGITS)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "他微信〔qiu_ye2019〕，通过好友了",
            "微信号：〔tangyuan-77〕",
            "加我微信〔suhang0915〕发您还款码",
            "薇信 〔moli_3388〕",
            "威信号是〔moli_3388〕",
            "V信：〔dongdong6621〕",
            "加V 〔dongdong6621〕 私聊",
            "+v〔dongdong6621〕",
            "vx:〔bingtang_lei〕",
            "VX〔nan99876〕别打电话了",
            "wx号 〔nan99876〕",
            "v❤〔nan99876〕",
            "绿泡泡搜〔qingfeng520k〕",
            "微-信：〔linlin_0412〕",
            "她的微xin叫〔linlin_0412〕",
            "加卫星〔hezi5566〕细说",
            "薇❤：〔hezi5566〕",
            "微信ID: 〔zhaoyunfei〕",
            "WeChat ID: 〔zhaoyunfei〕",
            "her wechat is 〔kk_lau88〕",
            "联系微信就是〔laozhou1976〕",
            "〔laozhou1976〕是他微信",
            "〔laozhou_76〕（微信）已拉黑我们",
            "通讯录里有〔wxid_8k2m4p7q9r1s22〕",
            "微信现在换成了〔afei_901〕",
            "v：〔afei_901〕",
            "加薇〔xuxu2233〕",
            "溦信〔xuxu2233〕",
            "你加一下她微信吧，〔tang_qx81〕",
        ),
        avoid=(
            "微信支付已到账，单号WX20241105778812",
            "请关注微信公众号anxinfinance查看",
            "打开微信小程序loan2024办理",
            "企业微信kefu_001为您服务",
            "客服微信anxin_kefu01",
            "微信群fangdai2024已解散",
            "微信已读未回，M2客户",
            "WeChat Pay received your payment today",
            "please check your WeChat account again",
            "微信同号",
            "加微信联系",
            "微信转账凭证HT2024001122",
            "他很有威信，abc123单元的人都听他的",
            "订单号WX20241105778812",
            "通过微信联系不上，工单GD20240088",
            "微信通知已发送 message2024",
            "V2.3.1版本更新",
            "wx登录失败 error500",
            "征信report2024已出",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each handle without its label."""
        return without_overlap([*_given(view), *_labelled(view)])


def _given(view: View) -> Iterator[Hit]:
    for match in forms.GIVEN.each(view):
        yield Hit("WECHAT_ID", *match.span(), 0.95, "given")


def _labelled(view: View) -> Iterator[Hit]:
    for match in forms.AHEAD.each(view):
        if _is_meant(match):
            yield Hit("WECHAT_ID", *match.span("id"), 0.85, "label")
    for match in forms.FAR.each(view):
        if _has_mark(match["id"]) and not forms.ELSEWHERE.search(match["lead"]):
            yield Hit("WECHAT_ID", *match.span("id"), 0.75, "label-far")
    for match in forms.BEHIND.each(view):
        if _has_mark(match["id"]) and not THING.ends_at(view.text, match.start("id")):
            yield Hit("WECHAT_ID", *match.span("id"), 0.8, "label-behind")
    for match in forms.DIGITS.each(view):
        yield Hit("WECHAT_ID", *match.span("id"), 0.7, "label-digits")


def _has_mark(handle: str) -> bool:
    """Tell whether a handle holds a digit or an underscore, which hardly any word does."""
    return any(c.isdigit() or c == "_" for c in handle)


def _is_meant(match: re.Match[str]) -> bool:
    """Tell whether what follows a label is a handle and not the next word of the sentence."""
    handle, lead = match["id"], match["lead"].strip()
    if handle.lower() in forms.WORDS:
        return False
    if _has_mark(handle):
        return True
    latin = match["label"].isascii()
    return (bool(lead) and (not latin or not lead.isalpha() or lead.lower() in ("id", "号"))) or not latin
