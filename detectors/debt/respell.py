"""Disguised spellings of the few words that debt talk cannot do without: 欠 款, qian款, yuqi, DK逾期.

Only these words are respelled, so that a space which separates clauses in a transcript stays one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detectors.debt import respell_english
from detectors.debt.lexicon import words
from detectors.fold import View
from detectors.lazy import Expression
from detectors.patterns import any_of, pattern

#: Pinyin and look-alikes that stand in for a character.
_SOUNDS: dict[str, str] = {
    "欠": "qian", "款": "kuan", "钱": "qian 💰", "逾": "yu 愈 俞 渝", "期": "qi", "还": "huan", "贷": "dai",
    "借": "jie", "催": "cui 崔 摧", "收": "shou", "债": "zhai", "赖": "lai 癞", "老": "lao", "账": "zhang 帐",
    "征": "zheng", "黑": "hei", "信": "xin", "起": "qi", "诉": "su", "网": "wang", "拖": "tuo", "失": "shi",
}  # fmt: skip
_CORE = words(
    "借贷 欠款 欠钱 欠债 欠账 拖欠 逾期 还款 还钱 贷款 借款 借钱 网贷 小贷 催收 催款 老赖 赖账 起诉 征信 "
    "失信 债务 账单 违约 本金 黑名单 律师函 传票 还不上 不还 没还 未还"
)
#: These also read as an adverb with a clause before it (不 还在): no gap is seen through.
_NO_GAP = frozenset(words("不还 没还 未还"))
#: Initials, where a debt word follows.
_INITIALS: dict[str, str] = {
    r"(?<=欠)k(?![a-z])": "款",
    r"(?<![a-z])dk(?![a-z])(?=.{0,3}[没未逾还不欠催了])": "贷款",
    r"(?<![a-z])wd(?![a-z])(?=.{0,3}[没未逾还不欠催爆炸崩])": "网贷",
    r"(?<![a-z])y ?q(?=[ ]?[0-9]{1,4}个?[天日期月]|[了未没])": "逾期",
    r"(?<![a-z])qk(?=[0-9]{3}|[未没不])": "欠款",
    r"(?<![a-z])qian(?=[我你他她了着咱银公平]|[0-9]{3})": "欠",
    r"(?<![a-z])huan(?=不[上起清了])": "还",
    r"(?<=[不没未该])huan(?![a-z])": "还",
    r"(?<![a-z])hei(?=[了名户啦掉透])": "黑",
    "💰": "钱",
    # zhuyin, whole or initials only
    "ㄑㄧㄢˊ": "钱",
    "ㄑㄧㄢˋ?": "欠",
    "ㄎㄨㄢˇ?": "款",
    "ㄐㄧㄠˇ?": "缴",
    "ㄏㄨㄢˊ?": "还",
    "ㄉㄞˋ?": "贷",
    "ㄓㄤˋ?": "账",
    "ㄓㄞˋ?": "债",
    "ㄐㄧㄝˋ?(?=[钱款贷])": "借",
    "ㄩˊ?[ ]?ㄑㄧˊ?": "逾期",
    "ㄩˊ?(?=期)": "逾",
    "ㄑ(?=[款钱债])": "欠",
    "(?<=[没未不])ㄏ": "还",
    "(?<=[没未])ㄐ": "缴",
    r"(?<![a-z])fen(?=期)": "分",
    r"(?<![a-z])ka(?=[ ]?停了)": "卡",
    r"(?<![a-z])y(?=期)": "逾",
    r"(?<![a-z])w(?=贷)": "网",
    r"(?<![a-z])q ?(?=款 ?[0-9没未不])": "欠",
    r"(?<![a-z])d(?=款[一没未不逾还])": "贷",
    r"(?<=[没未不])h(?![a-z])": "还",
}
#: Signs that stand for a word; they come first, as money may be part of a word too.
_SIGNS: dict[str, str] = {
    "还[钱💰💵💴💶💷💸🤑]{1,3}[❌✖❎🚫🙅]": "没还钱",
    "还[❌✖❎🚫🙅]": "不还",
    "[❌✖❎🚫🙅](?=还(?![是有没在要能会车])|给|付|接)": "不",
    "[💵💴💶💷💸🤑]": "钱",
    "🏦": "银行",
    "[🏛⚖]": "法院",
    "💳(?=[^，。,\n]{0,8}(?:[没不❌🚫🙅]还|还[不❌]|逾期|欠))": "信用卡",
}
_GAP = r"(?:[ \t·.。*_~\-—/|'+]{0,2}|[a-z])"


#: Between the letters of a sound: d a i款.
_LETTER_GAP = "[ .]?"


def _character(char: str, *, first: bool, last: bool) -> str:
    sounds = _SOUNDS.get(char, "").split()
    before = "(?<![a-z])" if first else ""
    after = "(?![a-z])" if last else ""
    latin = [f"{before}{_LETTER_GAP.join(sound)}{after}" for sound in sounds if sound.isascii()]
    return "(?:" + "|".join([char, *latin, *(s for s in sounds if not s.isascii())]) + ")"


def _disguised(word: str) -> str:
    gap = "" if word in _NO_GAP else _GAP
    return gap.join(_character(c, first=i == 0, last=i == len(word) - 1) for i, c in enumerate(word))


#: Single characters with one separator between them: 欠 我 司 钱, 借.款.逾.期.
_SPACED = pattern("debt.respell_spaced", r"[\u4e00-\u9fff](?:[ .·\-_/|][\u4e00-\u9fff]){3,40}")
_SEPARATORS = frozenset(" .·-_/|")
_PLAIN = (*_SIGNS.values(), *_CORE, *_INITIALS.values())
_SPELLINGS = pattern(
    "debt.respell",
    "|".join(
        [f"({expr})" for expr in _SIGNS]
        + [f"({_disguised(word)})" for word in _CORE]
        + [f"({expr})" for expr in _INITIALS]
    ),
    re.IGNORECASE,
)
_FIRST = "".join(sorted({c for word in _CORE for c in word[:-1]}))
_LATIN = any_of(words("qian yu huan dai jie cui zhai lao zheng qi wang tuo shi dk wd yq qk"))
#: A cheap test that spares most texts the full one.
_SUSPECT = pattern(
    "debt.respell_suspect",
    rf"[{_FIRST}不没未该](?:[ \t·.。*_~\-—/|'+💰癞]|[a-z])|[愈俞渝崔摧💰💵💴💶💷💸🤑🏦🏛⚖💳❌✖❎🚫🙅ㄅ-ㄩ]|(?<![a-z])(?:fen|ka)(?=[ ]?[期停])|(?<![a-z])hei(?=[了名户啦掉透])|(?<![a-z])[ywdkq] ?(?=[期贷款])"
    rf"|(?<![a-z]){_LATIN}|(?<![a-z])[a-z][ .][a-z](?![a-z])",
    re.IGNORECASE,
)


#: What is looked for first, as it spares most texts the spellings; these; and what is written for each of them.
_WAYS = (
    (respell_english.SUSPECT, respell_english.SPELLINGS, respell_english.PLAIN),
    (_SUSPECT, _SPELLINGS, _PLAIN),
)


def respell(text: str) -> View | None:
    """Return a view of `text` (itself a folded text) in which disguised debt words are spelled plainly; None if it has none."""
    view = _close_up(text)
    for suspect, spellings, plain in _WAYS:
        if suspect.search(text if view is None else view.text):
            view = _rewrite(text, view, spellings, plain)
    return view


def _rewrite(text: str, view: View | None, spellings: Expression, plain: Sequence[str]) -> View | None:
    """Write out each match of group i as ``plain[i - 1]``."""
    said = text if view is None else view.text
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for match in spellings.finditer(said):
        word = plain[(match.lastindex or 1) - 1]
        if match.group() == word:
            continue
        pieces += (said[position : match.start()], word)
        spans += ((i, i + 1) for i in range(position, match.start()))
        spans += [match.span()] * len(word)
        position = match.end()
    if not pieces:
        return view
    pieces.append(said[position:])
    spans += ((i, i + 1) for i in range(position, len(said)))
    return _view(text, "".join(pieces), spans if view is None else [view.to_source(*span) for span in spans])


def _close_up(text: str) -> View | None:
    """Take the separators out of words that are spaced out character by character."""
    runs = [match.span() for match in _SPACED.finditer(text)]
    if not runs:
        return None
    dropped = {i for start, end in runs for i in range(start, end) if text[i] in _SEPARATORS}
    kept = [i for i in range(len(text)) if i not in dropped]
    return _view(text, "".join(text[i] for i in kept), [(i, i + 1) for i in kept])


def _view(source: str, text: str, spans: list[tuple[int, int]]) -> View:
    return View(source, text, [start for start, _ in spans], [end for _, end in spans])
