"""EMAIL_ADDRESS: glued to Han text, disguised, internationalized, or named by its provider."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors.contact.nearby import without_overlap, words
from detectors.fold import View
from detectors.guarded import guarded
from detectors.hotwords import Hotwords
from detectors.patterns import any_of, pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_PROVIDERS = words(
    "qq|163|126|139|189|sina|sohu|yeah|foxmail|aliyun|gmail|googlemail|outlook|hotmail|live|msn|"
    "yahoo|ymail|icloud|me|mac|protonmail|proton|188|21cn|wo|tom|vip|pchome|hinet|aol|zoho|gmx|mail|"
    "yandex"
)
_DOT = r"(?:[ ]?[.。点．][ ]?|[ ]{0,2}[(\[{]?(?:dot|DOT|Dot|点|\.)[)\]}]?[ ]{0,2})"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})"
_HAN_LABEL = r"[A-Za-z0-9一-鿿-]{1,24}"
#: Top-level domains in Han: a label of Han may only stand before one of these.
_HAN_TOP = r"(?:中国|公司|网络|在线|香港|台湾|商标|集团|中文网|网址|我爱你)"
_DOMAIN = pattern(
    "email.domain",
    rf"(?:{_LABEL}{_DOT}){{1,5}}(?:xn--[A-Za-z0-9]{{2,24}}|[A-Za-z]{{2,12}})(?![A-Za-z-])"
    rf"|(?:{_HAN_LABEL}[.。点]){{1,3}}{_HAN_TOP}",
)
_KNOWN = pattern(
    "email.known",
    rf"(?:vip[.]|vip)?{any_of(_PROVIDERS)}(?:{_DOT}(?:com|cn|net|tw|hk|org|edu|me|co|jp))"
    rf"(?:{_DOT}(?:cn|tw|hk|jp|uk))?(?![A-Za-z0-9-])",
    re.IGNORECASE,
)
_BARE = pattern("email.bare", rf"(?:{any_of(_PROVIDERS)})(?![A-Za-z0-9.-])", re.IGNORECASE)
#: What stands for the sign: sure ones, and ones that need a known provider behind them.
_AT = guarded(
    "email.at",
    r"[ ]?(?P<sure>@)[ ]?|[ ]{0,2}(?P<said>[(\[{<（【](?:at|a|艾特|圈[aA])[)\]}>）】]|艾特|圈[aA]"
    r"|小老鼠)[ ]{0,2}"
    r"|(?P<weak>[ ]at[ ]|[ ]?#[ ]?|[ ]?[⊙◎][ ]?)",
    re.IGNORECASE,
)
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-")
_HAN_LOCAL = pattern("email.han_local", r"(?:(?<=[：: ，,、(（])|\A)[一-鿿]{2,4}\Z")
#: An organisation's own mailbox, the hotline among addresses.
_ROLES = frozenset(
    words(
        "service|services|support|kefu|info|help|helpdesk|noreply|no-reply|notice|complaint|complaints|"
        "customerservice|customer.service|care|feedback|privacy|compliance|legal|admin|webmaster|contact|"
        "donotreply|do-not-reply|cs|tousu|official|notification|notifications|postmaster|dpo"
    )
)
#: 邮箱 named by its provider, with the name before or behind.
_NAMED = guarded(
    "email.named",
    r"(?:(?<![A-Za-z0-9])(?:qq|163|126|139|sina|gmail|outlook|foxmail)|网易|新浪|谷歌)(?:的)?(?:邮箱|邮件|信箱|mail)"
    r"[ 号地址是为：:]{0,4}(?P<behind>[A-Za-z0-9][A-Za-z0-9._-]{3,30})(?![A-Za-z0-9@#(\[])"
    r"|(?<![A-Za-z0-9._@-])(?P<ahead>[A-Za-z0-9][A-Za-z0-9._-]{3,30})[ ,，的是（(在]{1,3}"
    r"(?:qq|163|126|139|sina|gmail|foxmail|网易|新浪)(?:邮箱|信箱)",
    re.IGNORECASE,
)
_MAIL = Hotwords(
    "email.label", ("邮箱", "邮件", "信箱", "电邮", "email", "e-mail", "mail"), before=16, after=6
)


class EmailAddress(TextRecognizer):
    """E-mail addresses of people. Nothing is looked up: the form of an address has to say enough."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("EMAIL_ADDRESS",)
    GUARDS = (_AT, _NAMED)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "账单发到〔lin_yue88@163.com〕了",
            "她邮箱〔zhouqi1990@qq.com〕已退信",
            "邮箱：〔feng.tao@mail.huaxincorp.com.cn〕，抄送主管",
            "请联系〔heqing2001(at)126.com〕",
            "回执寄 〔heqing2001[at]gmail.com〕",
            "〔xiaodong77艾特qq点com〕收不到",
            "写到〔xiaodong77 艾特 163点com〕",
            "改发〔wenjie_06#qq.com〕",
            "reach her on 〔wenjie.06 at gmail dot com〕 please",
            "邮箱〔lina@例子.中国〕",
            "QQ邮箱〔731946028〕",
            "163邮箱：〔duanmu_yan〕",
            "抄给〔duanmu_yan@163〕",
            "Mail:〔J.Doe+loan@outlook.com〕",
            "〔13584720196@139.com〕是他常用的",
            "发〔qiaoyu＠sina.com〕也行",
            "wang@xn--fiqs8s? 不对，是〔wang1@xn--fsq.xn--fiqs8s〕",
        ),
        avoid=(
            "请@王经理 跟进",
            "投诉邮箱 service@anxinbank.com",
            "Please write to support@lender.com",
            "@所有人 下午开会",
            "发到邮箱即可，不用回复",
            "QQ邮箱收不到请换163邮箱",
            "meet at gmail.com office? no, at the cafe",
            "单价3@5元",
            "登录www.anxinbank.com查看账单",
            "我的qq邮箱满了",
            "#安全还款# 专题.com",
            "艾特我一下",
            "版本2.3.1已发布",
            "noreply@notice.anxinbank.com 请勿回复",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each address, whole, in whatever way its signs are written."""
        return without_overlap([*_addresses(view), *_named(view)])


def _addresses(view: View) -> Iterator[Hit]:
    """Yield the addresses around each sign, starting from the sign: it is rarer than what may surround it."""
    text = view.text
    for sign in _AT.each(view):
        start = _local_start(text, sign.start(), han=sign["sure"] is not None)
        if start is None:
            continue
        end, score = _domain(text, sign)
        if end and not _is_role(text, start, sign, end) and _believable(text, start, sign, end):
            yield Hit("EMAIL_ADDRESS", start, end, score, "address" if sign["sure"] else "disguised")


def _local_start(text: str, end: int, *, han: bool) -> int | None:
    """Return where the local part that ends at `end` begins, None if there is none."""
    start = end
    while start > max(0, end - 64) and text[start - 1] in _LOCAL:
        start -= 1
    while start < end and text[start] in ".%+-":
        start += 1
    if start < end:
        return start
    named = _HAN_LOCAL.search(text, max(0, end - 6), end) if han else None
    return named.start() if named else None


def _domain(text: str, sign: re.Match[str]) -> tuple[int, float]:
    """Return the end of the domain behind `sign` and the score, 0 and 0.0 where there is none."""
    known = _KNOWN.match(text, sign.end())
    if known:
        return known.end(), 0.95
    bare = _BARE.match(text, sign.end()) if sign["sure"] or sign["said"] else None
    if sign["weak"]:
        return 0, 0.0
    domain = _DOMAIN.match(text, sign.end())
    if domain:
        return domain.end(), 0.9
    return (bare.end(), 0.7) if bare else (0, 0.0)


def _is_role(text: str, start: int, sign: re.Match[str], end: int) -> bool:
    free = _KNOWN.match(text, sign.end()) is not None
    return not free and text[start : sign.start()].lower() in _ROLES


def _believable(text: str, start: int, sign: re.Match[str], end: int) -> bool:
    """A weak sign needs a local part that is no plain word, or a label."""
    if not sign["weak"]:
        return True
    return any(not c.isalpha() for c in text[start : sign.start()]) or _MAIL.near(text, start, end)


def _named(view: View) -> Iterator[Hit]:
    for match in _NAMED.each(view):
        group = "behind" if match["behind"] else "ahead"
        if any(c.isdigit() or c in "_." for c in match[group]):
            yield Hit("EMAIL_ADDRESS", *match.span(group), 0.7, "named-provider")
