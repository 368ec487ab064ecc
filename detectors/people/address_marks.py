"""The marks of a written address: words that end a division, a road, an estate, or count houses and rooms."""

from __future__ import annotations

from operator import add
from string import ascii_letters, digits

from detectors.fold import View
from detectors.patterns import any_of, pattern
from detectors.people.places import KNOWN
from detectors.people.word_tables import table

_NUMERALS, _SIDES = "零〇一二三四五六七八九十百", "甲乙丙丁东西南北中左右"
#: A house, floor or room number: digits, letters or Chinese numerals.
_NUMBER = rf"(?:[A-Za-z]?[0-9]{{1,5}}[A-Za-z]?|[A-Za-z]{{1,2}}|[{_NUMERALS}]{{1,5}}|[{_SIDES}])"
_JOINED = rf"{_NUMBER}(?:[-－–—~/][0-9A-Za-z]{{1,5}}){{0,3}}"
_TABLE = table("address")
_UNITS = any_of(_TABLE["units"])
_DIVISIONS = any_of(_TABLE["divisions"])
_ROADS = any_of(_TABLE["roads"])
_ESTATES = any_of(_TABLE["estates"])
VILLAGE = pattern("address.village", any_of(_TABLE["villages"]))

_KNOWN = any_of(KNOWN)
#: One mark: a known place (K), a numbered unit (N), or the last characters of a division (D), road (R)
#: or estate (E).
MARK = pattern(
    "address.mark",
    rf"(?P<K>{_KNOWN}(?:特别行政区|自治区|自治州|地区|省|市|县|区|州|盟)?)"
    rf"|(?P<N>(?![A-Za-z]{{1,2}}[ \t]?/?F)(?![一二两三四五1-6](?:房|室[一二两1-3]厅))(?:第|附|之|地下)?{_JOINED}[ \t]?{_UNITS}(?![线窗员车机码人])(?:院)?(?:之"
    rf"[0-9一二三四五六七八九十]{{1,3}})?)"
    rf"|(?P<D>{_DIVISIONS})|(?P<R>{_ROADS}(?<!知道)(?<!味道)(?<!频道)(?<!渠道)(?<!报道)(?:东|西|南|北|中)?(?![灯费况线由程过]))|(?P<E>{_ESTATES})",
)
_WORDS = [*KNOWN, *_TABLE["divisions"], *_TABLE["roads"], *_TABLE["estates"]]
#: Two characters side by side, or one alone, of which every mark has some: how its word begins, or how a number ends and its
#: unit begins.
_PAIRS = frozenset(
    (
        *(word[:2] for word in _WORDS if len(word) > 1),
        *(
            end + unit[0]
            for end in ascii_letters + digits + _NUMERALS + _SIDES + " \t"
            for unit in _TABLE["units"]
        ),
    )
)
_SINGLE = frozenset(word for word in _WORDS if len(word) == 1)


def may_have_marks(view: View) -> bool:
    """Tell whether there may be a mark: most texts have none, and to look for one tries hundreds of places at many characters."""
    text = view.text
    return not (_SINGLE.isdisjoint(view.letters) and _PAIRS.isdisjoint(map(add, text, text[1:])))


#: A bare room number that may end an address: 3单元1102, 15-4, B座12A.
ROOM = pattern(
    "address.room",
    r"[ \t,，-]{0,1}(?:[0-9]{1,5}[A-Za-z]?|[A-Za-z][0-9]{1,4})(?:[-－–—][0-9A-Za-z]{1,5}){0,3}(?!"
    r"[0-9元块万天日月年点时号个人:：/.%])",
)
LANDMARK = pattern("address.landmark", r"(?:的)?(?:正)?(?:对面|对过|隔壁|旁边|附近|后面|门口|楼下)")
#: A label or verb that says that somebody's address follows.
LABEL = pattern(
    "address.label",
    r"(?:(?:家庭|户籍|居住|现居|现住|联系|通讯|通信|收件|收货|送货|邮寄|单位|公司|身份证|详细|户口|房屋|抵押物|常住|原|新|老家)?(?:住址|地址)|户籍(?:所在地|地)?|户口所在地|居住地|住所地?|籍贯"
    r"|门牌号?|家住|住的(?:地方|小区)?|小区(?=是|叫)|现居住?(?:于|在)?|现住(?:于|在)?|暂住|租住(?:在|于)?|居住(?:在|于)|住(?:在|于|到)?|搬(?:到|去|至)(?:了)?|(?:邮)?寄(?:到|往|至|去|给)?|送(?:货)?(?:到|往|至)|送达|上门(?:到|去)?|外访|家(?:在|是)|老家(?:在|是)?|位于)"
    r"(?:是|为|在|于|：|:|[ \t　]|就){0,3}\Z",
)
