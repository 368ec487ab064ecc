"""The Chinese grammar of paying: who should, who promised, who is asked to pay for whom."""

from __future__ import annotations

from detectors.debt.lexicon import (
    APPLICATION,
    KIN,
    LEDGER,
    LENDER,
    NUMBER,
    OTHER_BILLS,
    PAY_BACK,
    PRODUCT,
    REPAY,
    SURNAMES,
    THINGS,
    TRADE,
    UNIT,
    upto,
)
from detectors.debt.rule import Rule, rule

_NO_LOAN = f"{THINGS}|{OTHER_BILLS}"
_URGENT = r"该|应当?|必须|务必|尽快|尽速|尽早|赶紧|赶快|抓紧|马上|立[即刻]|速速?|及时|按[时期月约]|早日|限期|主动|请|今天必须"
_TELL = r"转告|转达|转知|通知|提醒|督促|敦促|催促|叫|让|劝|催|告诉|要求|责令|喊|跟|和|请|配合|协助|逼"
_HANDLE = r"(?:处理|解决|结清|还清|还上|还掉|了结|清掉|清了|摆平|落实|安排|搞定|平掉|补上|填上)"

DUE: tuple[Rule, ...] = (
    rule(
        "should-repay",
        "还 清 偿 付",
        rf"(?:{_URGENT})(?:您|你|他|她|其|把)?{PAY_BACK}",
        0.75,
        needs="third second finance~ money",
        unless=_NO_LOAN,
    ),
    rule(
        "should-settle",
        "结清 归还 清缴 还",
        rf"(?:{_URGENT})(?:您|你|他|她|其|把)?(?:结清|归还|清缴|{REPAY})",
        0.75,
        needs="finance~ money",
        unless=_NO_LOAN,
    ),
    rule(
        "due-to-repay",
        "还",
        rf"(?:该|应|待|需|须)还(?!是|有|不|没|在|书|车|原|款方式)|(?:要|得|还要|共要|一共要)还(?={NUMBER}"
        rf"|的|多少|钱)",
        0.75,
        needs="third finance~ money second",
        otherwise=0.5,
        unless=f"{_NO_LOAN}|{APPLICATION}",
    ),
    rule(
        "told-to-repay",
        "还 清 偿 处理",
        rf"(?:{_TELL}){upto(14)}({PAY_BACK}|结清|履行还款|处理(?:贷款|欠款|账单|债务|借款)"
        rf"|还(?:一下|点|了|上))",
        0.85,
        needs="third second finance",
        otherwise=0.6,
        unless=_NO_LOAN,
    ),
    rule(
        "told-to-return",
        "归还",
        rf"(?:{_TELL}){upto(14)}(归还)",
        0.8,
        needs="finance~ money~",
        unless=_NO_LOAN,
    ),
    rule(
        "lender-money",
        "的",
        rf"(?:{LENDER}|网贷)(?:那边|这边)?的(?:钱|账|帐|款)(?![号户本目])",
        0.6,
        needs="third",
        unless=_NO_LOAN,
    ),
    rule(
        "pay-it-back",
        "还 清",
        rf"(?:把|将){upto(4)}(?:钱|款|债|账|帐|贷款|欠款|借款|本金){upto(3)}(?:还|清)(?![有是在])",
        0.75,
        unless="退",
    ),
    rule(
        "repayment",
        "还款 偿还",
        r"还款(?:义务|责任|事宜|问题|事项|意愿|能力|压力|情况|计划)|偿还(?:贷款|借款|欠款|债务|义务)"
        r"|履行(?:还款|债务|偿还)",
        0.7,
        needs="third",
        unless=APPLICATION,
    ),
    rule(
        "amount-due",
        "应还 应缴 最低 剩 本期 结清 还款 待还 罚息 滞纳",
        rf"""(?:本期|当期|最低|剩余|全部|到期)(?:应缴|应还|未还|还款|待还)(?:款|额|金额|总额|本金|本息)?
        |应缴金额|结清金额
        |剩余(?:本金|未还|欠款)|还款日(?=[为是:：]?[0-9])|(?:还剩|剩余?){NUMBER}期|罚息|滞纳金""",
        0.7,
        needs="second third credit~ money",
        unless=f"{APPLICATION}|{OTHER_BILLS}",
    ),
    rule(
        "falls-due",
        "到期 余额充足 存",
        rf"""(?:{PRODUCT}|{LEDGER}|借款|尾款|还款){upto(10)}(?:今[日天]|明[日天]|已经?|都|即将|将于|于
        |快)?{upto(4)}到期
        |(?:确保|保证)[^，。,;!?\n]{{0,8}}余额充足|(?:存入|存足|备足|补足)(?:足额)?(?:资金|款)?""",
        0.7,
        needs="credit~ third",
        unless=f"{APPLICATION}|{OTHER_BILLS}",
    ),
    rule(
        "interest-grows",
        "利息 罚息 违约金 滞纳金",
        r"(?:利息|罚息|滞纳金|违约金)[^，。,;!?\n]{0,6}(?:涨|滚|累计|增加|越来越|翻|产生|计算|在算)|利滚利",
        0.65,
        needs="third second",
        unless=f"{APPLICATION}|{OTHER_BILLS}",
    ),
)

