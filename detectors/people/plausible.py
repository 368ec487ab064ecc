"""What the model's spans must look like whatever it says: things that are known about names and addresses for certain."""

from __future__ import annotations

from bisect import bisect_right

from detectors.contact.wechat_labels import AHEAD
from detectors.patterns import any_of, pattern
from detectors.people.departments import NAMELESS
from detectors.people.known_words import OF_NAMES, TYPICAL, among
from detectors.people.name_context import NOT_AFTER
from detectors.people.ordinary_words import NOT_A_NAME
from detectors.people.surnames import COMMON, COMPOUND, SINGLE
from detectors.people.titles import TITLES
from detectors.people.word_tables import table

#: Han characters, with dots between the parts of a transliterated name, or Latin words; both only in 阿Ben.
_NAME = pattern(
    "plausible.name",
    r"[㐀-鿿][㐀-鿿·•・. \t]{0,16}[㐀-鿿]|[A-Za-z][A-Za-z'’.\-]{1,20}(?:[ \t][A-Za-z'’.\-]{1,20}){0,4}|[阿小][A-Z][A-Za-z]{1,8}",
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
#: What an organisation does, and no part of its name: the span has run on into the announcement.
_ANNOUNCES = pattern("plausible.announces", r"开展|举办|举行|召开|定于|拟于|将于|防范|报名|招生")
#: Who or how many, and no name of an organisation.
_NO_WORK = pattern(
    "plausible.no_work",
    r"(?:那|这|哪)(?:个|家|边|里).{0,20}|[0-9一二三四五六七八九十百两]{1,4}(?:个|人|名|位|家).{0,6}|.{0,12}→.{0,30}|.{0,6}某[^某]{0,5}|我们.{0,10}|咱们.{0,10}",
)
#: 图书馆, 医院: what has no name is nobody's workplace in particular.
_GENERIC = frozenset(table("employer")["suffixes"])
#: Counters where parcels wait, and what stands before a party to an invoice: rules know who says to work there.
_COUNTERS = ("驿站", "自提点", "代收点")
_INVOICE = ("开票信息:", "开票信息：", "收款方:", "收款方：")
#: Places where people meet or things are kept, and numbers of parcels and papers.
_NO_HOME = pattern(
    "plausible.no_home",
    r"会议室|航站楼|登机口|候机|检票口|车厢|自提柜|快递柜|窗口|运单|单号|订单|编号|字第|民初|ISBN|值班|车位|证号|字号|号码|楼盘|新盘|户型|营业部|营业厅|网点|取件码|客服|公积金|社保|尾号|尾数|见面|多少",
)


#: Names as English speakers and people in Hong Kong bear them, first or last.
_FIRST = frozenset((*table("english")["given"], *table("english")["more given"]))
_LAST = frozenset(table("english")["families"])
#: A surname with an office or a courtesy that no table of titles has; and what stands before a surname that is told.
_OFFICES = frozenset(table("nobody")["offices"])
_TOLD = ("免贵姓", "敝姓", "姓")
#: Honorifics of English, and whom they alone name.
_HONORIFICS = frozenset(["madam", "sir", "miss", "mr", "mrs", "ms", "mx", "dr", "mdm"])
_NOBODY = frozenset(table("nobody")["persons"] + table("nobody")["surnames"])
_REGIONAL = frozenset(table("nobody")["regional"])
#: The year in the number of an official paper, right behind who issued it.
_YEAR = pattern("plausible.year", r"[〔\[(（][ ]?(?:19|20)[0-9]{2}[ ]?[〕\])）]")
#: What stands before 张 where sheets, cards and bills are counted.
_COUNTS = frozenset("一二两三四五六七八九十几这那每半0123456789")
#: Characters that no name has, however little its parents cared.
_NO_PART = frozenset("的了吗呢吧啊们这那哪你您妳咱嘅咗喺唔冇嚟啲嗰喎㗎嘢佢畀攞揾咁咩哋")
#: A name in pinyin, as it is typed without an input method.
_PINYIN = pattern(
    "plausible.pinyin",
    rf"(?i:{any_of(table('english')['pinyin'])})"
    r"(?:[ ](?i:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])[aeiouv]{1,3}(?:ng?)?)){1,2}",
)
#: A day of the week with a word behind it: 周五先. 周一 and 周天 begin names.
_WEEKDAY = pattern("plausible.weekday", r"周[二三四五六日末].{0,2}")
#: Amounts and counts: 九万七, 三千五.
_COUNTED = pattern(
    "plausible.counted", r"[零一二三四五六七八九十百千万亿两几多半壹贰叁参肆伍陆柒捌玖拾佰仟元圆正整]{2,12}"
)


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
            return _english(name)
        if (
            name in NOT_A_NAME
            or _labels_a_handle(text, start, end)
            or is_nobody(text, start, end)
            or not _NO_PART.isdisjoint(name)
            or _WEEKDAY.fullmatch(name)
        ):
            return False
        return bool(_NAME.fullmatch(name)) and not (_COUNTED.fullmatch(name) or _goes_on(text, end))
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
        _NO_WORK.fullmatch(text, start, end)
        or NAMELESS.fullmatch(text, start, end)
        or _ANNOUNCES.search(text, start, min(len(text), end + 2))
    )


