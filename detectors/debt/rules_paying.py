"""The Chinese grammar of paying: who should, who promised, who is asked to pay for whom."""

from __future__ import annotations

from detectors.debt.lexicon import (
    APPLICATION,
    LEDGER,
    LENDER,
    NUMBER,
    OTHER_BILLS,
    PAY_BACK,
    PRODUCT,
    REPAY,
    THINGS,
    upto,
)
from detectors.debt.rule import Rule, rule

_NO_LOAN = f"{THINGS}|{OTHER_BILLS}"
#: Small things that friends give back to each other.
_FAVOURS = "咖啡|酒|雨伞|钥匙|充电宝|相机|器材|工具|请客|AA"
_URGENT = (
    r"该|应当?|必须|务必|尽快|尽速|尽早|赶紧|赶快|抓紧|马上|立[即刻]|速速?|及时|按[时期月约]|早日|限期"
    r"|主动|请|今天必须"
)
_TELL = r"转告|转达|转知|通知|提醒|督促|敦促|催促|叫|让|劝|催|告诉|要求|责令|喊|跟|和|请|配合|协助|逼"

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
        "应还 应缴 到期 最低 剩 本期 结清 还款 待还 罚息 滞纳",
        rf"""(?:本期|当期|最低|剩余|全部|到期)(?:应缴|应还|未还|还款|待还)(?:款|额|金额|总额|本金|本息)?
        |应缴金额|结清金额
        |剩余(?:本金|未还|欠款)|还款日(?=[为是:：]?[0-9])|(?:还剩|剩余?){NUMBER}期|罚息|滞纳金""",
        0.7,
        needs="second third credit~ money",
        unless=f"{APPLICATION}|{_NO_LOAN}",
    ),
    rule(
        "falls-due",
        "到期 余额充足 存 补足 备足",
        rf"""(?:{PRODUCT}|{LEDGER}|借款|尾款|还款){upto(10)}(?:今[日天]|明[日天]|已经?|都|即将|将于|于
        |快)?{upto(3)}到期
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
        unless=_NO_LOAN + "|桌|沙发|垫[一]?下?(?:脚|底|背)",
    ),
    rule(
        "pay-up-front",
        "垫",
        r"垫(?:上|付|还|一下|了|点)|先垫|垫着",
        0.7,
        needs="third finance~",
        unless=_NO_LOAN + "|装修|报销|差旅|回来贴票|桌",
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
        rf"""代(?:为)?(?:还款|还清|偿还?(?!金)|清偿|缴清|还(?!书|车|款协议)|结清)|代为(?:缴纳|处理(?:欠款|债务
        |账单|还款))
        |(?:家人|家属|父母|第三方|亲友|由{upto(5)})(?:代偿(?!金)|代还|还款|还(?=[ ]?[0-9]))""",
        0.75,
        unless=_NO_LOAN,
    ),
    rule(
        "wage-deduction",
        "扣 执行 冻结",
        rf"""(?:从|在|自|将){upto(8)}(?:工资|薪资|薪水|薪金|薪酬|奖金|工钱){upto(6)}(?:代?扣|抵扣|划扣|扣除
        |扣还)|协助{upto(3)}扣(?:款|薪|一下|还|工资|划)
        |(?:工资卡|存款|账户)[^，。,;!?\n]{{0,4}}被[^，。,;!?\n]{{0,4}}(?:划扣|扣划|执行)|扣(?:他|她|其)的?(?:工资|薪)|执行薪资|扣薪|扣押(?:命令|{upto(4)}(?:工资|薪资|存款))|(?:冻结|划扣
        |扣划|执行)(?:他|她|其)?的?(?:工资|薪资|薪水|名下)""",
        0.75,
        needs="third credit~",
        unless=r"社保|公积金|个税|党费|年金|考勤|迟到|工会|房租|宿舍|餐|多发|预支",
    ),
    rule(
        "who-pays",
        "谁 得你还",
        r"(?:钱|账|债|款)[^，。,;!?\n]{0,4}谁(?:来)?还(?![没在有是要])|谁(?:来)?(?:还|负责还)(?:这|那|钱|款)|钱(?:还|该还"
        r"|要还)给谁(?!都)|就?得你还",
        0.65,
        unless=_NO_LOAN,
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
        r"""(?:发(?:了)?工资|月底|下月|下周[1-7一-日]?|年底|过年|周[1-7一-日]|号|明天|后天)(?:就|再|后|来
        |先|发工资){0,2}
        还(?![有是在没要能会可])(?=$|[，。,.!！？? 钱款0-9])""",
        0.6,
        needs="finance~ money~ third",
        unless=f"书|伞|车|火锅|奶茶|饭|投影|球拍|衣服|{_FAVOURS}",
    ),
)