PAYING_FOR: tuple[Rule, ...] = (
    rule(
        "pay-for",
        "帮 替 给 由",
        rf"""(?:帮|替|给|由){upto(5)}(?:把|先)?{upto(6)}({PAY_BACK}|垫上?|结清|清偿|还(?:了|一|上|点|掉|个
        |几|[0-9])
        |{REPAY}(?=$|[，。,.!！？? 吧嘛呢]))""",
        0.75,
        needs="finance~ money~ third",
        unless=_NO_LOAN,
    ),
    rule(
        "pay-up-front",
        "垫",
        r"垫(?:上|付|还|一下|了|点)|先垫|垫着",
        0.7,
        needs="third finance~",
        unless=_NO_LOAN + "|装修",
    ),
    rule(
        "chip-in",
        "凑",
        r"凑(?:点|些|一?凑|齐|够|钱|一下|上)(?:钱)?(?:来|去|先)?(?:还)?",
        0.55,
        needs="credit~ third",
        unless="单|满减|齐了|人数|热闹",
    ),
    rule(
        "pay-on-behalf",
        "代 还",
        rf"""代(?:为)?(?:还款|还清|偿还?|清偿|缴清|还(?!书|车|款协议)|结清)|代为(?:缴纳|处理(?:欠款|债务
        |账单|还款))
        |(?:家人|家属|父母|第三方|亲友|由{upto(5)})(?:代偿|代还|还款|还(?=[ ]?[0-9]))|父债子还|子债父还""",
        0.75,
        unless=_NO_LOAN,
    ),
    rule(
        "wage-deduction",
        "扣",
        rf"""(?:从|在|自|将){upto(8)}(?:工资|薪资|薪水|薪金|薪酬|奖金|工钱){upto(6)}(?:代?扣|抵扣|划扣|扣除
        |扣还)|协助{upto(3)}扣(?:款|薪|一下|还|工资|划)
        |扣(?:他|她|其)的?(?:工资|薪)|执行薪资|扣薪|扣押(?:命令|{upto(4)}(?:工资|薪资|存款))|(?:冻结|划扣
        |扣划|执行)(?:他|她|其)?的?(?:工资|薪资|薪水|名下)""",
        0.75,
        needs="third credit~",
        unless=r"社保|公积金|个税|党费|年金|考勤|迟到",
    ),
    rule(
        "who-pays",
        "谁",
        r"(?:钱|账|债|款)[^，。,;!?\n]{0,4}谁(?:来)?还|谁(?:来)?(?:还|负责还)(?:这|那|钱|款)|钱(?:还|该还"
        r"|要还)给谁|就?得你还",
        0.65,
    ),
)

