"""What the model's spans must look like whatever it says: things that are known about names and addresses for certain."""

from __future__ import annotations

from bisect import bisect_right

from detectors.patterns import any_of, pattern
from detectors.people.departments import NAMELESS
from detectors.people.name_context import NOT_AFTER
from detectors.people.ordinary_words import NOT_A_NAME
from detectors.people.surnames import COMPOUND, SINGLE
from detectors.people.titles import TITLES
from detectors.people.word_tables import table

#: Han characters, with dots between the parts of a transliterated name, or Latin words; never both.
_NAME = pattern(
    "plausible.name",
    r"[㐀-鿿][㐀-鿿·•・. \t]{0,16}[㐀-鿿]|[A-Za-z][A-Za-z'’.\-]{1,20}(?:[ \t][A-Za-z'’.\-]{1,20}){0,4}",
)
#: A sender's own sign: 【某某金融】 at the head or the foot of a message.
_SIGN = pattern("plausible.sign", r"\A\s{0,4}【[^】]{1,20}】|【[^】]{1,20}】\s{0,4}\Z")
#: Numbers with a unit, blocks and rooms: without a name of their own they are a meeting room or a roster, not somebody's home.
_ADDRESS = table("address")
#: Some part that an address has, or where it is told by what is near it.
_PART = pattern(
    "plausible.part",
    any_of(
        w
        for section in ("units", "divisions", "roads", "estates", "villages")
        for w in _ADDRESS[section]
        if w[0] >= "一"
    )
    + r"|对面|旁边|后面|前面|隔壁|附近|楼上|楼下|门口|地下|市场|[0-9]/F",
)
_UNITS = "".join(sorted({c for unit in _ADDRESS["units"] for c in unit if c.isalpha()}))
_NAMELESS = pattern(
    "plausible.nameless", rf"[{_UNITS}0-9A-Za-z\-－—~、，, \t#/一二三四五六七八九十百零第附之]{{1,60}}"
)
#: A door that only a home has: 9号楼3单元502.
_DOOR = pattern("plausible.door", r"单元|[栋幢].{0,6}(?:室|户)")
#: Who or how many, and no name of an organisation.
_NO_WORK = pattern(
    "plausible.no_work",
    r"(?:那|这|哪)(?:个|家|边|里).{0,20}|[0-9一二三四五六七八九十百两]{1,4}(?:个|人|名|位|家).{0,6}|.{0,12}→.{0,30}|我们.{0,10}|咱们.{0,10}",
)
#: 图书馆, 医院: what has no name is nobody's workplace in particular.
_GENERIC = frozenset(table("employer")["suffixes"])
#: Counters where parcels wait, and what stands before a party to an invoice: rules know who says to work there.
_COUNTERS = ("驿站", "自提点", "代收点")
_INVOICE = ("开票信息:", "开票信息：", "收款方:", "收款方：")
#: Places where people meet or things are kept, and numbers of parcels and papers.
_NO_HOME = pattern(
    "plausible.no_home",
    r"会议室|航站楼|登机口|候机|检票口|车厢|自提柜|快递柜|窗口|运单|单号|订单|编号|字第|民初|ISBN|值班|车位|证号|字号|号码|楼盘|新盘|户型|营业部|营业厅|网点|取件码|客服|公积金|社保",
)


#: Names as English speakers and people in Hong Kong bear them, first or last.
_ENGLISH = frozenset((*table("english")["given"], *table("english")["families"]))
#: Amounts and counts: 九万七, 三千五.
_COUNTED = pattern("plausible.counted", r"[零一二三四五六七八九十百千万亿两几多半]{2,10}")


#: A shop that hands out parcels is named for the estate it stands in.
_SHOP = pattern("plausible.shop", r"[^0-9]{2,20}(?:店|驿站)")
#: The title of a book or a film.
_TITLE = pattern("plausible.title", r"《[^《》]{1,30}》")


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the stretches that are a sender's sign or a title, in text order; a name inside them is nobody's."""
    return sorted(one.span() for form in (_SIGN, _TITLE) for one in form.finditer(text))


def within(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a span lies inside one of the ordered stretches."""
    at = bisect_right(stretches, (start, end)) - 1
    return any(first <= start and end <= last for first, last in stretches[max(0, at) : at + 2])


def plausible(kind: str, text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` can be of this type at all; looks at a few characters around it, no further."""
    if kind == "PERSON":
        name = text[start:end]
        if name.isascii():
            return any(word.lower() in _ENGLISH for word in name.split())
        if name in NOT_A_NAME:
            return False
        return bool(_NAME.fullmatch(name)) and not (
            _COUNTED.fullmatch(name) or _only_surname(name) or _goes_on(text, end)
        )
    if kind == "ADDRESS":
        nameless = (
            _NAMELESS.fullmatch(text, start, end) and not _DOOR.search(text, start, end)
        ) or _SHOP.fullmatch(text, start, end)
        return bool(_PART.search(text, start, end)) and not (
            nameless or _NO_HOME.search(text, start, min(len(text), end + 3))
        )
    if text.endswith(_COUNTERS, start, end) or text.endswith(_INVOICE, 0, start):
        return False
    return text[start:end] not in _GENERIC and not (
        _NO_WORK.fullmatch(text, start, end) or NAMELESS.fullmatch(text, start, end)
    )


def _only_surname(name: str) -> bool:
    """Tell whether a name is no more than a surname, alone or with a title: 上官, 林女士, 陈生."""
    length = 2 if name[:2] in COMPOUND else 1 if name[0] in SINGLE else 0
    rest = name[length:]
    return bool(length) and (rest in ("", "生") or (rest in TITLES and len(rest) > 1))


def _goes_on(text: str, end: int) -> bool:
    """Tell whether what follows makes a brand, a place or a show of the name: 某某演唱会."""
    return any(text[end : end + length] in NOT_AFTER for length in range(2, 5))
