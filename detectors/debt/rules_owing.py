"""The Chinese grammar of owing: who owes, who is late, who does not pay."""

from __future__ import annotations

from detectors.debt.lexicon import (
    APPLICATION,
    LEDGER,
    LENDER,
    NOT,
    NUMBER,
    OTHER_BILLS,
    PAY_BACK,
    PRODUCT,
    REPAY,
    SPAN_OF_TIME,
    THINGS,
    UNIT,
    upto,
)
from detectors.debt.rule import Rule, rule

_NO_LOAN = f"{THINGS}|{OTHER_BILLS}"
_STILL = r"(?:一直|仍|尚|至今|迟迟|还|从|也|都|就是|老是?|死活)?"

OWING: tuple[Rule, ...] = (
    rule(
        "owes",
        "欠",
        rf"""欠(?:了|着|下|有|你|您|他|她|们|的|贷款|一屁股|一身|不少|很多|好几|巨额|好多|大量|高额|外|国家
        |各家|几家|过|{LENDER}){{0,4}}
        (?:钱|款|债|账|帐|贷|息|本金|本息|数(?![据字学])|条|据)""",
        0.85,
        unless=OTHER_BILLS,
    ),
    rule(
        "owes-sum",
        "欠",
        rf"""(欠){upto(8)}[¥￥]?{NUMBER}[ ]?[多来]?{UNIT}|(欠)(?:了|着|款)?[ ]?[:：为]?[ ]?[0-9]{{3,8}}""",
        0.85,
        unless=OTHER_BILLS,
    ),
    rule(
        "owes-lender",
        "欠",
        rf"""欠(?:了|着|下)?{LENDER}|(?:拖|积|赊|尚|仍|还|共|下|结|尾|所|累计|合计|总|实|现)欠|欠(?:的|着|缴|交|付)""",
        0.8,
        unless=OTHER_BILLS,
    ),
    rule("owes-fees", "欠费", r"欠费", 0.6, needs="third", unless=OTHER_BILLS + "|手机|停机"),
    rule(
        "in-debt",
        "债 负债",
        r"""欠债|负债|卡债|债务(?!人)|(?:躲|逃|还|追|讨|催|要|背|逼|外|抵)债|债(?![券基市主]|务|转股|权人会议)""",
        0.7,
        needs="third second",
    ),
    rule(
        "promissory-note",
        "条",
        r"(?:打|写|有)(?:了|过)?(?:张|个)?[借欠]条|[借欠]条",
        0.5,
        needs="third finance",
    ),
    rule(
        "owed-in-cantonese",
        "数",
        r"(?:拖|欠|还|收|追|走|清|卡|烂|碌)数(?![据字学落目值额量码组控年天月家位笔百千万]|[0-9])|财仔|贵利",
        0.65,
        needs="third second finance",
    ),
)

LATE: tuple[Rule, ...] = (
    rule(
        "overdue",
        "逾期",
        r"逾期(?:未还|未付|未缴|未清|未结清|不还|欠款|贷款|账单|账户|借款|客户)?",
        0.9,
        needs="third second credit~ money",
        otherwise=0.6,
        unless=_NO_LOAN,
    ),
    rule(
        "overdue-for",
        "逾",
        rf"已?逾期?{upto(4)}(?={SPAN_OF_TIME})",
        0.85,
        needs="finance~ money third",
        unless=THINGS,
    ),
    rule(
        "past-due-date",
        "还款 到期 超期 过期 期限",
        rf"""(?:过了?|超过|已过)(?:了)?(?:最后|约定|规定)?的?还款[日期]|还款日?期?(?:都|也)?(?:已经?
        |早就?)?(?:过了?|截止|届满)
        |最后还款(?:期限|日|时间)|提前到期|[到过]期(?:了)?(?:也|还|都|却|后)?(?:不|没|未)(?:还|付|处理|归还)
        |超期(?={SPAN_OF_TIME}|未)|(?:迟还|晚还|延期还款|展期)""",
        0.8,
        needs="finance~ third",
        unless=_NO_LOAN,
    ),
    rule(
        "dragging",
        "拖 超过 断",
        rf"""(拖)(?:欠)?(?:了)?(?={SPAN_OF_TIME})|(超过){upto(2)}{SPAN_OF_TIME}{upto(2)}(?:没|未|不)(?:还|付
        |处理)
        |(?:一直|还在|就这么)?拖着(?:不|没|也|拖)|再拖|(断)了?(?={SPAN_OF_TIME})""",
        0.7,
        needs="finance~",
        unless=_NO_LOAN,
    ),
    rule(
        "arrears",
        "缴 延滞 断供 毁诺 呆 坏 烂 跳票",
        r"迟缴|欠缴|未缴|没缴|不缴|催缴|延滞|断供|毁诺|[呆坏烂][账帐]|跳票",
        0.8,
        needs="third second finance~",
        unless=OTHER_BILLS,
    ),
)

