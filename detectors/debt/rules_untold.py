"""The Chinese grammar of a debt that is never called one: somebody's mess, "that one" with us, what is due.

Only a word of the lender's (那笔, 我们这边, 平台) beside a person tells it from small talk; most are hints, for a person to judge.
"""

from __future__ import annotations

from detectors.debt.lexicon import KIN, NUMBER, OTHER_BILLS, SPAN_OF_TIME, UNIT, upto
from detectors.debt.rule import Rule, rule

_HINT = 0.45
_US = r"(?:我们|咱们|我司|我行|本行|本公司|我公司|公司|平台|银行)"
_HERE = r"(?:公司|平台|银行|这边|这里|这儿|这|那边|账上|系统里?|名单上|后台)?"
#: What lies with a company for days without being a debt, and who spends months there.
_ELSE = (
    r"快递|快件|包裹|驿站|申请|审批|合同|货(?!车)|行李|文件|材料|作品|件(?!事)|订单|签证|护照|样品|退[货款费票]|流程|章(?![程])|工单|简历|面试"
    r"|学[习琴车画舞]|[补上转]学|补习|实习|住院|修|培训|寄存|法务|稿|直播|粉丝|理财|存款|基金|保险|投资|生意|捐|奖|报销|预约|发货|宝宝|展"
)
_SMALL = r"工资|薪|货款|订单|押金|定金|报销|红包|首付|房租|零花|压岁|生活费|买菜|菜钱|代购|班费|甲方|份子|饭|AA|快递|退|学费|物业|奖|发票|开票|尾款|老板|包工头|卖家|商家|骗子|店家|充电|中介"
_WORK = r"代码|测试|项目|宝宝|湿巾|尿|产品|PPT|文档|上线|前任|领导|客户|需求|版本|球|教练|比赛|装修|聚会|狗|猫|娃|方案|运维|运营"
_TOLD = r"(?:让|叫|劝|喊|催|跟|转告|告诉|提醒|请|麻烦)"
_LATER = r"(?:就|却|都|也|早就?|已经?)?"

