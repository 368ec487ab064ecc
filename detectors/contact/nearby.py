"""Labels that stand right beside a value, with connecting words between, and a few shared pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detectors.patterns import any_of, pattern
from detectors.recognizer import Hit

#: What may join a label and its value: 手机号码是：, 电话（家）. Matches nothing that could begin a value.
JOINT = r"[ \t号码是为叫：:=#'\"“”()（）\[\]【】<>|—-]{0,8}"
#: One to three separators inside a number, as people type them.
GAP = r"[ \t\-‐-―−.·•_/~]{1,3}"


def words(table: str) -> tuple[str, ...]:
    """Return the entries of a table that is written on one line or more, with ``|`` between."""
    return tuple(table.split("|"))


class Lead:
    """Labels that govern the value right behind them. Words between label and value break the tie."""

    def __init__(self, name: str, labels: Iterable[str], *, joint: str = JOINT, reach: int = 28) -> None:
        self.reach = reach
        expression = any_of(labels, through_gaps=True) + joint + r"\Z"
        self._pattern = pattern(f"{name}.lead", expression, re.IGNORECASE)

    def ends_at(self, text: str, position: int) -> bool:
        """Tell whether a label, with its connecting words, ends at `position`."""
        return self._pattern.search(text, max(0, position - self.reach), position) is not None


#: A number behind one of these belongs to a thing, not to a person.
THING = Lead(
    "contact.thing",
    words(
        "订单|订单号|单号|运单|流水|流水号|工单|编号|交易号|凭证|凭证号|参考号|票号|批次|受理号|回执|"
        "序列号|合同号|借据号|时间戳|发票|案号|案件号|取件码|取货码|设备号|商户号|会议号|任务id|任务号|"
        "发票代码|发票号码|税号|代码|识别号|编码|会话id|通话id|录音id|房间号|批号|金额|order|order no|order no.|order number|waybill|tracking|"
        "tracking number|ticket|ticket number|ref|ref.|reference|reference number|invoice|receipt|serial|"
        "txn|trace|timestamp|case number|case no|case no."
    ),
)


def digits_of(text: str) -> str:
    """Return the ASCII digits of `text`."""
    return "".join(c for c in text if "0" <= c <= "9")


def without_overlap(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that overlap keep the surest, then the longest, then the first, in order of position."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.score, h.start - h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif (hit.score, hit.end - hit.start) > (kept[-1].score, kept[-1].end - kept[-1].start):
            kept[-1] = hit
    return kept
