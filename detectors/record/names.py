"""Names of people: whole, with something between their characters, partly masked, or the given name alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from detectors.patterns import any_of, pattern
from detectors.people.ordinary_words import NOT_A_NAME
from detectors.people.surnames import COMPOUND
from detectors.record.pinyin import find_latin, find_pinyin
from detectors.record.squeeze import Squeezed, squeeze
from detectors.record.values import Found
from detectors.record.words import EDGES, FUNCTION_EDGES, GIVEN, ORDINARY, words

#: What may not stand between the characters of a name: the end of a clause. A newline may, in a longer name.
_CLAUSE_ENDS = frozenset("，。！？；：、,!?;:\n\r")
_SOFT_ENDS = frozenset("，、,\n\r")
_WIDEST = 3

_PEOPLE_BEFORE = pattern(
    "record.name_before",
    any_of(
        words(
            "姓名 名字 名叫 叫做 借款人 债务人 欠款人 客户 用户 持卡人 担保人 被告 原告 申请人 "
            "联系人 当事人 户主 机主 收件人 本人 我是 您是 你是 请问 联系 转告 告诉 告知 "
            "您的 你的 儿子 女儿 老公 老婆 丈夫 妻子 爱人 哥哥 "
            "弟弟 姐姐 妹妹 父亲 母亲 爸爸 妈妈 亲属 家属 家人 朋友 同事 员工 职工 村民 同学 邻居 "
            "室友 老板 老师 尊敬的 亲爱的 认识 认得 名下"
        )
    )
    + r"[ :：,，的]{0,2}$",
)
_MAYBE_PEOPLE_BEFORE = pattern(
    "record.name_maybe_before",
    any_of(words("叫 是 找 通知 提醒 让 请 给 和 跟 与 替 帮 劝 催 关于 问 对 向 妹 哥 弟 姐")) + r"[ ]?$",
)
_PEOPLE_AFTER = pattern(
    "record.name_after",
    r"[ ]?"
    + any_of(
        words(
            "先生 女士 小姐 同学 老师 同志 经理 老板 师傅 阿姨 叔叔 大哥 大姐 哥 姐 欠 借 拖 逾期 还 "
            "未还 的 您 你 他 她 是 在 已 于 本人 身份证 手机 电话 名下 至今 尚 涉嫌 办理 申请 拒 "
            "失联 联系 住 人呢 躲 赖 贷 到底 现 因 向 把 有 没 说 回 接 不 这 那 也 就 和 跟 与 吗 "
            "呢 啊 吧 家 现在 最近"
        )
    ),
)
#: What may follow a whole name but not the first two characters of a longer one.
_NAME_ENDS = frozenset("的在欠借拖逾是和跟与、，。；：？！,.;:?!（）()\n 】」》”吗呢吧啊您你他她先女已未于")
_GIVEN_BEFORE = pattern(
    "record.given_before",
    any_of(
        words(
            "让 叫 找 帮 请 请问 问 问问 跟 和 给 替 劝 催 告诉 转告 通知 提醒 联系 您家 你家 我家 "
            "您们 你们 儿子 女儿 老公 老婆 弟弟 妹妹 哥哥 姐姐 是 对 骂 认识 知道 看到 见到 孩子 "
            "侄子 外甥 女婿 媳妇 同事 朋友 等 怪 逼 帮助 带 陪"
        )
    )
    + r"[ ,，]?$",
)
_GIVEN_AFTER = pattern(
    "record.given_after",
    r"(?:$|[，。！？,.!?；;：:~、 \n]|"
    + any_of(
        words(
            "的 他 她 在 是 说 欠 借 还 最近 现在 已 把 有 没 回 接 电话 手机 人呢 这 那 也 不 吗 呢 "
            "吧 啊 赶紧 尽快 快 到底 去 来 拖 逾期 自己 一声 了 怎么 今天 明天 签 做 答应 同意 跑 躲 "
            "失联"
        )
    )
    + ")",
)
_START = frozenset('，。！？,.!?；;：:~、 \n【】（）()"“”‘’-—')
_MASKS = "*某×xX○〇●■□#"
_MASKS_SEEN = frozenset(_MASKS)


def surname_of(name: str) -> str:
    """Return the surname of a Chinese `name`: two characters for a compound surname."""
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND else name[:1]


def is_han(name: str) -> bool:
    """Tell whether `name` is written in Han only."""
    return bool(name) and all("㐀" <= c <= "鿿" or c > "\U0001ffff" for c in name)


def find_name(value: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of a person's name in every form that still names the person."""
    name = squeeze(value)
    if name.isascii():
        return find_latin(value, text)
    return _name(name, value, text) if _may_be_named(name, text) else ()


def _may_be_named(name: str, text: Squeezed) -> bool:
    """Tell whether the text has what every form of `name` must have."""
    if len(text.latin.text) >= 2 * len(name):
        return True
    if len(name) > 4:
        return not text.letters.isdisjoint(name)
    surname = surname_of(name)
    given = name[len(surname) :]
    if (given if len(given) >= 2 else name) in text.all.text:
        return True
    return not (text.letters.isdisjoint(surname) or _MASKS_SEEN.isdisjoint(text.view.letters))


def _name(name: str, value: str, text: Squeezed) -> Iterator[Found]:
    if not is_han(name):
        yield from _whole(name, text) if len(name) >= 3 else ()
    elif 4 < len(name) <= 40:
        # Names of several parts, as in 阿依古丽·买买提: a long part names the person as well.
        yield from _whole(name, text)
        for part in (squeeze(part) for part in value.replace("•", "·").split("·")):
            if 3 <= len(part) < len(name):
                yield from (found._replace(score=0.85) for found in _whole(part, text))
    elif 2 <= len(name) <= 4:
        yield from _whole(name, text) if len(name) > 2 else _short(name, text)
        yield from _masked(name, text)
        yield from _given(name, text)
        yield from find_pinyin(name, surname_of(name), text)