UNPAID: tuple[Rule, ...] = (
    rule("unpaid", "还 清 付 偿", rf"{_STILL}{NOT}{PAY_BACK}", 0.85, unless=_NO_LOAN),
    rule(
        "unsettled",
        "结清 归还",
        rf"{_STILL}{NOT}(?:能)?(?:结清|归还)",
        0.85,
        needs="finance~ money~ third",
        unless=_NO_LOAN,
    ),
    rule("not-repaid", "还", rf"{_STILL}{NOT}{REPAY}|还不还", 0.8, needs="finance~ money~", unless=_NO_LOAN),
    rule(
        "does-not-repay",
        "还",
        rf"{NOT}{REPAY}|还不还",
        0.6,
        needs="third",
        unless=_NO_LOAN + "|借(?:走|了|去)?我家?的(?![钱款])",
    ),
    rule(
        "cannot-repay",
        "还不",
        r"还不(?:上|起|出|完|清|了|进)(?!班|课|学|网|线|楼|车|门|床|手)",
        0.8,
        needs="finance~ money~ third",
        unless=_NO_LOAN,
    ),
    rule(
        "bill-open",
        "未 没 不",
        rf"""(?:{PRODUCT}|{LEDGER}|款项|尾款|款子|单子|应还款?){upto(6)}(?:未|没|不|尚未|还没)(?:有|能|再)?
        (?:付|处理|缴|交|解决|到账|了结|落实|动)""",
        0.8,
        needs="third second finance~",
        unless=f"{APPLICATION}|{OTHER_BILLS}",
    ),
    rule(
        "borrowed-not-returned",
        "借 躲着 赖着",
        rf"借{upto(10)}(?:不还|没还|未还|拒不|不肯还)|有借无还|只借不还|从来不还|[赖躲]着不还",
        0.9,
        needs="finance~ money~",
        unless=_NO_LOAN,
    ),
    rule(
        "not-a-cent",
        "分 毛",
        r"(?:一|1)(?:分|毛)钱?(?:都|也)?(?:没|未|不|还没)(?:有)?(?:还|进账|到账|付|打|给|交|见着?)",
        0.75,
        needs="third finance~",
        unless="工资|货款",
    ),
    rule(
        "debit-failed",
        "扣款 代扣 划扣 扣划",
        r"(?:扣款|代扣|划扣|扣划)(?:失败|未成功|不成功)|(?:未能?|没有?)(?:扣款|代扣|划扣|扣划)成功",
        0.6,
        needs="credit",
        unless=OTHER_BILLS,
    ),
    rule(
        "instalments-open",
        "期 次",
        rf"{NUMBER}[期次](?:都|也|了)?(?:没|未|不)(?:有)?(?:还|付|缴|交)(?!有|在)|(?:这|上|下|每"
        rf"|当|本)期(?:的|再|还)?(?:还上|还了|没还|未还|款|[不没未](?:进账|到账|还|付|处理))"
        rf"|(?:就|只|才)还了{NUMBER}[期次个]|还了{NUMBER}期|一次(?:都|也)没(?:有)?还",
        0.75,
        needs="finance~ third second",
        otherwise=0.5,
        unless=_NO_LOAN,
    ),
)
