"""The grammar of a debt that only its consequences tell: a file at the lawyers, a car driven off, a card stopped.

Most of these are hints, for a person to judge (0.4); those that nothing else explains score higher.
"""

from __future__ import annotations

import re

from detectors.debt.lexicon import NUMBER, upto
from detectors.debt.rule import Rule, rule

_HINT = 0.4
_PAPERS = "合同|盖章|审核|审一?下|模板|用印|NDA|供应商|甲方|采购|专利|商标|劳动|离婚|项目|课题|会议|调查|行政|工伤|交通|招标"
_GARAGE = "年检|保养|接人|接客|机场|高速|违停|违章|抛锚|故障|交警|保险|事故|货(?![车场])|搬|团建|洗车|停车费|修|代驾|出差|公司车|打车|我车|占道|占位|挡|共享|单车"

VEILED: tuple[Rule, ...] = (
    rule(
        "payment-order",
        "支付命令 支付令",
        r"(?:声请|申请|核发|收到|寄|发)[^，。,;!?\n]{0,6}支付命?令|支付命令",
        0.6,
        unless="工资|程序接口",
    ),
    rule(
        "to-the-lawyers",
        "法务 诉状 法院 律师",
        rf"(?:送|转|移送|移交|转交|交|走|推|报){upto(3)}法务|法务(?:部|组|那边|同事)?{upto(6)}(?:递|提交|报|发函|介入|上门|起诉|接[手管了]|立案)"
        r"|[递交送](?:了|交)?(?:诉状|材料到法院)|(?:材料|诉状|状子)[^。！？!?\n]{0,10}[递交送]到?法院|递到法院|(?:案[子件]|本件|件)[^，。,;!?\n]{0,6}送(?:了|到|交)?法院|起诉材料",
        _HINT,
        unless=_PAPERS,
    ),
    rule(
        "filed-unless",
        "立案 撤 和解 销案",
        r"立案[^。！？!?\n]{0,20}(?:结清|撤|协商|和解|出面|不还|讲|处理)|(?:结清|协商|出面|和解|处理)[^。！？!?\n]{0,12}(?:撤案|可撤|还能撤|销案|立案)"
        r"|(?:过了|到期|超时|再不)[^。！？!?\n]{0,6}立案",
        _HINT,
        unless=_PAPERS + "|刑警|盗窃|报警",
    ),
    rule(
        "filed-against",
        "立案",
        r"(?:已经?|马上|就|要|去|准备|下周|明天)(?:被)?立案(?!庭|侦|编|调)",
        _HINT,
        needs="third",
        unless=_PAPERS + "|刑警|盗窃|报警|丢|诈骗",
    ),
    rule(
        "no-word-again",
        "再没 再不给",
        r"再(?:没有?|不给)(?:个|一个)?(?:说法|回音|表示|动静|回应|交代)(?!反对|支持|同意|感谢)",
        _HINT,
        needs="third",
        unless="快递|退款|房东|装修|物业|老师|客服|投诉",
    ),
    rule(
        "car-driven-off",
        "车 辆 台 部 定位",
        r"(?:车|(?:那|这|名下)[辆台部])[^，。,！？!?;\n]{0,8}(?:我们|公司|派人|今晚|明早|明天|后天|今天)[^，。,！？!?;\n]{0,6}(?:开走|拖走|收走|收回|就拖|去拖|来拖|去收)"
        r"|车[^。！？!?;\n]{0,10}(?:我们|派人|叫人|公司)[^。！？!?;\n]{0,10}(?:来|去|要|准备){0,3}拖(?!地|延|到)|车(?:被|让|给)?(?:我们|公司)?(?:收回|收走|收了|开走)(?:来?了)?"
        r"|定位到?了?[^。！？!?\n]{0,6}(?:收走|开走|拖走|开回)"
        r"|锁定了?位置[^。！？!?\n]{0,6}(?:收|开|拖)|收车的?(?:人|队|师傅)?[^，。,;!?\n]{0,2}(?:已经?|出发|在路上|上门|来)"
        r"|(?:要|来|安排|派人|上门)(?:去|来)?收车",
        _HINT,
        needs="third",
        unless=_GARAGE,
    ),
    rule(
        "home-taken",
        "收走 收回 拍掉",
        r"(?:抵押|按揭)[^，。,;!?\n]{0,4}[房车][^，。,;!?\n]{0,10}(?:收走|收回|拍掉|没了)|[房车]子?[^，。,;!?\n]{0,3}(?:要|会|得|快)?被(?:银行|公司|我们)?(?:收走|收掉|拍掉)",
        0.55,
        needs="third",
        unless="房东|拆迁|租|违停|交警|共享|单车",
    ),
    rule(
        "stopped-paying-for-it",
        "没供 没有供 断供 停供 供不上 供不起",
        rf"(?:[房车]|按揭)[^，。,;!?\n]{{0,8}}?(?:没有?供|断供|停供|供不[上起])(?![应电水暖货])|{NUMBER}[ ]?个?[月期]没供(?![应货电水暖])|供不上(?:了|吧)",
        0.6,
        needs="third",
        otherwise=_HINT,
        unless="供应|车间|芯片|货|药|疫苗|原料|采购|暖气|水电|天然气|煤",
    ),
    rule(
        "minimum-unpaid",
        "最低",
        r"最低(?:还款)?额?(?:都|也|一直|连|还|的){0,3}(?:没|未)有?(?:h|还|给|交|付|弄|处理|存|缴)|最低[^，。,;!?\n]{0,4}(?:弄|还|存|打|补)(?:给?他|给?她)?(?:进去|上)",
        0.45,
        unless="气温|价|消费|学历|工资|温度",
    ),
    rule(
        "that-card",
        "张卡",
        r"(?:那|这)张卡的?(?:事情?|问题|钱|账)",
        _HINT,
        needs="third",
        unless="门禁|饭卡|会员|SIM|手机卡|流量|健身|丢|挂失|补办|公交|前台|游戏|礼品",
    ),
    rule(
        "hides-from-debt",
        "躲 逃债 避债",
        r"(?:躲|逃|避)(?:[账帐]|债(?!券)|钱)|跑去躲",
        0.5,
        needs="third",
        otherwise=_HINT,
        unless="剧|电影|小说|游戏",
    ),
    rule(
        "every-day-costs",
        "天",
        r"[拖晚](?:[1一]天|[1一]日)(?:就)?(?:是|算|多|有)?(?:[1一]天)?的?(?:钱(?![花])|利?息)",
        _HINT,
        unless="工期|施工|项目|租|停车|寄存|仓",
    ),
    rule(
        "instalments-stopped",
        "分期 月供 车贷 房贷 按揭 供款",
        r"(?:分期|月供|[车房]贷|按揭|供款)[，, ]?(?:就|又|都|也|已经?)?断(?:了|掉|供|缴)",
        _HINT,
        unless="网|直播|合同",
        # 你猜什么意思 asks nobody
        firm=True,
    ),
    rule(
        "en-charge-off",
        "charge",
        r"charge[ -]?offs?(?![a-z])",
        0.7,
        flags=re.IGNORECASE | re.VERBOSE,
        unless="(?i:battery|电池|accounting|ratio|rate)",
    ),
    rule(
        "en-dodges-calls",
        "dodg duck avoid",
        r"(?:dodg|duck|avoid)(?:ing|es|ed)?[ ](?:us(?=[.,!]|$)|(?:(?:my|our|all|the|us|every|of|your)[ ]?){1,3}(?:calls?|messages?|texts?|since|for[ ](?:weeks|months)))",
        _HINT,
        needs="money finance~ third",
        flags=re.IGNORECASE | re.VERBOSE,
        unless="(?i:party|wedding|birthday|dinner|question|spam|telemarket|scam|homework)",
    ),
    rule(
        "en-repo",
        "repo tow minimum short",
        r"(?<![a-z])repo[ ](?:guys?|man|men|team|truck|agents?|crew)|repo(?:ed|'d)(?![a-z])|tow(?:ing|ed)?[ ](?:it|his|her|their|the[ ](?:car|truck))(?![a-z])"
        r"|(?:made|paid|missed|met|make|pay)[ ](?:even[ ])?(?:the|her|his|a|any)[ ]minimum(?![ ](?:order|spend|wage|bid|age|score|grade))|payments?[ ]short(?![a-z])",
        0.45,
        needs="third",
        flags=re.IGNORECASE | re.VERBOSE,
        unless="(?i:git|github|branch|parking|breakdown|garage|broke down|wage|clone)",
    ),
)
