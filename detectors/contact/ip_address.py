"""IP_ADDRESS: the address that a person's device used; never a version, a section or the machine itself."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors.contact.nearby import Lead, words
from detectors.fold import View
from detectors.guarded import guarded
from detectors.hotwords import Hotwords
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_V4 = guarded(
    "ip.v4",
    r"(?<![0-9A-OQ-Za-oq-z.])[0-9]{1,3}(?:[ ]?[.。点][ ]?[0-9]{1,3}){3}(?![0-9A-Za-z])(?![.。点][0-9])",
)
_V6 = guarded(
    "ip.v6",
    r"(?<![0-9A-Za-z:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:(?:\.[0-9]{1,3}){3})?(?![0-9A-Za-z:])",
)
_LABELS = Hotwords(
    "ip.label",
    words("ip|登录地址|网络地址|登录地|登陆|登录|服务器|网关|client|login|logged in"),
    before=14,
    after=4,
)
_VERSION = Lead(
    "ip.version",
    words(
        "v|ver|ver.|version|版本|版本号|固件|升级到|升级至|更新至|更新到|app|sdk|ios|第|条款|章节|见|节|"
        "build|release|firmware|android|section|clause"
    ),
)
#: Addresses that name no device in particular.
_NOBODY = frozenset(words("0.0.0.0|127.0.0.1|255.255.255.255|255.255.255.0|8.8.8.8|114.114.114.114"))


class IpAddress(TextRecognizer):
    """Addresses of version 4 and 6 (RFC 791, RFC 4291)."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("IP_ADDRESS",)
    GUARDS = (_V4, _V6)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "登录IP：〔117.136.41.92〕，属地未知",
            "该客户IP〔223.104.66.18〕异常",
            "设备来自〔183.62.140.77〕，已拉黑",
            "ip地址为〔10.24.3.118〕的终端",
            "申请时IP 〔36.112.9.201〕",
            "last login from 〔203.0.113.45〕 yesterday",
            "IP:〔117点136点41点92〕",
            "客户端〔240e:3b2:41c8:9a00:1d5f:77ab:2:91〕登录",
            "IPv6 〔2001:db8::8a2e:370:7334〕",
            "ip=〔1.2.4.8〕",
            "从〔112.97.204.3〕发起借款申请",
            "用户〔119.123.77.205〕/〔119.123.77.206〕同一设备",
        ),
        avoid=(
            "请升级到版本 11.20.31.42",
            "App v12.10.33.14 已发布",
            "见合同第3.2.1.1条",
            "3.2.1.1 逾期利息的计算",
            "服务器 127.0.0.1 连接失败",
            "共256.300.12.1项",
            "10:20:30 前到账",
            "截止 2026.11.05 前",
            "金额 1.234.567 元",
            "联系时间 9:00:00-18:00:00",
            "std::vector 报错",
            "网卡 a4:5e:60:c2:11:9f",
            "1.1.1.2 目录结构",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each address without port or prefix length."""
        return [*_version_4(view), *_version_6(view)]


def _version_4(view: View) -> Iterator[Hit]:
    text = view.text
    for match in _V4.each(view):
        labelled = _LABELS.near(text, *match.span())
        plain = "." in match.group() and "点" not in match.group() and " " not in match.group()
        parts = [int(part) for part in re.findall("[0-9]{1,3}", match.group())]
        if max(parts) > 255 or ".".join(map(str, parts)) in _NOBODY or _VERSION.ends_at(text, match.start()):
            continue
        if labelled or (plain and sum(part > 9 for part in parts) >= 2 and parts[0]):
            yield Hit("IP_ADDRESS", *match.span(), 0.85 if labelled else 0.75, "v4")


def _version_6(view: View) -> Iterator[Hit]:
    text = view.text
    for match in _V6.each(view):
        groups = [group for group in match.group().split(":") if group]
        lettered = any(c.isalpha() for c in match.group())
        if len(groups) >= 3 and (lettered or _LABELS.near(text, *match.span())) and _is_v6(match.group()):
            yield Hit("IP_ADDRESS", *match.span(), 0.95, "v6")


def _is_v6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True
