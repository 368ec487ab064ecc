"""Digits in circles and brackets that count the points of a list, not part of the number behind them."""

from __future__ import annotations

from detectors.fold.shapes import is_complete
from detectors.fold.signs import GAP
from detectors.patterns import pattern

_MARKS = "①-⑨⑴-⑼⒈-⒐⓵-⓽❶-❾➀-➈➊-➒"
_MARK = rf"(?<![{_MARKS}])[{_MARKS}]"
#: A mark by itself before a mobile that is whole without it: ①13922334455②139 2233 4455.
_BEFORE_MOBILE = pattern(
    "fold.mark-before-mobile", rf"{_MARK}(?=1[3-9](?:{GAP}{{0,2}}[0-9]){{9}}(?!{GAP}?[0-9]))"
)
_BEFORE_LONG = pattern("fold.mark-before-long-number", rf"{_MARK}(?=([0-9]{{15,19}}[Xx]?))")
_ANY = pattern("fold.list-mark", f"[{_MARKS}]")


def without_list_marks(source: str) -> str:
    """Return `source` with an enumeration comma for each such mark, to keep it from the number."""
    if _ANY.search(source) is None:
        return source
    return _BEFORE_LONG.sub(
        lambda mark: "、" if is_complete(mark.group(1)) else mark.group(), _BEFORE_MOBILE.sub("、", source)
    )
