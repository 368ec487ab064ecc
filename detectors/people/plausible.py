"""What the model's spans must look like whatever it says: things that are known about names and addresses for certain."""

from __future__ import annotations

from detectors.patterns import any_of, pattern
from detectors.people.surnames import SINGLE
from detectors.people.word_tables import table

#: Han characters, with dots between the parts of a transliterated name, or Latin words; never both.
_NAME = pattern(
    "plausible.name",
    r"[㐀-鿿][㐀-鿿·•・. \t]{0,16}[㐀-鿿]|[A-Za-z][A-Za-z'’.\-]{1,20}(?:[ \t][A-Za-z'’.\-]{1,20}){0,4}",
)
#: A sender's own sign: 【某某金融】 at the head or the foot of a message.
_SIGN = pattern("plausible.sign", r"\A\s{0,4}【[^】]{1,20}】|【[^】]{1,20}】\s{0,4}\Z")
#: Numbers with a unit, blocks and rooms: without a name of their own they are a meeting room or a roster, not somebody's home.
_NAMELESS = pattern(
    "plausible.nameless",
    rf"(?:{any_of(table('address')['units'])}|[0-9A-Za-z\-－—~、，, \t#]|[一二三四五六七八九十百零第附之]){{1,60}}",
)
#: Places where people meet or things are kept, and numbers of parcels and papers.
_NO_HOME = pattern(
    "plausible.no_home",
    r"会议室|航站楼|登机口|候机|检票口|车厢|自提柜|快递柜|窗口|运单|单号|订单|编号|字第|民初|ISBN|值班|车位",
)


#: Names as English speakers and people in Hong Kong bear them, first or last.
_ENGLISH = frozenset((*table("english")["given"], *table("english")["families"]))
#: Amounts and counts: 九万七, 三千五.
_COUNTED = pattern("plausible.counted", r"[零一二三四五六七八九十百千万亿两几多半]{2,10}")


def plausible(kind: str, text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` can be of this type at all."""
    if any(sign.start() <= start and end <= sign.end() for sign in _SIGN.finditer(text)):
        return False
    if kind == "PERSON":
        name = text[start:end]
        if name.isascii():
            return any(word.lower() in _ENGLISH for word in name.split())
        return bool(_NAME.fullmatch(name)) and not _COUNTED.fullmatch(name) and not _is_cantonese_title(name)
    if kind == "ADDRESS":
        return not (
            _NAMELESS.fullmatch(text, start, end) or _NO_HOME.search(text, start, min(len(text), end + 3))
        )
    return True


def _is_cantonese_title(name: str) -> bool:
    """陈生, 梁生: Mr Chan, Mr Leung."""
    return len(name) == 2 and name[1] == "生" and name[0] in SINGLE
