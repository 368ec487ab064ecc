"""PHONE_NUMBER: mobiles, landlines with extensions, local and foreign numbers, and what a mask leaves."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors.contact import phone_shapes as shapes
from detectors.contact.nearby import THING, Lead, digits_of, without_overlap, words
from detectors.contact.phone_proof import PROOF
from detectors.fold import View
from detectors.hotwords import Hotwords
from detectors.patterns import pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_LABEL_WORDS = words(
    "手机|电话|联系方式|手机号|号码|座机|固话|宅电|单电|致电|拨打|来电|打给|联系|通讯录|同号|微信|"
    "机主|本机|☎|📞|📱|tel|phone|mobile|cell|whatsapp|call|contact|reach"
)
_LABELS = Hotwords("phone.label", _LABEL_WORDS, before=12, after=6)
_MACHINE = Hotwords("phone.machine", ("物联", "iot", "流量卡", "手机", "定位", "GPS"), before=10, after=8)
#: Labels of a number without its area code.
_LOCAL = Lead(
    "phone.local_label",
    words(
        "电话|座机|宅电|单电|固话|固定电话|家电|办电|住宅电话|单位电话|公司电话|办公电话|家里电话|"
        "联系电话|联络电话|电话号码|手机|手提|手提电话|流动电话|tel|tel.|phone|telephone|phone number|"
        "mobile|home phone|landline|whatsapp"
    ),
)
_LOCAL_BEHIND = pattern(
    "phone.local_label_behind",
    r"[ ]?[(（](?:香港|澳门|公司|单位|家里|家|办公室?)?(?:电话|座机|宅电|家电|单电|固话)[)）]",
)
_AMERICAN = Hotwords(
    "phone.american_label",
    words("phone|tel|cell|mobile|call|text|reach|number|电话|手机"),
    before=24,
)
#: An organisation's own line. A mobile is personal whoever answers it.
_SERVICE = Lead(
    "phone.service",
    words(
        "客服|热线|客服电话|客服热线|服务电话|服务热线|服务专线|客服专线|咨询电话|咨询热线|投诉电话|"
        "举报电话|监督电话|官方电话|维权电话|还款专线|hotline|customer service|customer care|helpline|"
        "support line"
    ),
)
#: Letters that may touch a number from the left: anything else in capitals makes a code of it, as in SF138….
_LETTERS = pattern("phone.letters_ahead", r"[A-Za-z]{1,10}\Z")
_TOUCHING = frozenset(
    [
        "TEL",
        "PHONE",
        "MOBILE",
        "MOB",
        "CELL",
        "VX",
        "WX",
        "V",
        "WECHAT",
        "WEIXIN",
        "QQ",
        "CALL",
        "SJ",
        "DH",
        "T",
        "M",
        "P",
        "NO",
        "H",
        "TO",
        "AT",
    ]
)
#: Eleven digits that folding has joined but that were written as a time, a date or a sum and something else.
_ACCIDENT = pattern(
    "phone.accident",
    r"^1[ \-]\(?8(?:00|88|77|66|55|44|33)\)?[ \-]|^1[3-9]:[0-5][0-9](?![0-9])|(?:19"
    r"|20)[0-9]{2}[\-/.][01]?[0-9][\-/.][0-3]?[0-9]|[^0-9](?:19|20)[0-9]{2}[01][0-9][0-3][0-9]$"
    r"|\.[0-9]{2}[^0-9.]|^1[3-9],[0-9]{3},",
)
#: 1-800-…: joined, it would pass for a mobile.
_TOLL_FREE = pattern("phone.toll_free", r"^1[ \-]\(?8(?:00|88|77|66|55|44|33)\)?[ \-]")
_DATE = pattern("phone.date", r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]\Z")


class PhoneNumber(TextRecognizer):
    """Telephone numbers of people; never the service lines of organisations."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("PHONE_NUMBER",)
    GUARDS = (
        shapes.MOBILE,
        shapes.MOBILE_GROUPED,
        shapes.MOBILE_BROKEN,
        shapes.MACHINE_CARD,
        shapes.TAIWAN_MOBILE,
        shapes.LANDLINE,
        shapes.INTERNATIONAL,
        shapes.HONG_KONG,
        shapes.LOCAL,
        shapes.AMERICAN,
        shapes.MASKED,
        shapes.TAIL,
    )
    PROOF: ClassVar[Proof] = PROOF

    def find(self, view: View) -> Iterable[Hit]:
        """Return each number with its country code and extension, without its label."""
        services = [m.span() for m in shapes.HOTLINE.each(view)]
        hits = [*_mobiles(view), *_others(view), *_partial(view)]
        return _outside(services, without_overlap(hits))


def _outside(services: list[tuple[int, int]], hits: list[Hit]) -> Iterator[Hit]:
    """Yield the hits that begin in no service line. Both lists are in order and without overlap."""
    for hit in hits:
        at = bisect_right(services, hit.start, key=lambda span: span[0]) - 1
        if at < 0 or services[at][1] <= hit.start:
            yield hit


def _hit(view: View, span: tuple[int, int], score: float, rule: str) -> Hit:
    """Leave out an unclosed bracket; take in one whose partner the folding has dropped."""
    start, end = span
    opened, closed = "(（[", ")）]"
    if view.text[start] in opened and not any(c in view.text[start:end] for c in closed):
        start += 1
    source = view.source[slice(*view.to_source(start, end))]
    if start and view.text[start - 1] in opened and any(c in source for c in closed):
        start -= 1
    return Hit("PHONE_NUMBER", start, end, score, rule)


