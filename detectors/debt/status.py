"""DEBT_STATUS: that somebody owes, is overdue, in default, blacklisted or sued over it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from detectors.debt.chatter import about_nobody
from detectors.debt.judge import JUDGED, hints
from detectors.debt.reading import read
from detectors.debt.rule import Match, Rule
from detectors.debt.rules_cantonese import CANTONESE
from detectors.debt.rules_enforced import ENFORCED
from detectors.debt.rules_english import ENGLISH
from detectors.debt.rules_english_untold import ENGLISH_UNTOLD
from detectors.debt.rules_exposed import EXPOSED
from detectors.debt.rules_hinted import HINTED
from detectors.debt.rules_overheard import OVERHEARD
from detectors.debt.rules_owing import LATE, OWING, UNPAID
from detectors.debt.rules_paying import DUE, PAYING_FOR, PROMISE
from detectors.debt.rules_person import EUPHEMISMS, OF_A_PERSON
from detectors.debt.rules_pressure import CODES, COLLECTION, COURT, STIGMA
from detectors.debt.rules_proceedings import PROCEEDINGS
from detectors.debt.rules_seizure import SEIZURE, STATES
from detectors.debt.rules_untold import UNTOLD
from detectors.debt.rules_veiled import VEILED
from detectors.fold import View
from detectors.needs import Sieve
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

RULES: tuple[Rule, ...] = (
    *OWING, *LATE, *UNPAID, *DUE, *PAYING_FOR, *PROMISE, *COLLECTION, *COURT, *STIGMA, *CODES, *OF_A_PERSON,
    *EUPHEMISMS, *ENGLISH, *CANTONESE, *SEIZURE, *STATES, *HINTED, *VEILED, *PROCEEDINGS,
    *UNTOLD, *OVERHEARD, *EXPOSED, *ENFORCED, *ENGLISH_UNTOLD,
)  # fmt: skip

#: For a person to look at: below what is acted on without one.
_SCORE = 0.42

_SIEVE = Sieve([rule.need for rule in RULES])


def statements(view: View) -> list[Match]:
    """Return the debt statements in a folded text, in text order; of two that overlap, the surer. Offsets are the reading's."""
    reading = view.once(read)
    if reading is None:
        return []
    every = [match for place in _SIEVE.left(reading.seen) for match in RULES[place].matches(reading)]
    kept: list[Match] = []
    for match in sorted(every, key=lambda m: (m.start, -m.score, -m.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
        elif (match.score, match.end - match.start) > (kept[-1].score, kept[-1].end - kept[-1].start):
            kept[-1] = match
    return [] if kept and reading.about_nobody else kept


class DebtStatus(TextRecognizer):
    """Statements that somebody owes, by a grammar of who, what is owed, and what is done about it."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("DEBT_STATUS",)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "您女儿在我司的〔贷款〕〔逾期〕41天〔未还〕，请您转告她尽快〔还款〕。",
            "跟老周说一声该〔还钱〕了",
            "他〔欠〕我们三千五，〔拖〕了半年",
            "这人就是个〔老赖〕，谁借他钱谁倒霉",
            "贵公司职员因〔借款合同纠纷〕已〔被起诉〕",
            "法院〔传票〕寄到他老家了",
            "14:20 打本人，RPC，〔PTP〕 周五 1500，〔M2〕",
            "〔DPD〕 63 余额 9,870 失联",
            "您能不能先帮他把〔这期还上〕",
            "他〔那笔账〕〔再拖〕下去没好处",
            "她〔上征信黑名单〕了你知道吗",
            "他〔qian款〕〔不还〕",
            "合同已〔进入诉讼〕流程，〔请家属代为处理〕",
            "〔案件已移交当地法院〕，〔通知郑海到庭〕",
            "你表弟的借dai 〔yuqi〕了",
            "〔他的借款〕〔逾·期〕好久了",
            "您的亲属〔积欠〕本行〔卡债〕，请转告",
            "Your son is 〔in default〕 on 〔his loan〕.",
            "Tell Amy that her account is 〔past due〕.",
            "如〔再不还〕款，我们〔将起诉〕他",
            "您〔尾款今日到期〕，请按时〔还款〕",
            "如已还款请忽略：您尾号3391的账单已〔逾期〕",
            "刘女士，他的〔债务〕问题拖累你们全家",
        ),
        avoid=(
            "您好，麻烦转告郑先生，方便时请致电400-810-2233。",
            "这里是星辰贷后服务中心，请问陈先生方便接电话吗",
            "您借阅的图书已逾期3天，请尽快归还。",
            "您有包裹逾期未取件，取件码5-3-1182",
            "催收部今天下午三点开会",
            "警惕非法代理维权，如遇暴力催收请投诉",
            "按时还款有助于保持良好的个人信用",
            "如果逾期会不会影响征信？",
            "您的手机已欠费停机，请及时充值",
            "这方案欠妥，他考虑欠周到",
            "MacBook M3 现货，M3螺丝一包，坐地铁M2",
            "他血压 BP 150/95",
            "还不错，他还没下班，一会儿还要去接孩子",
            "资产负债表和坏账准备请财务确认",
            "公司拖欠工资三个月，去劳动监察投诉",
            "您的贷款申请已审批通过",
            "您名下无任何欠款",
            "NA，空号，明日再试",
            "This meeting is long overdue.",
            "He owes you an apology.",
            "诉讼流程一般要多久？",
            "请家属协助处理出院手续",
            "合同已提交法务审核，盖章后寄回",
            "案件材料已移交档案室",
            "上次借你的书还没还，明天带给你",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each statement, or where no rule finds one, what the judge takes for a hint; amounts are `DebtAmount`'s."""
        found = view.once(statements)
        reading = view.once(read)
        if reading is not None and found:
            return [Hit("DEBT_STATUS", *reading.to_folded(m.start, m.end), m.score, m.rule) for m in found]
        hinted = [Hit("DEBT_STATUS", start, end, _SCORE, JUDGED) for start, end in hints(view.text)]
        return [] if hinted and about_nobody(view.text) else hinted
