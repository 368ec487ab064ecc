"""The loan's product: naming it together with what one does about a loan tells that there is one."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.patterns import pattern
from detectors.record.squeeze import Squeezed, squeeze
from detectors.record.values import Found

#: What is said of a loan beside its name, within this many characters after or before it.
_WINDOW = 32
_DEALING = pattern(
    "record.product_dealing",
    r"处理|解决|还|结清|结一|拖|到期|最后|窗口|账|期|扣|余额|欠|搞定|的事|那笔|这笔|清|付|due|pay|settle|balance|overdue",
)


def find_product(value: str, text: Squeezed) -> Iterable[Found]:
    """Return each mention of the product beside a word for dealing with a loan (0.8)."""
    whole = squeeze(value)
    return [
        Found(start, end, 0.8, "record.product", "DEBT_STATUS")
        for start, end in (text.all.find(whole) if len(whole) >= 3 else ())
        if _DEALING.search(text.folded[max(0, start - _WINDOW) : start] + text.folded[end : end + _WINDOW])
    ]