def _mobiles(view: View) -> Iterator[Hit]:
    """Yield mobiles of the mainland and Taiwan."""
    text = view.text
    for match in shapes.MOBILE.each(view):
        yield from _mobile(view, match, "mobile")
    last = -9
    for match in shapes.MOBILE_GROUPED.each(view):
        if not _continues(text, match.start(), last):
            yield from _mobile(view, match, "mobile-grouped")
            last = match.end()
    for match in shapes.MOBILE_BROKEN.each(view):
        if _LABELS.near(text, match.start(), match.start()):
            yield from _mobile(view, match, "mobile-broken")
    for match in shapes.TAIWAN_MOBILE.each(view):
        yield from _mobile(view, match, "taiwan-mobile")


def _continues(text: str, start: int, last: int) -> bool:
    """Tell whether a grouped number is the rest of a longer one, and not the next in a list."""
    ahead = text[max(0, start - 2) : start]
    return ahead[-1:] in (" ", "-", ".") and ahead[:1].isdigit() and start - last > 3


def _mobile(view: View, match: re.Match[str], rule: str) -> Iterator[Hit]:
    text, (start, end) = view.text, match.span()
    if _is_code(text, start, end):
        return
    labelled = _LABELS.near(text, start, end)
    written = view.source[slice(*view.to_source(start, end))]
    if not (_ACCIDENT if not labelled else _TOLL_FREE).search(written):
        yield _hit(view, (start, end), 0.85 if labelled else 0.75, rule)


def _is_code(text: str, start: int, end: int) -> bool:
    """Tell whether a number is part of a code with letters, or the number of a thing."""
    letters = _LETTERS.search(text, max(0, start - 10), start)
    if letters and letters.group()[-1].isupper() and letters.group().upper() not in _TOUCHING:
        return True
    both = bool(letters) and text[end : end + 1].isascii() and text[end : end + 1].isalpha()
    return both or THING.ends_at(text, start)


def _others(view: View) -> Iterator[Hit]:
    """Yield landlines, local and foreign numbers, unless they are the line of a thing or a service."""
    text = view.text
    for hit in (*_landlines(view), *_foreign(view), *_labelled(view)):
        if not (_is_code(text, hit.start, hit.end) or _SERVICE.ends_at(text, hit.start)):
            yield hit


def _landlines(view: View) -> Iterator[Hit]:
    text = view.text
    for match in shapes.LANDLINE.each(view):
        start, end = match.span()
        written = view.source[slice(*view.to_source(start, end))]
        number = digits_of(_without_extension(match.group()))
        score = shapes.landline_score(
            number,
            grouped=not written[:10].isdigit(),
            labelled=_LABELS.near(text, start, end),
        )
        if score:
            yield _hit(view, (start, end), score, "landline")


_EXTENSION = pattern(
    "phone.extension", r"[ ,，(（]{0,2}(?:转|分机号?|内线|e|x|#)|(?<=[0-9]{7})[\-–—]", re.IGNORECASE
)


def _without_extension(number: str) -> str:
    cut = _EXTENSION.search(number, 7)
    return number[: cut.start()] if cut else number


def _foreign(view: View) -> Iterator[Hit]:
    text = view.text
    for match in shapes.INTERNATIONAL.each(view):
        digits = digits_of(_without_extension(match.group()))
        if shapes.is_international(digits) or shapes.is_international(digits.replace("0", "", 1)):
            yield _hit(view, match.span(), 0.85, "international")
    for match in shapes.HONG_KONG.each(view):
        written_code = not match.group().isdigit() or match.group().startswith("00")
        if written_code or _LABELS.near(text, *match.span()):
            yield _hit(view, match.span(), 0.75, "hong-kong")


def _labelled(view: View) -> Iterator[Hit]:
    """Yield numbers whose shape says too little without a label."""
    text = view.text
    for match in shapes.LOCAL.each(view):
        digits = digits_of(match.group())[:8]
        labelled = _LOCAL.ends_at(text, match.start()) or _LOCAL_BEHIND.match(text, match.end())
        if labelled and not _DATE.match(digits):
            yield _hit(view, match.span(), 0.85, "local")
    for match in shapes.AMERICAN.each(view):
        if _AMERICAN.near(text, *match.span()) and not match.group().startswith(("400", "800")):
            yield _hit(view, match.span(), 0.85, "american")
    for match in shapes.MACHINE_CARD.each(view):
        if _MACHINE.near(text, *match.span()):
            yield _hit(view, match.span(), 0.85, "machine-card")


def _partial(view: View) -> Iterator[Hit]:
    """Yield what a mask leaves, and named last digits."""
    text = view.text
    for match in shapes.MASKED.each(view):
        whole = len(match.group().replace(" ", "").replace("-", ""))
        if (whole == 11 and match.group()[0] == "1") or _LABELS.near(text, *match.span()):
            yield _hit(view, match.span(), 0.65, "masked")
    for match in shapes.TAIL.each(view):
        yield _hit(view, match.span("behind" if match["behind"] else "ahead"), 0.65, "tail")
