"""ALIPAY_ID: the 16-digit user number, and account names behind an Alipay label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors.contact.nearby import THING, without_overlap, words
from detectors.fold import View
from detectors.guarded import guarded
from detectors.hotwords import Hotwords
from detectors.patterns import any_of
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_NAMES = words("支付宝|支付寳|支付保|吱付宝|支富宝|支付bao|zfb|alipay|zhifubao|蚂蚁")
_USER = guarded("alipay.user", r"(?<![0-9])2088(?:[ \-]?[0-9]{4}){3}(?![0-9])(?!-[0-9])")
_LABELS = Hotwords("alipay.label", _NAMES, before=16, after=8)
#: The label has to speak of an account: 支付宝转账 and 支付宝还款 do not.
_ACCOUNT = guarded(
    "alipay.account",
    rf"{any_of(_NAMES, through_gaps=True)}(?:[ ]?(?:账号|帐号|账户|帐户|用户名|登录名|登录号|会员名"
    rf"|号|id|account))?"
    r"(?P<lead>[ :：=是为叫(（]{0,4})"
    r"(?P<id>[A-Za-z][A-Za-z0-9_-]{4,29})(?![A-Za-z0-9_@-])(?!\.[A-Za-z])(?![ ]?[(\[{#＠]|艾特| at )",
    re.IGNORECASE,
)


class AlipayId(TextRecognizer):
    """Alipay users. An account that is a mobile or an e-mail address is what those recognizers find."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("ALIPAY_ID",)
    GUARDS = (_USER, _ACCOUNT)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "支付宝账号：〔2088302716459803〕",
            "支付宝〔2088 3027 1645 9803〕收款",
            "用户号〔2088412906371528〕已冻结",
            "zfb账号 〔tao_ran1991〕",
            "支付宝账户是〔xiaobei-0627〕",
            "ZFB：〔xiaobei0627〕",
            "支付宝号〔haohao_778〕转一下",
            "支付宝帐号为〔2088702513640987〕",
            "Alipay account: 〔meng_fan2020〕",
            "Alipay ID 〔2088102936475801〕",
            "支付宝登录名〔meng_fan2020〕",
            "他的〔2088512093746180〕（支付宝）",
        ),
        avoid=(
            "请用支付宝还款",
            "支付宝转账到账1520.00元",
            "支付宝App版本10.5.66",
            "支付宝账号13618827340",
            "支付宝账号tao91@163.com",
            "支付宝订单号2088302716459803",
            "流水号：2088302716459803",
            "打开支付宝搜索安心金融",
            "alipay please try again",
            "支付宝花呗逾期30天",
            "卡号6222088302716459803",
            "20883027164598031234",
            "zfb或wx都可以",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each user number and account name without its label."""
        return without_overlap([*_users(view), *_accounts(view)])


def _users(view: View) -> Iterator[Hit]:
    text = view.text
    for match in _USER.each(view):
        if not THING.ends_at(text, match.start()):
            score = 0.85 if _LABELS.near(text, *match.span()) else 0.75
            yield Hit("ALIPAY_ID", *match.span(), score, "user-number")


def _accounts(view: View) -> Iterator[Hit]:
    for match in _ACCOUNT.each(view):
        if any(c.isdigit() or c == "_" for c in match["id"]):
            yield Hit("ALIPAY_ID", *match.span("id"), 0.7, "account-name")
