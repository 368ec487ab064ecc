"""DEBT_AMOUNT: how much is owed, and for how long it has been."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from detectors.debt import money
from detectors.debt.lexicon import OTHER_BILLS, THINGS
from detectors.debt.reading import Reading, Scene, read
from detectors.debt.rule import Match
from detectors.debt.status import statements
from detectors.fold import View
from detectors.patterns import pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_OTHER_BILL = pattern("debt.other_bill", f"{OTHER_BILLS}|{THINGS}")
Claim = Literal["owed", "other", "none"]

#: A sum whose clause names the debt; one that the clause before explains; one that only a code explains.
_CLEAR, _SUMMED_UP, _BARE = 0.85, 0.75, 0.7
_LOW, _HIGH = 50, 9_999_999
_HUNDREDS = frozenset("百千万佰仟")
#: How far behind a debt statement a sum may be and still be its sum, in characters.
_REACH = 40


class DebtAmount(TextRecognizer):
    """Sums and lengths of arrears that a debt word governs.

    Of the words around a sum the nearest one says what it is.
    """

    ENTITIES: ClassVar[tuple[str, ...]] = ("DEBT_AMOUNT",)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "他欠〔3000元〕，拖了〔87天〕",
            "和小唐说下他借的〔10382〕该还了",
            "您的账单〔30104.34元〕至今未还（逾期〔23天〕）",
            "他的贷款没还 拖了〔87天〕了 一共是〔57463〕",
            "11:05 打本人，PTP 周三 〔2000〕，M1",
            "欠我们〔三千五〕不给",
            "他欠〔1.2万〕，跑了",
            "本金 〔12000〕 罚息 〔843.2〕 未还",
            "DPD 〔63〕 余额 〔9,870〕 失联",
            "He owes us 〔$2,340〕 and his loan is 〔45 days〕 past due",
            "积欠本行卡债〔58,200元〕，已逾〔90日〕",
            "剩余应还〔¥4,320.00〕，请尽快处理",
            "结清金额为〔7350元〕，今天有效",
            "您尾款〔5396.22元〕今日到期，请按时还款",
            "村里王二喜欠银行〔八万〕，〔三年〕不还",
            "逾期金额：〔3,280.5〕",
            "他欠kuan 〔2w〕，yuqi 〔40天〕",
        ),
        avoid=(
            "本月工资5000元已发放",
            "您申请的退款300元已原路退回",
            "最高可借20万元，月供低至99元",
            "您的订单已支付，共计268元",
            "借我500块钱应急",
            "您的账单请致电400-820-1100咨询，12月3日前有效",
            "您的保单已生效，保费2400元，保额50万元",
            "话费账单56.20元，请及时缴纳",
            "您有一笔2000元转账已到账，请查收",
            "图书逾期3天，罚款5元",
            "发票已开具，金额12,600.00元",
            "恭喜您获得20万元借款额度",
            "利率低至7.2%，借1000元一天利息0.2元起",
            "会议改到1208会议室，还有30分钟",
            "Your refund of $45.00 has been processed.",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each sum and each length of arrears, without the word that governs it."""
        reading = view.once(read)
        if reading is None:
            return []
        found = _without_overlap([*_lengths(reading), *_promises(reading), *_sums(reading, view)])
        if found and reading.about_nobody:
            return []
        return [Hit("DEBT_AMOUNT", *reading.to_folded(m.start, m.end), m.score, m.rule) for m in found]


def _without_overlap(found: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.start, -m.score, -m.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _lengths(reading: Reading) -> Iterator[Match]:
    """Yield how long it has been."""
    for expression in (money.OVERDUE_DAYS, money.ENGLISH_DAYS):
        for match in expression.each(reading.seen):
            start, end = match.span(match.lastindex or 0)
            scene = reading.scene(start, end)
            if not any(map(scene.has, ("finance~", "third", "note"))):
                continue
            if match.group().startswith("拖") and not any(map(scene.has, ("finance~", "money~", "note"))):
                continue
            if scene.for_everybody or scene.beside(_OTHER_BILL):
                continue
            yield Match(start, end, 0.9, "overdue-days")


def _promises(reading: Reading) -> Iterator[Match]:
    for match in money.PROMISED.each(reading.seen):
        yield Match(*match.span(1), 0.8, "promised-sum")


def _sums(reading: Reading, view: View) -> Iterator[Match]:
    """Yield the sums that are owed."""
    ends: list[int] | None = None
    for match in money.SUM.finditer(reading.text):
        start, end = _trim(match)
        if not _may_be_money(match):
            continue
        scene = reading.scene(start, end)
        if _is_something_else(match, scene):
            continue
        if ends is None:
            ends = [m.end for m in view.once(statements)]
        score, rule = _owed(match, scene, start, ends)
        if score and not _for_everybody(scene):
            yield Match(start, end, score, rule)


def _trim(match: re.Match[str]) -> tuple[int, int]:
    text = match.group()
    return match.start() + len(text) - len(text.lstrip()), match.start() + len(text.rstrip())


def _may_be_money(match: re.Match[str]) -> bool:
    """Tell whether a number is one that a sum has: by its currency, by its scale, or as it is neither small nor a code."""
    mark, digits, scale, han, more, unit = match.group("mark", "digits", "scale", "han", "more", "unit")
    if mark or unit:
        return True
    if han:
        return len(han + more) >= 2 and not _HUNDREDS.isdisjoint(match.group())
    if scale or more:
        return True
    digits = digits.replace(",", "")
    return _LOW <= float(digits) <= _HIGH and not digits.startswith("0")


def _is_something_else(match: re.Match[str], scene: Scene) -> bool:
    """Tell whether a number without a currency has another unit, or a label that says what it is."""
    if match["mark"] or match["unit"]:
        return False
    if money.NOT_MONEY_AFTER.match(scene.text_after(4)):
        return True
    return money.NOT_MONEY_BEFORE.search(scene.left[-12:]) is not None


def _owed(match: re.Match[str], scene: Scene, start: int, ends: list[int]) -> tuple[float, str]:
    """Return the score and the rule of a sum, 0 where it is not said to be owed."""
    claim = _claim(scene)
    if claim == "owed" and scene.beside(_OTHER_BILL):
        return 0.0, ""
    marked = bool(match["mark"] or match["unit"] or "." in match.group() or match["han"] or match["scale"])
    if claim == "other":
        return 0.0, ""
    if claim == "owed":
        return (_CLEAR if marked else _SUMMED_UP), "owed-sum"
    if money.OWED_AFTER.search(scene.text_after(10)):
        return _CLEAR, "sum-owed"
    before = bisect_right(ends, start)
    if before and start - ends[before - 1] <= _REACH and money.SUMS_UP.search(scene.clause_left):
        return (_SUMMED_UP if marked else _BARE), "summed-up"
    return 0.0, ""


def _claim(scene: Scene) -> Claim:
    """Return what the nearest governing word ahead of a sum in its clause says it is."""
    left = scene.clause_left
    governors = money.GOVERNOR.findall(left)
    if governors:
        return "owed" if governors[-1] in money.OWED else "other"
    owed = [m.end() for m in money.ENGLISH_OWED.finditer(scene.left)]
    other = [m.end() for m in money.ENGLISH_OTHER.finditer(scene.left)]
    if owed and max(owed) > max(other, default=-1):
        return "owed"
    return "other" if other else "none"


def _for_everybody(scene: Scene) -> bool:
    """Tell whether the sum belongs to an offer, a notice or a condition."""
    if money.OFFER.search(scene.sentence.text):
        return scene.for_everybody or money.OFFER.search(scene.clause) is not None
    return scene.for_everybody