def _places(name: str, text: Squeezed) -> Iterator[tuple[int, int]]:
    for start, end in text.all.find(name):
        inside = text.folded[start:end]
        if len(inside) == len(name) or (
            len(inside) <= len(name) + _WIDEST * (len(name) - 1) and _one_name(name, inside)
        ):
            yield start, end


def _one_name(name: str, inside: str) -> bool:
    """Tell whether a spread name is one: not over a clause's end, but for 张，小，明 and a line's end."""
    ends = _CLAUSE_ENDS.intersection(inside)
    gaps = sum(left.isalnum() and not right.isalnum() for left, right in pairwise(inside))
    if not ends:
        return True
    regular = gaps == len(name) - 1 or not ends - {"\n", "\r"}
    return len(name) > 2 and ends <= _SOFT_ENDS and regular


def _whole(name: str, text: Squeezed) -> Iterator[Found]:
    for start, end in _places(name, text):
        yield Found(start, end, 1.0, "record.name")


def _short(name: str, text: Squeezed) -> Iterator[Found]:
    """Yield a name of two characters, unless what stands around it makes it something else."""
    ordinary = name in ORDINARY or name in NOT_A_NAME
    for start, end in _places(name, text):
        if ordinary and not _speaks_of_person(text.folded, start, end):
            continue
        spaced = end - start > 2
        if not _cut_from_words(name, text.folded, start, end, spaced=spaced):
            yield Found(start, end, 0.9 if ordinary or spaced else 1.0, "record.name")


def _speaks_of_person(text: str, start: int, end: int) -> bool:
    """Tell whether words on one side speak of a person, and the other side does not speak against it."""
    word_left = bool(_PEOPLE_BEFORE.search(text, max(0, start - 8), start))
    word_right = bool(_PEOPLE_AFTER.match(text, end))
    edge_left = start == 0 or text[start - 1] in _START
    edge_right = end == len(text) or text[end] in _START
    maybe_left = edge_left or bool(_MAYBE_PEOPLE_BEFORE.search(text, max(0, start - 8), start))
    return (word_left and (word_right or edge_right)) or (maybe_left and word_right)


def _cut_from_words(name: str, text: str, start: int, end: int, *, spaced: bool) -> bool:
    """Tell whether this is the seam of two words (紧张|天气), or the start of a longer name (张伟明的)."""
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if not after:
        return False
    if after[0] == name[1] and not spaced:
        return True
    if before + name[0] in FUNCTION_EDGES:
        return True
    seam_left, seam_right = before + name[0] in EDGES, name[1] + after[0] in EDGES
    if seam_left and (seam_right or name[1] + after[0] in ORDINARY):
        return True
    if spaced and (seam_left or seam_right):
        return True
    longer = after[0] in GIVEN and after not in EDGES and after not in ORDINARY
    return longer and (len(after) == 1 or after[1] in _NAME_ENDS)


def _masked(name: str, text: Squeezed) -> Iterator[Found]:
    """Yield 廖某, 廖某某, 廖某永, 廖*永, 廖晓*, *晓永."""
    folded = text.folded
    if _MASKS_SEEN.isdisjoint(text.view.letters):
        return
    surname, given = surname_of(name), name[len(surname_of(name)) :]
    position = folded.find(surname)
    while position >= 0:
        end = _masked_end(given, folded, position + len(surname))
        if end and folded[max(0, position - 1) : position + 1] not in EDGES:
            yield Found(position, end, 0.6, "record.name.masked")
        position = folded.find(surname, position + 1)
    if len(given) >= 2:
        for start, end in text.all.find(given):
            if start and folded[start - 1] in "*某×●■□#○" and end - start == len(given):
                yield Found(start - 1, end, 0.6, "record.name.masked")


def _masked_end(given: str, text: str, position: int) -> int:
    """Return where a masked given name that starts at `position` ends, 0 if there is none."""
    shown = 0
    masks = 0
    end = position
    for character in text[position : position + len(given) + 2]:
        if character in _MASKS and (
            character not in "xX" or masks or shown or _is_masked_tail(given, text, end)
        ):
            masks += 1
        elif masks + shown < len(given) and character == given[masks + shown]:
            shown += 1
        else:
            break
        end += 1
    if not masks or (shown == 0 and masks < 2 and text[position] not in "*某"):
        return 0
    return 0 if text[end : end + 1] in tuple("些种个天日次段月年时0123456789") else end


def _is_masked_tail(given: str, text: str, at: int) -> bool:
    return text[at + 1 : at + 2] in ("x", "X", given[-1])


def _given(name: str, text: Squeezed) -> Iterator[Found]:
    """Yield the given name alone, where somebody is addressed or spoken of by it."""
    given = name[len(surname_of(name)) :]
    if len(given) < 2 or given in ORDINARY or given in NOT_A_NAME:
        return
    folded = text.folded
    for start, end in text.all.find(given):
        if end - start != len(given) or name == folded[start - len(name) + len(given) : end]:
            continue
        left = (
            start == 0
            or folded[start - 1] in _START
            or _GIVEN_BEFORE.search(folded, max(0, start - 4), start)
        )
        if left and _GIVEN_AFTER.match(folded, end):
            yield Found(start, end, 0.6, "record.name.given")
