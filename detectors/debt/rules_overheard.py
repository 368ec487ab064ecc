"""The Chinese grammar of a debt that is overheard: what may not be said but is, a word not kept, a ban on trains, a knock at the door.

All are hints, for a person to judge: each has an innocent twin, and only who is spoken of tells them apart.
"""

from __future__ import annotations

from detectors.debt.lexicon import upto
from detectors.debt.rule import Rule, rule

_HINT = 0.45
_US = r"(?:我们|我司|我行|本行|公司|银行|平台)"
_OTHER = r"货|订单|快递|聚会|聚餐|报名|门票|工资|押金|退[货款费]|发票|装修|工期|项目|作业|稿|报告|材料|物业|房租|租金|班费|份子|礼金|红包|学费|饭"

OVERHEARD: tuple[Rule, ...] = (
    rule(
        "not-allowed-to-say",
        "说 讲 透露 告诉",
        rf"(?:不方便|不能|不好|没法|不便)(?:跟[您你])?(?:明|多|细|直|透露|告诉)[^。！？!?\n]{{0,24}}?[跟在和]{_US}[^。！？!?\n]{{0,8}}?(?:什么情况|怎么回事|情况不|状况不|什么事|开销)"
        rf"|(?:不方便|不能|不便)(?:明说|多说|透露|细说|直说)[^。！？!?\n]{{0,12}}?再不[^。！？!?\n]{{0,12}}?{_US}?(?:走|转|进)",
        _HINT,
        needs="third",
    ),
    rule(
        "due-to-us",
        "该给 该付 该交 该打给 应付 应交",
        rf"(?:该|应)(?:给|付|交|打给|付给){_US}的(?!员工|客户|材料|资料|文件|方案|报)",
        _HINT,
        needs="third",
        unless=_OTHER,
    ),
    rule(
        "nothing-came-in",
        "进账 入账",
        rf"(?:那笔|这笔|[钱款]|{_US})[^。！？!?\n]{{0,10}}?[没未]有?(?:进|入)账",
        _HINT,
        needs="third",
        unless=_OTHER,
    ),
    rule(
        "word-not-kept",
        "答应 说好 讲好 约好 保证 信用",
        r"(?:答应|说好|讲好|约好|保证)[^。！？!?\n]{0,14}?(?:打款|打钱|转来|转账|存进|处理|日子|期限)[^。！？!?\n]{0,14}?(?:过了|[0-9]{1,2}号了|没动静|没影|没到|人影)|(?:讲|守)不(?:讲|守)信用",
        _HINT,
        needs="third",
        unless=_OTHER,
    ),
    rule(
        "next-step",
        "下一步",
        rf"(?:过时|逾时|过期|到时|再不|否则|不然|只能|只好)[^。！？!?\n]{{0,8}}?(?:{_US})?[^，。,;!?\n]{{0,4}}?(?:走|进入?|转入?)下一步",
        _HINT,
        needs="third",
        unless=_OTHER + "|面试|考试|比赛|审批|流程图|游戏",
    ),
    rule(
        "sinks-in-debt",
        "手头 拆东墙 无底洞 刷空 刷光 过头",
        r"手头[^，。,;!?\n]{0,4}?[紧][^。！？!?\n]{0,8}?我们(?:找|联系|等|问)|拆东墙[，, ]?补西墙|(?:填|补)[^，。,;!?\n]{0,8}?无底洞|卡[^，。,;!?\n]{0,4}?刷[空光]",
        _HINT,
        needs="third",
        unless="预算|代码|教育|学区|装修|饭卡|排班|人手|球",
    ),
    rule(
        "knocks-for-money",
        "要钱 讨钱 要账 讨账 找钱",
        r"(?:上门|敲门|堵门|蹲点|踹门|门口)[^，。,;!?\n]{0,5}?(?:[要讨](?:钱|账))",
        _HINT,
        unless="捐|募|保险|物业|收费|乞丐|化缘|红包|压岁",
    ),
    rule(
        "barred-from-trains",
        "高铁 飞机 动车 机票",
        r"(?:限制|禁止|不让|[买坐]不了)[^，。,;!?\n]{0,3}?(?:高铁|飞机|动车|机票)|(?:高铁|飞机|动车|机票)[^，。,;!?\n]{0,3}?(?:都)?(?:[买坐]不了|不让[买坐]|不能[买坐])",
        _HINT,
        needs="third",
        unless=r"液体|充电宝|宠物|行李|孕|身份证|恐高|手术|实名|天气|台风|大雪|暴雨|售罄|晕|太贵|没票|停运|猫|狗",
    ),
    rule(
        "frozen-by-court",
        "法院 法官",
        r"(?:微信|支付宝|银行卡|工资卡|账户|账号|卡)[^，。,;!?\n]{0,6}?(?:被|让|给)(?:法院|法官)[^，。,;!?\n]{0,4}?(?:冻|封|划|扣|锁)",
        0.55,
        needs="third",
    ),
    rule(
        "up-for-auction",
        "拍卖 法拍",
        rf"[房车]子?{upto(8)}[上挂](?:了|到|去)?(?:拍卖|法拍)|[房车]子?{upto(8)}(?:阿里|京东|法院)拍卖",
        _HINT,
        needs="third",
        unless="投资|捡漏|课程|中介",
    ),
    rule(
        "stood-surety",
        "保",
        r"[给替帮][^，。,;!?\n]{1,4}?(?:担了?|作了?|做了?)保(?!安|洁|姆|养|险|密)[^。！？!?\n]{0,12}?(?:找上|找到|找他|找她|追|连累|跟着)",
        _HINT,
        needs="third",
    ),
    rule(
        "not-paid-in-time",
        "按时 按期 按月",
        r"[没未不]能?按[时期月](?:交|给|打|存)(?=$|[，。,.!！？? 钱款])",
        _HINT,
        needs="third",
        unless=_OTHER + "|试卷|报表|税|党|社保|会费|表",
    ),
)
