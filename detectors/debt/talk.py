"""Talk of a film, of a match, of somebody's job at a lender: debts are its subject, and nobody's in particular.

A sign of a real debtor (the reader's own kin, the sender's claim, a comparison) overrules it.
"""

from __future__ import annotations

from detectors.debt.lexicon import KIN
from detectors.patterns import pattern

_SHOW = pattern(
    "debt.talk_show",
    r"[昨今]天?晚?那集|[那这]集(?![团体合中])|第[0-9一二三四五六七八九十]{1,3}(?:集(?![团体])|季(?!度))|(?<![子儿])[男女][主二](?![任管要动人张播持页题])|主角|反派|大结局|追剧追到"
    r"|剧[里中]|[港韩美日国]产?剧|电视剧|短剧|(?:电影|小说|漫画|综艺|话剧)(?:[里中]|[讲演]|《)|新番|番剧"
    r"|(?<![A-Za-z])(?i:the (?:show|movie|film|series|novel)|season finale|episode)(?![A-Za-z])",
)
_MATCH = pattern(
    "debt.talk_match",
    r"点球|进球|丢球|国足|球迷|[主客]队|[主客]场|德比|联赛|中超|英超|西甲|欧冠|亚冠|世界杯|积分榜|[上下]半场|加时赛|(?<!部)门将|射门|季后赛|总决赛|[0-9三四五六七]连[胜败]",
)
#: Somebody in particular owes, whatever is on: the reader's kin, the sender, a wager; or the show is a comparison.
_REAL = pattern(
    "debt.talk_real",
    rf"[您你妳]们?(?:家|的|那)?{KIN}|您(?!好)|我[司行]|我们(?:公司|平台|的?钱|这)|[欠还](?:了|着)?我们|贵[司单公]|转告|尾号|名下|客户|赌(?!债)|逾期|征信|起诉|网贷|信用卡|平台"
    r"|[0-9]{3}|[0-9一二两三四五六七八九十几]万|似的|一样|[比跟像和](?:他|她|你|演|拍|电视|电影|看)|(?i:(?<![a-z])(?:our|your|us|we)(?![a-z]))",
)
_HE = pattern("debt.talk_he", r"[他她佢你妳]|(?<![A-Za-z])(?i:s?he|his|her|you)(?![A-Za-z])")
_JOB = pattern(
    "debt.talk_job",
    r"考上|入职|跳槽|面试|应聘|实习|上班|任职|就职|转正|调[去到]|毕业|退休前|岗|[做当干](?:上|了|的是|过)?[^，。,;!?\n]{0,8}?(?:经理|客服|风控|审批|推广|处置|信贷|专员|柜员|催收员?|数据|审计|合规|产品)"
    r"|(?<![A-Za-z])(?i:works? (?:in|at|for)|working (?:in|at|for)|(?:got|has|took) a job|intern(?:s|ing)?|hired)(?![A-Za-z])",
)
_LENDING = pattern(
    "debt.talk_lending",
    r"银行|信贷|小贷|消费金融|消金|网贷|催收|信用卡|贷款|资产|不良|风控|贷后|(?i:collections?|loans?|lenders?|bank|credit)",
)
#: At work or not, this is said of a debt that is there.
_OWES = pattern(
    "debt.talk_owes",
    r"欠|还(?:钱|款|不|清|上(?!班)|了|账|债|贷)|[没未不]还|拖|借|逾期(?!数据|报表|率|客户|名单|案件|账户|贷款)|起诉|被告|诉讼|律师函|催他|催她|被催|您|转告|我[司行]|贵[司单公]|尾号|名下|[0-9]{3}|[他她](?:的|那笔)"
    r"|[那这]笔|钱|款项|黑名单|失信|征信|垫|分期|月供|账单|(?i:(?<![a-z])(?:ow[ei]|pay|your|us|our|overdue|behind|default|debt))",
)
#: Longer texts hold more than one thing.
_LONGEST_ABOUT_WORK = 60


def about_a_show(text: str) -> bool:
    """Tell whether a text talks of a film, a book or a match; of a match nobody talks by saying he or she."""
    if _REAL.search(text):  # first, as it is what most texts have
        return False
    return bool(_SHOW.search(text)) or bool(_MATCH.search(text) and not _HE.search(text))


def about_a_job(text: str) -> bool:
    """Tell whether a text talks of somebody's job at a lender."""
    if len(text) > _LONGEST_ABOUT_WORK or _OWES.search(text):
        return False
    return bool(_LENDING.search(text) and _JOB.search(text))
