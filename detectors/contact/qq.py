"""QQ_NUMBER: 5–11 digits behind a name of QQ, open or in disguise; never the number of a group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors.contact.nearby import digits_of, without_overlap, words
from detectors.fold import View
from detectors.guarded import guarded
from detectors.patterns import any_of, pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_NAMES = words(
    "扣扣|抠抠|蔻蔻|叩叩|寇寇|口口号|企鹅|企鹅号|秋秋|球球|鹅号|小企鹅|加q|+q|➕q|q号|扣号|抠号|秋号|"
    "加扣|+扣|加企鹅|丘丘|邱邱|q扣|扣q"
)
_LABEL = (
    rf"(?:{any_of(_NAMES, through_gaps=True)}|(?<![A-Za-z0-9])(?:[qQ][ .·-]?[qQ]|[qQ](?=[ ]?[:：]))"
    rf"|[扣企](?=[ ]?[:：]))"
)
_LEAD = (
    r"(?:[ \t:：=>→\-—|、()（）\[\]【】“”\"]|号码?|账号|帐号|[小大新老旧主]号|[/和与吧啊呀]|(?:微信|微|vx"
    r"|wx)(?=[同都也号是: ：])|也?是|都是|为|叫|搜|同号|ID|id|我|他|她|的|就|加|换成|改成){0,6}"
)
#: As one piece, or in groups of three to five.
_DIGITS = r"[1-9](?:[0-9]{4,10}|[0-9]{2,4}(?:[ \-.·][0-9]{3,5}){1,2})"
_END = r"(?![0-9A-Za-z])(?!@)(?!\.[0-9])(?![ ]?[元块万%年月天次条人位])"
_AHEAD = guarded("qq.ahead", rf"(?P<label>{_LABEL})(?P<lead>{_LEAD})(?P<id>{_DIGITS}){_END}", re.IGNORECASE)
_BEHIND = guarded(
    "qq.behind",
    r"(?<![0-9A-Za-z.])(?P<id>[1-9][0-9]{4,10})[ (（是为我他她的]{1,5}(?:QQ|扣扣|企鹅号"
    r"|Q号)(?![A-Za-z群邮音空])",
    re.IGNORECASE,
)
_MOBILE = pattern("qq.mobile", r"1[3-9][0-9]{9}\Z")
#: Tencent's own.
_NOBODY = frozenset(("10000", "10001"))


class QqNumber(TextRecognizer):
    """QQ numbers; a mobile behind the label is left to the phone recognizer."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("QQ_NUMBER",)
    GUARDS = (_AHEAD, _BEHIND)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "QQ：〔846203917〕",
            "加他qq〔1370926485〕留言",
            "扣扣〔52860417〕在线",
            "抠抠号是〔52860417〕",
            "蔻蔻 〔2769103548〕",
            "企鹅〔2769103548〕同步",
            "加企鹅号：〔38104〕",
            "Q号 〔640 281 937〕",
            "+Q〔640281937〕详谈",
            "q:〔640281937〕",
            "秋秋〔917305264〕",
            "球球号〔917305264〕",
            "鹅号〔917305264〕",
            "抠抠大号〔917305264〕",
            "叩叩：〔917305264〕已加",
            "〔917305264〕是她QQ",
            "QQ号码为〔3018264975〕，头像是孩子",
        ),
        avoid=(
            "QQ群 846203917 已解散",
            "加群号846203917",
            "QQ邮箱收到账单",
            "846203917@qq.com",
            "QQ音乐会员15元",
            "Q：20000元怎么还",
            "Q3 20240930 前回款",
            "QQ 10000 为官方号码",
            "企鹅号文章阅读10万",
            "QQ登录3次失败",
            "扣扣除手续费12.50",
            "联系不上，QQ也不回，已10天",
            "企鹅群：52860417",
            "QQ13618827340",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each number without its label."""
        return without_overlap(_numbers(view))


def _numbers(view: View) -> Iterator[Hit]:
    for expression, score in ((_AHEAD, 0.85), (_BEHIND, 0.8)):
        for match in expression.each(view):
            digits = digits_of(match["id"])
            # A bare Q with a colon also opens a question: Q:2024…
            shortest = 6 if match.groupdict().get("label", "") in ("q", "Q") else 5
            if shortest <= len(digits) <= 11 and digits not in _NOBODY and not _is_mobile(digits):
                yield Hit("QQ_NUMBER", *match.span("id"), score, "label")


def _is_mobile(digits: str) -> bool:
    return _MOBILE.match(digits) is not None