PROMISE: tuple[Rule, ...] = (
    rule(
        "promised",
        "承诺 答应 保证 约定 说好",
        rf"(?:承诺|答应|保证|约定|说好){upto(10)}({PAY_BACK}|还(?=[ ]?[0-9])|归还|处理欠款|入账|存入"
        rf"|打款|转账)",
        0.7,
        needs="third note finance~",
        unless="发货|供货",
    ),
    rule(
        "will-repay",
        "还",
        rf"""(?:发(?:了)?工资|月底|下月|下周[1-7一-日]?|年底|过年|周[1-7一-日]|号|明天|后天)(?:就|再|后|来
        |先|发工资){{0,2}}
        还(?![有是在没要能会可])(?=$|[，。,.!！？? 钱款0-9])""",
        0.6,
        needs="finance~ money~ third",
    ),
)

OF_A_PERSON: tuple[Rule, ...] = (
    rule(
        "loan-with-us",
        "在 于 向 从",
        rf"""(?:在|于|向|从)(?:{LENDER}|[\u4e00-\u9fff]{{2,6}}(?:平台|金融|消金|贷|银行|小贷|分期|信贷|花
        |这边|这儿)|校期间)
        (?:这边|这里|这儿|处|那边|上)?{upto(12)}(贷款|借款|借了|贷了|分期|借钱|借的|欠|贷)""",
        0.8,
        needs="third second",
        unless=APPLICATION,
    ),
    rule(
        "loan-of-a-person",
        "贷 借 信用卡 花呗 白条 分期 账单 欠 债 还款 还钱 本金 利息 首期 备用金 钱 借完",
        r"""贷款|借款|网贷|小贷|[房车信]贷|信用卡|花呗|借呗|白条|分期|账单|欠|债(?![券基市])|还款|还钱(?!包)|本金|利息|首期|备用金
        |借完|借钱|贷的|钱的事|钱[^，。,;!?\n]{0,8}借的""",
        0.5,
        needs="third",
        unless=f"{APPLICATION}|{_NO_LOAN}|{TRADE}",
    ),
    rule(
        "asked-when",
        "还",
        rf"(?:什么时候|啥时候|何时|几时|哪天){upto(6)}(?:{PAY_BACK}|{REPAY}(?=$|[，。,.!！？? 呢啊吗呀]))",
        0.7,
        needs="third finance~",
        unless=_NO_LOAN,
    ),
    rule(
        "not-performed",
        "履行",
        r"未(?:能)?(?:按约)?履行[^，。,;!?\n]{0,4}(?:借款|贷款|合同|协议|还款|义务)",
        0.75,
        needs="third second credit",
        unless="劳动|租",
    ),
    rule(
        "has-a-loan",
        "有",
        rf"有(?:一|1|两|2|几|三|3|好几)?笔?{upto(8)}(?:贷款|借款|网贷|小贷|欠款|卡债|逾期|款项|债)",
        0.7,
        needs="third second",
        unless=f"{APPLICATION}|退款",
    ),
    rule(
        "their-loan",
        "贷 借 债 账 帐 月供 白条 花呗 卡",
        rf"""(?:他|她|其|本人|先生|女士|小姐|{KIN})(?:的|之|名下的?|那个?|个人|这个?){{1,2}}{upto(3)}
        (?:贷款|借款|网贷|小贷|信用卡(?:欠|账|的钱)|信贷|欠款|账单|分期款|月供|白条|花呗|借呗|卡债|卡费
        |[账帐](?![号户本目单]))""",
        0.65,
        unless=APPLICATION,
    ),
    rule(
        "loan-to-handle",
        "处理 解决 清 还上 还掉 结 安排 搞定 平 补 填",
        rf"(?:{PRODUCT}|{LEDGER}|单子|案件|信用(?:卡)?问题|逾期|[账帐](?![号户本目])){upto(10)}{_HANDLE}",
        0.75,
        needs="third second",
        otherwise=0.55,
        unless=f"{APPLICATION}|{OTHER_BILLS}|证明",
    ),
    rule(
        "borrowed",
        "借 贷",
        rf"""借(?:了|过|走|的|去)(?:我们?|我司|银行|平台|公司|人家|你|他|她|好几家|别人)?{upto(4)}
        (?:钱|款|网贷|{NUMBER}[ ]?多?{UNIT}|(?=[0-9]{{3,7}}))|借款(?=(?:人民币)?{NUMBER}[ ]?{UNIT})|贷的款
        |担保""",
        0.65,
        needs="third second finance~",
        unless="可借|最高|额度|借我|利率|日息|担保公司|担保物",
    ),
    rule(
        "named-as-debtor",
        "人",
        rf"(?:借款|债务|欠款|贷款|主贷|主借|被执行)人(?=[:： ]?[{SURNAMES}][\u4e00-\u9fff]{{1,2}})",
        0.65,
        unless="应当|须知",
    ),
    rule(
        "your-loan-due",
        "您 你",
        rf"""(?:您|你)(?:的|本期|有|在|尾号|名下){upto(14)}(?:借款|贷款|账单|分期|月供|尾款|还款|本期
        |信用卡){upto(14)}
        (?:到期|应还|待还|需还|扣款|还款日|逾期|未还|违约)""",
        0.75,
        unless=f"{APPLICATION}|{OTHER_BILLS}",
    ),
    rule(
        "repaid",
        "还 结清",
        rf"(?:已经?|全部|都|刚)(?:全部|帮他|帮她)?(?:{PAY_BACK}|结清)",
        0.5,
        needs="third",
        unless=_NO_LOAN,
    ),
)