UNTOLD: tuple[Rule, ...] = (
    rule(
        "kin-pays-debts",
        "债",
        r"(?:父|母|子|女|夫|妻|兄|弟|姐|哥)债(?:由)?(?:父|母|子|女|夫|妻|兄|弟|姐|哥)?来?(?:偿|还)",
        0.7,
        firm=True,
        unless="观念|法律上|误区|不成立|不合法|继承|说法|封建|电影|剧",
    ),
    rule(
        "cleans-up-after",
        "屁股 底 坑 后 摊 娄子 篓子 尾 残局",
        rf"(?:给|帮|替|让|由|靠|要){upto(10)}(?:擦[一了擦]{{0,2}}屁股|兜(?:[个住一了]?底|着(?!走))|填[个这]?坑|善[个一]?后|收拾(?:烂摊子|残局)|收[个一]?尾)"
        r"|(?:捅|惹)[^，。,;!?\n]{0,6}?(?:娄子|篓子|摊事|摊子)|烂摊子[^。！？!?\n]{0,16}?(?:收拾|摆平|兜)|拍拍屁股",
        _HINT,
        needs="dealings",
        unless=_WORK,
        firm=True,
    ),
    rule(
        "settles-it-for",
        "平 扛 顶 填",
        r"[替帮][他她](?:把[^，。,;!?\n]{1,6})?(?:摆平|抹平|平掉?|扛下?|顶上?|填上?)(?:了|来)?(?:吧|算了|得了|就行)?(?=$|[，。,.!！])",
        _HINT,
        needs="third",
        unless=_WORK + "|电脑|吵|床|桌|面子",
        firm=True,
    ),
    rule(
        "that-one-so-long",
        "笔",
        rf"(?:那|这)一?笔[^。！？!?\n]{{0,14}}?(?:{SPAN_OF_TIME}|[0-9一二三四五六七八九十]{{1,2}}月(?:份)?到现在|小半年)",
        _HINT,
        needs="third",
        unless=f"{_ELSE}|{OTHER_BILLS}|奖金|工资",
    ),
    rule(
        "with-us-so-long",
        "在 跟",
        rf"[在跟]{_US}{_HERE}的?(?:[那这](?:(?:个|笔|单|点)(?!人|月)|(?:件|档子?)?事)|事)[^。！？!?\n]{{0,14}}?(?:{SPAN_OF_TIME}|小半年|至今|到现在)",
        _HINT,
        needs="third",
        unless=f"{_ELSE}|{OTHER_BILLS}",
    ),
    rule(
        "stuck-with-us",
        "在",
        rf"[卡压挂赖搁悬记]着?在{_US}{_HERE}[^，。,;!?\n]{{0,4}}?{SPAN_OF_TIME}|在{_US}(?:系统里?|账上|后台|名单上?)都?[红挂黑亮逾]了?{SPAN_OF_TIME}",
        _HINT,
        needs="third",
        unless=f"{_ELSE}|{OTHER_BILLS}",
    ),
    rule(
        "taken-not-given",
        "借 拿",
        rf"[借拿](?:了|来|去|走|过)?{upto(14)}(?:[钱款](?!包)|{NUMBER}[ ]?多?{UNIT})[^。！？!?\n]{{0,10}}?[没未]有?(?:给|退|见(?:回|着|到|(?=[，。,.!！？? ]|$))|交)(?!(?:我|他|她|你)(?![们家]))",
        0.55,
        needs="third",
        unless=_SMALL,
    ),
    rule(
        "took-and-gone",
        "跑 溜 没影 没了 不见 消失 找不 不通 失联 关机 拉黑",
        rf"(?:[钱款](?!包)|{NUMBER}[ ]?多?{UNIT}块?)[^。！？!?\n]{{0,8}}?(?:人|电话|微信){_LATER}(?:跑|溜|没影|没了|不见了|消失|找不[着到]|打不通|失联|关机|拉黑)",
        _HINT,
        needs="third",
        unless=_SMALL,
    ),
    rule(
        "not-in-full",
        "没 未 差",
        rf"(?:[钱款](?!包)|账(?![号户]))[^，。,;!?\n]{{0,6}}?(?:[没未]有?(?:给|付|交|结|算)(?:清|完|齐|够|足|全)|差(?:了)?(?:一大截|一大半|老多|{NUMBER}[ ]?{UNIT}))",
        _HINT,
        needs="third",
        unless=f"{_SMALL}|{OTHER_BILLS}",
    ),
    rule(
        "what-is-due",
        "该",
        rf"{_TOLD}{upto(10)}[，,]?把?该(?:给|付|出|补|清|了|结|交)的(?:钱|款|数)?(?:就|都|早点?|赶紧|赶快|尽快|全|也){{0,2}}(?:给|付|出|补|清|了|结|交)(?:了|上|掉|清|齐|完|(?=$|[，。,.!！]))"
        rf"|该(?:他|她|{KIN})(?:给|付|出|补)的那?(?:份|笔)?[钱款]",
        _HINT,
        needs="third",
        unless=r"红包|作业|礼|物业|资料|材料|党费|会费|力|文件|报告|觉|课|卷|押金|学费|饭|份子|表|房租|聚|AA|团费",
    ),
    rule(
        "lenders-look-for",
        "银行 平台 财务公司 小贷 消金 网贷",
        r"(?:银行|平台|小贷|财务公司|消金|网贷)(?:的人|那边)?[^，。,;!?\n]{0,3}?(?:天天|一直|老是?|总是?|到处|满世界|四处|不停|三天两头|轮番|每天)"
        r"[^，。,;!?\n]{0,5}?(?:(?:找|联系|堵|盯|问)[^，。,;!?\n]{0,2}?(?:他|她|人|一个人|[您你]家)|追着|[去上跑][他她](?:店|家|单位|公司|厂))"
        r"|被[^，。,;!?\n]{0,5}?(?:平台|银行|小贷|网贷)[^，。,;!?\n]{0,3}?(?:追|催|盯)",
        _HINT,
        needs="third~ second",
        unless=r"推销|办卡|直播|理财|面试|简历|合作|推荐|客户经理|营销|稿|视频|课",
    ),
)
