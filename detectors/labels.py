"""Labels of documents and cards: the nearest one before a number says what the number is, or is not.

A label *links* to a value when nothing but linking characters stands between them ("身份证号码为：…"), and is
merely *near* when other words do ("身份证发我一下，…"). A value that no check digit backs needs a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from detectors.lazy import Expression
from detectors.patterns import any_of, pattern


def words(table: str) -> tuple[str, ...]:
    """Return the words of a table of words, which commas and line ends separate."""
    return tuple(
        word for row in table.strip().splitlines() for word in map(str.strip, row.split(",")) if word
    )


#: What an order, a parcel or a ticket is numbered with. Such a number is nobody's identity.
ORDERS: tuple[str, ...] = words("""
    订单, 单号, 运单, 快递, 物流, 包裹, 取件, 流水, 工单, 票号, 票据, 发票, 收据, 条码, 条形码, 二维码,
    扫码, 交易号, 交易单, 凭证号, 参考号, 回执, 受理, 编号, 序号, 批次, 批号, 货号, 案号, 案件号, 文号,
    合同号, 协议号, 借据号, 贷款号, 账单号, 商户号, 终端号, 设备号, 序列号, 工号, 员工号, 任务号,
    信用代码, 税号, 识别号, 机构代码, 许可证, 营业执照, 执照, 验证码, 短信码, 单据, 保单, 业务号, 申请号,
    登记号, 小票, 彩票, 取票, 兑换码, 激活码, 卡密, 券码, 券号, 学号, 考号, 准考证, 车架号, 机身号, IMEI,
    ICCID, IMSI, SKU, SN, 客户号, 会员号, 用户ID, 客户ID, 设备ID, 会话ID, 任务ID, 抖音ID, 游戏ID, 商户ID,
    订单ID, 微信ID, 账号ID, order, order no, order number, order id, tracking, tracking no,
    tracking number, waybill, waybill no, parcel, ticket, ticket no, ticket number, ticket id, invoice,
    invoice no, invoice number, invoice id, receipt, receipt no, ref, ref no, reference, reference no,
    reference number, transaction, transaction id, transaction no, transaction number, txn, txn id,
    batch, batch no, batch id, serial, serial no, serial number, case no, case id, barcode, contract no,
    contract number, contract id, confirmation, confirmation no, uuid, trace id, request id, job id,
    session id, call id, app id, client id, group id, process id, event id, log id, record id,
    message id, chat id, user id, task id, device id, meeting id, loan id, payment id, template id,
    merchant id, policy no, policy number
""")
#: Things that may stand before a person's number as well, as in 案件 or 合同; they refute weak shapes only.
THINGS: tuple[str, ...] = words("""
    案件, 合同, 借据, 商户, 设备, 商品, 产品, 型号, 机型, 版本, 航班,
    车次, 座位, 房号, 房间, 会议, 坐席,
    model, model no, flight, seat, room, meeting, contract
""")


#: Where a number that starts with a letter may begin: not in a word, but right behind a label (passportE1…).
START = (
    r"(?:(?<![0-9A-Za-z])|(?<=[Ii][Dd])|(?<=[Nn][Oo])|(?<=[Rr][TtCc])|(?<=[Ii][Rr])|(?<=[Ff][Zz])"
    r"|(?<=[Aa][Oo]))"
)

_LINK = pattern(
    "labels.link",
    r"[ \t\r\n：:=＝.．是为叫的字号码数证件「『“”\"'‘’（()）【\[\]】#＃,，\-—>→/|*]{0,9}"
    r"(?:(?i:numbers|number|nos|num|no|is|are)[ .:：#]{0,3}){0,2}(?:分别|如下|这个|就)?"
    r"[ \t\r\n：:=是为“\"'(]{0,4}",
)
_VALUE_BETWEEN = pattern("labels.value", r"[0-9A-Za-z]{0,4}[0-9]{4}")
_CLAUSE_END = pattern("labels.clause", r"[，。；！？,;!?、\n]")
_LIST = pattern("labels.list", r"[ \t\n]{0,1}(?:[、,，;；/|]|和|及|与|或|还有|以及|and|or)?[ \t\n]{0,1}")
_BEHIND = pattern(
    "labels.behind",
    r"[ \t]{0,2}(?:[（(\[【]|(?:这个)?(?:就)?(?:是|为)|is |as )"
    r"(?:[他她我您你]|本人|对方|客户|借款人|the |his |her |my )?的?",
)


class Label(IntEnum):
    """What the nearest label says of a value."""

    REFUTED = -2  #: it is something else, and the label links to it
    DOUBTED = -1  #: a label of something else is in the same clause
    NONE = 0
    NEAR = 1
    LINKED = 2


def label_expression(labels: Iterable[str]) -> str:
    """Return an alternation of labels: Han ones see through separators, Latin ones stand alone."""
    labels = tuple(labels)
    latin = [label for label in labels if label.isascii()]
    han = [label for label in labels if not label.isascii()]
    parts = [any_of(han, through_gaps=True)] if han else []
    if latin:
        spaced = any_of(latin).replace(r"\ ", r"[ ._\-]{0,2}")
        parts.append(rf"(?<![A-Za-z]){spaced}(?![A-Za-z])")
    return "(?:" + "|".join(parts) + ")"


class Labels:
    """The labels of one kind of document (`yes`) and of what looks like it (`no`), up to `before` ahead.

    `ORDERS` always count as `no`, and `THINGS` unless told otherwise."""

    def __init__(
        self, name: str, yes: Iterable[str], no: Iterable[str] = (), *, before: int = 12, things: bool = True
    ) -> None:
        yes, no = tuple(yes), (*no, *ORDERS, *(THINGS if things else ()))
        self.before = before
        # A hidden label may be longer than its word, by the separators in it.
        self._window = before + 4 + max(map(len, (*yes, *no)))
        self._yes = pattern(f"{name}.labels", label_expression(yes), re.IGNORECASE)
        self._no = pattern(f"{name}.other_labels", label_expression(no), re.IGNORECASE)

    def read(self, text: str, start: int, end: int) -> Label:
        """Return what the labels around ``text[start:end]`` say; one behind counts when none is before."""
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

    def each(self, text: str, matches: Iterable[re.Match[str]]) -> Iterable[tuple[re.Match[str], Label]]:
        """Pair each match with its label. In a list ("卡号：A、B和C") later items take that of the first."""
        return self._each(text, matches) if matches else ()

    def _each(self, text: str, matches: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], Label]]:
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

    def _last(self, words: Expression, text: str, start: int) -> tuple[int, int] | None:
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
