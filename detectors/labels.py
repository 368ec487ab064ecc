"""Labels of documents and cards: the nearest one before a number says what the number is, or what it is not.

A label *links* to a value when nothing but linking characters stands between them ("身份证号码为：…"), and is merely
*near* when other words do ("身份证发我一下，…"). A value that no check digit backs needs a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from detectors.patterns import any_of, pattern

#: What an order, a parcel, a ticket or a device is numbered with. Such a number is nobody's identity.
NOT_IDENTITY: tuple[str, ...] = (
    *(
        "订单",
        "单号",
        "运单",
        "快递",
        "物流",
        "包裹",
        "取件",
        "流水",
        "工单",
        "票号",
        "票据",
        "发票",
        "收据",
        "条码",
    ),
    *(
        "条形码",
        "二维码",
        "交易号",
        "交易单",
        "凭证号",
        "参考号",
        "回执",
        "受理",
        "编号",
        "序号",
        "批次",
        "批号",
        "货号",
    ),
    *(
        "型号",
        "机型",
        "版本",
        "航班",
        "车次",
        "座位",
        "房号",
        "房间",
        "会议",
        "案号",
        "案件",
        "文号",
        "合同",
        "协议号",
    ),
    *(
        "借据",
        "贷款号",
        "账单号",
        "商户",
        "终端号",
        "设备",
        "序列号",
        "工号",
        "员工号",
        "坐席",
        "任务号",
        "商品",
        "产品",
    ),
    *(
        "信用代码",
        "税号",
        "识别号",
        "机构代码",
        "许可证",
        "营业执照",
        "执照",
        "验证码",
        "短信码",
        "IMEI",
        "SKU",
        "SN",
    ),
    *(
        "order",
        "order no",
        "order number",
        "order id",
        "tracking",
        "tracking no",
        "tracking number",
        "waybill",
    ),
    *("parcel", "ticket", "ticket no", "ticket number", "invoice", "invoice no", "invoice number", "receipt"),
    *("receipt no", "ref", "ref no", "reference", "reference no", "reference number", "transaction"),
    *(
        "transaction id",
        "transaction no",
        "transaction number",
        "txn",
        "batch",
        "batch no",
        "serial",
        "serial no",
    ),
    *(
        "serial number",
        "model",
        "model no",
        "flight",
        "seat",
        "room",
        "meeting",
        "meeting id",
        "case no",
        "barcode",
    ),
    *(
        "contract",
        "contract no",
        "confirmation",
        "confirmation no",
        "uuid",
        "trace id",
        "request id",
        "job id",
    ),
)

#: Where a number that starts with a letter may begin: not within a word, but right behind a Latin label (passportE1…).
START = r"(?:(?<![0-9A-Za-z])|(?<=[Ii][Dd])|(?<=[Nn][Oo])|(?<=[Rr][TtCc])|(?<=[Ii][Rr])|(?<=[Ff][Zz])|(?<=[Aa][Oo]))"

_LINK = pattern(
    "labels.link",
    r"[ \t\r\n：:=＝.．是为叫的字号码数「『“”\"'‘’（()）【\[\]】#＃,，\-—>→/|*]{0,9}"
    r"(?:(?i:numbers|number|nos|num|no|is|are)[ .:：#]{0,3}){0,2}(?:分别|如下|这个|就)?[ \t\r\n：:=是为“\"'(]{0,4}",
)
_VALUE_BETWEEN = pattern("labels.value", r"[0-9A-Za-z]{0,4}[0-9]{4}")
_CLAUSE_END = pattern("labels.clause", r"[，。；！？,;!?、\n]")
_LIST = pattern("labels.list", r"[ \t\n]{0,1}(?:[、,，;；/|]|和|及|与|或|还有|以及|and|or)?[ \t\n]{0,1}")
_BEHIND = pattern(
    "labels.behind",
    r"[ \t]{0,2}(?:[（(\[【]|(?:这个)?(?:就)?(?:是|为)|is |as )(?:[他她我您你]|本人|对方|客户|借款人|the |his |her |my )?的?",
)


class Label(IntEnum):
    """What the nearest label says of a value."""

    REFUTED = -2  #: it is something else, and the label links to it
    DOUBTED = -1  #: a label of something else is in the same clause
    NONE = 0
    NEAR = 1
    LINKED = 2


def label_expression(words: Iterable[str]) -> str:
    """Return an alternation of labels: Han ones see through separators, Latin ones stand apart from other letters."""
    words = tuple(words)
    latin = [word for word in words if word.isascii()]
    han = [word for word in words if not word.isascii()]
    parts = [any_of(han, through_gaps=True)] if han else []
    if latin:
        spaced = any_of(latin).replace(r"\ ", r"[ ._\-]{0,2}")
        parts.append(rf"(?<![A-Za-z]){spaced}(?![A-Za-z])")
    return "(?:" + "|".join(parts) + ")"


class Labels:
    """The labels of one kind of document (`yes`) and of what looks like it (`no`), at most `before` characters ahead."""

    def __init__(self, name: str, yes: Iterable[str], no: Iterable[str] = (), *, before: int = 12) -> None:
        yes, no = tuple(yes), (*no, *NOT_IDENTITY)
        self.before = before
        # A hidden label may be longer than its word, by the separators in it.
        self._window = before + 4 + max(map(len, (*yes, *no)))
        self._yes = pattern(f"{name}.labels", label_expression(yes), re.IGNORECASE)
        self._no = pattern(f"{name}.other_labels", label_expression(no), re.IGNORECASE)

    def read(self, text: str, start: int, end: int) -> Label:
        """Return what the labels around ``text[start:end]`` say; a label behind it counts when none is before."""
        yes, no = (self._last(words, text, start) for words in (self._yes, self._no))
        # Of two that end together the longer one is meant: 会员卡号 is no 卡号.
        if yes is not None and (no is None or (yes[1], -yes[0]) >= (no[1], -no[0])):
            return Label.LINKED if _LINK.fullmatch(text, yes[1], start) else Label.NEAR
        if no is not None:
            if _LINK.fullmatch(text, no[1], start):
                return Label.REFUTED
            if not _CLAUSE_END.search(text, no[1], start):
                return Label.DOUBTED
        return Label.LINKED if self._follows(text, end) else Label.NONE

    def each(self, text: str, matches: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], Label]]:
        """Pair each match with its label. In a list ("卡号：A、B和C") the later items take that of the first."""
        last, last_end, length = Label.NONE, -1, 0
        for match in matches:
            start, end = match.span()
            label = self.read(text, start, end)
            joined = 0 <= start - last_end <= 5 and _LIST.fullmatch(text, last_end, start)
            if label == Label.NONE and joined and (last > 0 or end - start == length):
                label = last
            yield match, label
            last, last_end, length = label, end, end - start

    def glued(self, text: str, start: int) -> bool:
        """Tell whether letters touch ``text[start]`` from the left that are no label.

        In "sfz1101…" the letters are one; in "XD1101…" the number is a part of something longer.
        """
        if start == 0 or not (text[start - 1].isascii() and text[start - 1].isalpha()):
            return False
        found = self._yes.finditer(text, max(0, start - self._window), start)
        return not any(match.end() == start for match in found)

    def _last(self, words: re.Pattern[str], text: str, start: int) -> tuple[int, int] | None:
        found = None
        for match in words.finditer(text, max(0, start - self._window), start):
            found = match.span()
        if found is None or start - found[1] > self.before:
            return None
        # A label that has a value of its own between it and this one is spent.
        return None if _VALUE_BETWEEN.search(text, found[1], start) else found

    def _follows(self, text: str, end: int) -> bool:
        lead = _BEHIND.match(text, end)
        return lead is not None and self._yes.match(text, lead.end()) is not None
