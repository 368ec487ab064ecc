"""From marks to addresses: marks that stand close together are one address if they say enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detectors.fold import View
from detectors.patterns import pattern
from detectors.people.address_marks import LABEL, LANDMARK, MARK, ROOM, VILLAGE, may_have_marks
from detectors.people.places import KNOWN

#: Characters that no place name holds: the name before the first mark ends at one of these.
_STOP = frozenset(
    "的了我你他她它您们在住到去从往寄送于至是为和跟与及或让叫请把被将给对这那哪就都也还没不很吗呢吧啊说问找看来有个位着过要会能"
    "，,。.；;！!？?、：:（）()【】[]《》<>“”\"'「」\n\r\t|=@~"
)
#: Some of them do stand inside names of towns and villages, once an address has begun.
_BREAK = _STOP - frozenset("从往和有来过会能于还要长位让与都至为看()（）")
_NAME_LENGTH = 6
_GAP = 10
_PLACE_TAIL = pattern(
    "address.institution",
    r"(?:[一-鿿]{0,8}(?:法院|检察院|银行|支行|分行|营业厅|营业部|营业网点|网点|派出所|公安局|税务局|仲裁委|服务中心|分公司|有限公司|门店|专卖店|会议室|大堂|前台|办事大厅|窗口|地铁站|火车站|机场|会客室|接待室|签约室|贵宾室|调解室|航站楼|候机厅|出站口|检票口|站台|开会|集合|面试))",
)
#: Halls of travellers, within what would else be an address: 浦东国际机场2号.
_PUBLIC = pattern("address.public", r"机场|火车站|高铁站|地铁站|航站楼|客运站")
#: A public building with nothing but its surroundings: 法院旁边.
_BARE_LANDMARK = pattern(
    "address.bare_landmark",
    r".{0,3}(?:法院|医院|学校|大学|中学|小学|车站|广场|公园|派出所|电影院|学院|酒店|饭店|中心|剧院|超市)"
    r"(?:的)?(?:正)?(?:对面|对过|隔壁|旁边|附近|后面|门口|楼下)",
)
_OFFICE = pattern(
    "address.office",
    r"(?:我司|我行|本行|本公司|我公司|我院|本院|法院|银行|支行|营业厅|营业网点|网点|门店|仲裁委?|派出所|客服中心|开庭|律所|法庭|会议|面试|培训|集合|总部|大厅|我们公司|我们|代理点|还款点|公司总部)"
    r"[^。；;\n]{0,6}(?:地址|地点|位于|在|设在|迁至|搬至|搬到|到)?(?:是|为|在|:|：|[ \t]){0,3}\Z",
)


class Span(NamedTuple):
    """An address in offsets of the text, with a score."""

    start: int
    end: int
    score: float


def spans(view: View) -> Iterator[Span]:
    """Yield the addresses of the text in order. Linear: every mark belongs to one group."""
    if not may_have_marks(view):
        return
    text = view.text
    for group in _groups(text):
        if (span := _address(text, group)) is not None:
            yield span


def _groups(text: str) -> Iterator[list[re.Match[str]]]:
    group: list[re.Match[str]] = []
    for mark in MARK.finditer(text):
        if group and not _joined(text, group[-1], mark):
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    gap = text[left.end() : right.start()]
    if len(gap) > _GAP:
        return False
    return not any(c in _BREAK for c in gap.strip(" \t"))


def _address(text: str, group: list[re.Match[str]]) -> Span | None:
    while (
        group
        and group[0].lastgroup != "K"
        and LABEL.search(text, max(0, group[0].start() - 8), group[0].end())
    ):
        group = group[1:]  # 现居, 家住: a label that ends like a place
    if not group:
        return None
    start = _start(text, group[0])
    if start == group[0].start() and (nameless := _nameless(group)):
        group = group[nameless:]
        if not group:
            return None
        start = group[0].start()
    if group[0].lastgroup == "K" and len(group) > 1 and _road_holds(group):
        start = _named_from(text, start)
    label = LABEL.search(text, max(0, start - 14), start) is not None
    kinds = "".join(m.lastgroup or "" for m in group)
    end = _end(text, group[-1])
    if not _says_enough(kinds, group, end, label):
        return None
    if not label and (_PUBLIC.search(text, start, end) or _BARE_LANDMARK.fullmatch(text, start, end)):
        return None
    if (not label and _PLACE_TAIL.match(text, end)) or _OFFICE.search(text, max(0, start - 18), start):
        return None
    return Span(start, end, 0.9 if label else 0.85)


def _says_enough(kinds: str, group: list[re.Match[str]], end: int, label: bool) -> bool:
    """A number needs a place that it counts in; without one, only a village of a known county is enough."""
    named, numbered = set(kinds) & {"R", "E", "D"}, "N" in kinds
    room = end > group[-1].end()
    if (numbered or room) and set(kinds) & {"R", "E"}:
        return True
    if numbered and named and kinds.count("N") >= (1 if label else 2):
        return True
    if label:
        return (numbered and len(kinds) > 1) or (len(kinds) >= 2 and bool(set(kinds) & {"R", "E"})) or room
    places = kinds.count("K") + kinds.count("D")
    if kinds.count("N") >= 2 and places:
        return True
    village = VILLAGE.fullmatch(group[-1].group()) is not None
    return (places >= 3 and (village or kinds[-1] == "N")) or (places >= 2 and village)


def _start(text: str, first: re.Match[str]) -> int:
    """Walk left over the name that the first mark ends; a known place within it starts the address."""
    if first.lastgroup == "K":
        return first.start()
    at = _named_from(text, first.start())
    for inside in range(first.start(), at, -1):  # a label without a colon: 地址建国路8号
        if LABEL.search(text, max(0, inside - 8), inside):
            return inside
    return at


def _nameless(group: list[re.Match[str]]) -> int:
    """Count the marks that a group begins with and that no name stands before, as in 你们村三组."""
    return next((at for at, mark in enumerate(group) if mark.lastgroup in {"K", "N"}), len(group))


def _road_holds(group: list[re.Match[str]]) -> bool:
    """Tell whether a known place is but part of a road's name, as in 望江西路."""
    return group[1].lastgroup == "R" and group[1].start() == group[0].end()


def _named_from(text: str, end: int) -> int:
    """Walk left over the characters of a name that goes up to `end`."""
    at = end
    while at > max(0, end - _NAME_LENGTH) and text[at - 1] not in _STOP and not text[at - 1].isspace():
        at -= 1
    return at


def _end(text: str, last: re.Match[str]) -> int:
    end = last.end()
    if (room := ROOM.match(text, end)) and last.lastgroup in {"N", "R", "E"}:
        end = room.end()
    if (landmark := LANDMARK.match(text, end)) and last.lastgroup in {"N", "R", "E"}:
        end = landmark.end()
    return end


__all__ = ["KNOWN", "Span", "spans"]
