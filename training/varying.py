"""Variations of a sentence that its author did not write: cut to some clauses, called out to somebody, said, signed.

What stands at the very start or end of a text, or alone between two commas, is seen that way with far more sentences.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

from training.examples import Example, Span, joined
from training.slots import FILLERS, LABELLED
from training.tables import word_counts

_CLAUSE = re.compile(r"[^，。！？；,!?;\n]*[，。！？；,!?;\n]*")
_PEOPLE = ("G", "G", "G", "N", "N", "M", "EN")
_AFTER_CALL = (
    "，",
    "，",
    "，",
    ",",
    ",",
    " ",
    " ",
    "、",
    "：",
    ":",
    "！",
    "~",
    "啊，",
    "呀，",
    "。",
    "…",
    "\n",
    "——",
)
_BEFORE_YOU = frozenset("你您我妳咱")
_SAYS = ("：", ":", "： ", ": ", "说：", "】", " ")
_SPEAKERS = (
    "客服",
    "坐席",
    "客户",
    "催收员",
    "我",
    "对方",
    "本人",
    "三方",
    "甲",
    "乙",
    "A",
    "B",
    "坐席01",
    "机主",
    "接听人",
)
_ALOUD = (
    "兄弟", "老哥", "亲", "宝", "老板", "大哥", "大姐", "阿姨", "叔", "各位", "家人们", "亲爱的", "同志", "美女", "帅哥", "老铁", "老乡", "小伙子", "姑娘", "妹子", "哥", "姐", "师傅", "老师",
    "您好", "你好", "喂", "好的", "行", "收到", "谢谢", "抱歉", "不好意思", "哎", "唉", "嗯", "对", "是的", "另外", "总之", "反正", "其实", "记住", "放心", "拜托", "求求你", "真的", "说实话", "老实讲",
)  # fmt: skip
_SIGNS = (
    "——{}",
    " {}",
    "\n{}",
    "—{}",
    "（{}）",
    "({})",
    "。{}",
    " {}敬上",
    "，{}留",
    "\n{}\n6月2日",
    "  {}",
    " by {}",
)
_NOBODY = ("BANK", "LENDER", "COURT", "ORG", "SHOP", "CITY", "COUNTY", "PLACE", "DATE", "PHONE", "REL", "T")
_LISTS = ("、", "，", "和", "/", " ", "跟", "与", ",", "及", "还有")


def varied(example: Example, region: str, random: Random) -> Example:
    """Return `example` as it is, three times in five, or varied."""
    roll = random.random()
    if roll < 0.12:
        return _cut(example, random)
    if roll < 0.20:
        return _called(example, region, random)
    if roll < 0.27:
        return _not_called(example, region, random)
    if roll < 0.30:
        return joined((_said(region, random), example), "")
    if roll < 0.34:
        return joined((example, _signed(region, random)), "")
    return _listed(example, region, random) if roll < 0.38 else example


def _value(slot: str, region: str, random: Random) -> Example:
    text = FILLERS[slot](random, region)
    return Example(text, (Span(LABELLED[slot], 0, len(text)),) if slot in LABELLED else ())


def _plain(text: str) -> Example:
    return Example(text, ())


def _cut(example: Example, random: Random) -> Example:
    """Return some clauses that follow each other, if none of them is cut through a value."""
    clauses = [match.span() for match in _CLAUSE.finditer(example.text) if match.group()]
    if len(clauses) < 2:
        return example
    first = random.randrange(len(clauses))
    last = random.randrange(first, len(clauses))
    start, end = clauses[first][0], clauses[last][1]
    if any(span.start < start < span.end or span.start < end < span.end for span in example.spans):
        return example
    kept = (s for s in example.spans if start <= s.start and s.end <= end)
    return Example(example.text[start:end], tuple(Span(s.kind, s.start - start, s.end - start) for s in kept))


def _called(example: Example, region: str, random: Random) -> Example:
    """Return the sentence behind somebody's name."""
    joint = random.choice(_AFTER_CALL)
    if example.text[:1] in _BEFORE_YOU and random.random() < 0.35:
        joint = ""
    return joined((_value(random.choice(_PEOPLE), region, random), example), joint)


@cache
def _words() -> tuple[str, ...]:
    return tuple(word for word, count in word_counts().items() if count >= 20_000 and len(word) < 4)


def _not_called(example: Example, region: str, random: Random) -> Example:
    """Return the sentence behind what is nobody's name."""
    roll = random.random()
    if roll < 0.3:
        before = _plain(random.choice(_ALOUD))
    elif roll < 0.65:
        before = _plain(random.choice(_words()))
    elif roll < 0.8:
        before = joined((_value("S", region, random), _value("T", region, random)), "")
    else:
        before = _value(random.choice(_NOBODY), region, random)
    return joined((before, example), random.choice(_AFTER_CALL[:-1]))


def _said(region: str, random: Random) -> Example:
    """Return who says what follows, or where it was said."""
    who = _value(random.choice(_PEOPLE), region, random)
    if random.random() < 0.45:
        who = _plain(random.choice(_SPEAKERS))
    return joined(
        (_plain(random.choice(("", "", "", "[", "@", "#", "【"))), who, _plain(random.choice(_SAYS))), ""
    )


def _signed(region: str, random: Random) -> Example:
    before, after = random.choice(_SIGNS).split("{}")
    slot = random.choice(_PEOPLE) if random.random() < 0.7 else random.choice(_NOBODY)
    return joined((_plain(before), _value(slot, region, random), _plain(after)), "")


def _listed(example: Example, region: str, random: Random) -> Example:
    """Return the sentence with another person beside one of those that it names."""
    people = [span for span in example.spans if span.kind == "PERSON"]
    if not people:
        return example
    end = random.choice(people).end
    text, spans = example
    head = Example(text[:end], tuple(s for s in spans if s.end <= end))
    tail = Example(
        text[end:], tuple(Span(s.kind, s.start - end, s.end - end) for s in spans if s.start >= end)
    )
    return joined((head, _plain(random.choice(_LISTS)), _value("N", region, random), tail), "")