def _labels_a_handle(text: str, start: int, end: int) -> bool:
    """Tell whether it is one of the spellings of WeChat (薇信, 威信) with a handle behind it."""
    match = AHEAD.pattern.match(text, start)
    return match is not None and match.end("label") >= end


def is_nobody(text: str, start: int, end: int) -> bool:
    """Tell whether what looks like a Han name is none: a word for a person, a surname spelled out (弓长张) or with an office.

    Or 一张 with what is counted, or a word of Taiwan or Hong Kong, with a character behind it that is in no given name.
    """
    name = text[start:end]
    if name in _NOBODY or name in _REGIONAL or _only_surname(name) or _made_familiar(name):
        return True
    if len(name) == 3 and name[:2] in _REGIONAL and among("given", name[2]) not in OF_NAMES:
        return True
    return name[0] == "张" and text[max(0, start - 1) : start] in _COUNTS


def _english(name: str) -> bool:
    """Tell whether Latin words are a name: a known one among them, but no surname alone, or a whole name in pinyin."""
    words = [word for word in name.lower().replace(".", " ").split() if word not in _HONORIFICS]
    if len(words) < len(name.split()) and _LAST.issuperset(words):
        return False
    if len(words) == 1:
        return words[0] in _FIRST
    return any(word in _FIRST or word in _LAST for word in words) or bool(_PINYIN.fullmatch(name))


def _only_surname(name: str) -> bool:
    """Tell whether a name is no more than a surname, alone or with a title: 上官, 林女士, 陈生, 何支书, 敝姓张."""
    for told in _TOLD:
        name = name.removeprefix(told)
    length = 2 if name[:2] in COMPOUND else 1 if name[:1] in SINGLE else 0
    rest = name[length:]
    return bool(length) and (rest == "" or rest in _OFFICES or (rest in TITLES and len(rest) > 1))


def _made_familiar(name: str) -> bool:
    """Tell whether a name is a surname made familiar (老卢, 小周), which says no more than 卢先生 does; 小芳 and 老根 are given names."""
    if len(name) != 2 or name[0] not in "老小" or name[1] not in COMMON:
        return False
    return name[0] == "老" or among("given", name[1]) not in TYPICAL


def _goes_on(text: str, end: int) -> bool:
    """Tell whether what follows makes a brand, a place, a show or an authority of the name: 某某演唱会, 某某发〔2026〕18号."""
    return bool(_YEAR.match(text, end)) or any(
        text[end : end + length] in NOT_AFTER for length in range(2, 5)
    )