EUPHEMISMS: tuple[Rule, ...] = (
    rule(
        "that-account",
        "账 帐 贷款 借款 欠款 债 窟窿",
        r"""(?:那|这|该|此|他|她)(?:的|一)?(?:笔|个)?(?:账|帐|贷款|借款|欠款|债)(?![号户本目券务]|单已)
        |(?:他|她|其|人家?)(?:的|那点|这点|那些?|外面的)(?:账|帐|债|窟窿)(?![号户本目务])""",
        0.7,
        unless=f"{APPLICATION}|报销|做账|对账",
    ),
    rule(
        "that-money",
        "钱 款 账 帐",
        rf"(?:那|这|几|该)(?:点|笔|些|谁的)?(?:钱|款项?){upto(10)}(?:还|拖|欠|躲|处理)(?![有是在没会能])"
        rf"|谁的钱再不还|的(?:钱|账|帐|款)[^，。,;!?\n]{{0,6}}拖",
        0.65,
        needs="third",
        otherwise=0.5,
        unless="退款|工资|报销|退还",
    ),
    rule(
        "when-repaid",
        "钱 账 帐 款",
        r"(?:钱|账|帐|款)[^，。,;!?\n]{0,8}(?:打算|什么时候|啥时候|到底|准备|几时|何时"
        r"|哪天)[^，。,;!?\n]{0,5}还(?![有是在没会能要])",
        0.75,
        unless="退",
        firm=True,
    ),
    rule(
        "money-trouble",
        "问题 纠纷 事宜 困难 周转 窟窿 往来 危机 无力",
        r"""(?:个人)?(?:财务|账务|债务|资金|信贷|还款|负债|借贷|贷款|金融|经济|信用卡?)(?:问题|纠纷|事宜
        |往来|危机|困难)
        |周转不(?:开|灵|过来)|窟窿|无力(?:偿还|还款)""",
        0.65,
        needs="third note",
        unless="咨询|产品|预算|项目",
    ),
    rule(
        "sum-missing",
        "款",
        r"(?:款项|尾款|款子|那笔款)[^，。,;!?\n]{0,10}(?:没到账|未到账|没付|未付|逾期|到期|没(?:有)?处理"
        r"|未处理|拖)",
        0.6,
        needs="third second",
        unless=f"退款|货款|项目|开票|{OTHER_BILLS}",
    ),
    rule(
        "clear-accounts",
        "账 帐 窟窿",
        r"(?:把|将)[^，。,;!?\n]{0,5}(?:[账帐]|窟窿)(?:给)?(?:清|结|平|还|填|补)(?:了|掉|清|上)?|[账帐](?![号户本目单])[^，。,;!?\n]{0,4}(?:说法|交代|不认|认了)|(?:填"
        r"|补)[^，。,;!?\n]{0,3}窟窿",
        0.65,
        unless="报销|月结",
    ),
    rule(
        "maxed-out",
        "爆 透支",
        r"刷爆|(?:卡|贷|呗|条)[^，。,;!?\n]{0,4}爆了|透支(?!体力|身体|健康|未来|自己)",
        0.65,
        needs="third",
    ),
)
