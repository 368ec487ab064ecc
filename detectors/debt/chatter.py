"""Texts about nobody's debt as a whole: a bill split among friends, advice to consumers, an exercise or a quiz.

What a text of this kind says of owing is no disclosure; each kind is told by two marks together, and a third
kind of mark (a lender, a court, a particular debtor) overrules it.
"""

from __future__ import annotations

from detectors.debt.lexicon import KIN
from detectors.debt.talk import about_a_job, about_a_show
from detectors.patterns import pattern

#: Longer texts hold more than one thing.
_LONGEST = 240

_TREAT = pattern(
    "debt.chatter_treat",
    r"火锅|烧烤|烤肉|串串|奶茶|咖啡|[下早]午?[茶昼]|饮茶|饭钱|饭局|聚餐|[吃食]饭|[午晚早晏]昼?饭|夜宵|宵夜|(?i:ktv)|唱[Kk]|[Kk]歌|打车|车[费钱]|的士"
    r"|拼[车单]|团购|水果|蛋糕|剧本杀|桌游|密室|电影|门票|球场|羽毛球|外卖|份子|礼物|人均|AA|[一二两三几半][顿餐]|辣条|零食|雪糕|冰棍|口红|烤串|麻将|打牌|斗地主|下棋|演唱会|(?<![0-9.])[0-9]{1,2}[块元毛](?![0-9])|(?<![0-9一二三四五六七八九百千万])[一二三四五六七八九]?[十两几五][块元毛]"
    r"|(?<![A-Za-z])(?i:pizzas?|beers?|cab|taxi|uber|dinner|lunch|brunch|bbq|movies?|tickets?|drinks?|coffees?|tab|karaoke|gift|snacks?|gas|petrol|parking|groceries)(?![A-Za-z])",
)
_SPLIT = pattern(
    "debt.chatter_split",
    r"人均|[每一][人位]|AA|转我|我转[给你您]|[转还]给?[你您](?!们)|[俾畀给]我|转一下|谁没付|我(?:先)?垫|[欠争](?:了|着)?(?:我(?![们司行])|[两三几一半0-9][顿杯])|请客|算我请|还我|没付|未[俾过付]"
    r"|没转|走数|赖账|(?<![A-Za-z])(?i:each|owe me|per person|venmo|paypal me|hasn't paid|pay up)(?![A-Za-z])",
)
#: A lender's business or a sum that friends do not split.
_SERIOUS = pattern(
    "debt.chatter_serious",
    r"[贷债]|逾期|不还|一分|欠[账帐]|欠[^，。,\n]{0,2}我们的?钱|[我本贵]司|我行|平台|催收|分期|信用卡|欠款|借[款了]|起诉|[法诉]院|立案|律师|法务|征信|合同|老赖|失信|转告|利息|本金"
    r"|[0-9一二两三四五六七八九十几百千]万|[0-9]k(?![a-z])|(?<![0-9])[0-9]{1,3},?[0-9]{3}(?![0-9])|万[0-9一二两三四五六七八九元块]"
    r"|(?<![A-Za-z])(?i:loans?|debts?|accounts?|default|overdue|lenders?|collections?|court|bank|your (?:son|daughter|husband|wife|brother|sister))(?![A-Za-z])",
)
_ASKS = pattern("debt.chatter_asks", r"[?？吗]")
_ADVISES = pattern(
    "debt.chatter_advises",
    r"[多大][数部][分]?(?:的)?(?:机构|银行|平台)|一般|通常|具体[看以]|以合同|宽限期|建议(?:设置|开通|主动|保留|先)"
    r"|自动[还扣]款|不能[说提]|只能请|民事纠纷|法律规定|(?i:generally|usually|in most|most (?:banks|lenders)|your contract|depends on|may only"
    r"|by law|local law|only to confirm|grace period|not allowed)",
)
#: Somebody in particular, or the sender's own claim.
_PARTICULAR = pattern(
    "debt.chatter_particular",
    r"[他她佢你您](?!们?好)|我[司行]|我们|本[司行]|令[郎爱尊堂弟妹]|贵[司公单]|转告(?!回电)|尾号|[0-9]{3}|今[天日晚]前|再不"
    r"|(?<![A-Za-z])(?i:he|she|his|her|him|tell|our|we|us|your (?:son|daughter|husband|wife|brother|sister|friend))(?![A-Za-z])",
)
_EXERCISE = pattern(
    "debt.chatter_exercise",
    r"考考(?:你|大家|各位|新人)|考一考|抢答|小测[验试]?|测[验试]题|[今每]日一[题问练测]|有奖(?:竞猜|问答|答题)|知识竞赛|[判选]断?择?题|填空|[问简]答题|名词解释|思考题|课后作业|学员提?问"
    r"|[下以][列下](?:哪|说法|选项)|(?i:pop quiz|quiz(?:[ :]| time)|true or false|trivia)|培训(?:案例|题|举例)|考题|例题|练?习题|模拟题|情景(?:演练|模拟|题)|角色扮演|话术演练|案例(?:分析|题|讨论)|举个?例子?|(?:假如|假设|比如|例如|譬如|比方说?)"
    r"[^，。,\n]{0,6}(?:张三|李四|王五|赵六|小明|某[甲乙])|(?i:role[ -]?play|training (?:case|example)|sample (?:case|dialogue)"
    r"|for example, (?:if|suppose|say) an? |suppose an? |imagine an? )",
)
#: An exercise that speaks to the reader of the reader's own people is none.
_FOR_REAL = pattern(
    "debt.chatter_real",
    rf"[你您]们?(?:家|的)?{KIN}|[我本贵]司|我行|我们|尾号|名下|转告(?!回电)|[0-9]{{7}}|(?i:your (?:son|daughter|husband|wife|brother|sister|friend))",
)


def about_nobody(text: str) -> bool:
    """Tell whether the respelled `text` as a whole discloses no debt, whatever words are in it."""
    if len(text) > _LONGEST:
        return False
    return (
        _between_friends(text) or _advice(text) or _exercise(text) or about_a_show(text) or about_a_job(text)
    )


def _between_friends(text: str) -> bool:
    # First what most texts fail: that is cheapest.
    return not _SERIOUS.search(text) and bool(_SPLIT.search(text) and _TREAT.search(text))


def _advice(text: str) -> bool:
    return bool(_ASKS.search(text) and _ADVISES.search(text)) and not _PARTICULAR.search(text)


def _exercise(text: str) -> bool:
    found = _EXERCISE.search(text)
    return found is not None and found.start() < 16 and not _FOR_REAL.search(text)
