"""The Chinese grammar of a loan that is somebody's, by its name or by a euphemism for it."""

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
_HANDLE = r"(?:处理|解决|结清|还清|还上|还掉|了结|清掉|清了|摆平|落实|安排|搞定|平掉|补上|填上)"

OF_A_PERSON: tuple[Rule, ...] = (
    # A lender that says of somebody by name: 某某在我司办理了贷款. No pronoun is needed for it to be about a person.
    rule(
        "loan-with-the-sender",
        "我司 我行 本公司 本行 我公司",
        rf"""(?<![您你的])(?:在|于|向)(?:我司|我行|本行|本公司|我公司){upto(4)}(?:办理|办|申办|申请|借|贷|有)(?:了|过|有|一笔){{0,2}}{upto(6)}(贷款|借款|网贷|小贷
        |信贷|消费贷|分期|现金贷)(?!申请|产品|业务|服务|咨询)""",
        0.75,
        unless=r"[您你](?:可|能|想|要)|最高|欢迎|可以|如需|需要|审核|审批|提交",
    ),
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
        r"""贷款|借款|网贷|小贷|[房车信]贷|信用卡|花呗|借呗|白条|分期|账单|欠|债(?![券基市])|还款|还钱(?!包)
        |本金|利息|首期|备用金
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
        "贷 借 债 账 帐 月供 白条 花呗 卡 款",
        rf"""(?:他|她|其|本人|先生|女士|小姐|{KIN})(?:的|之|名下的?|那个?|个人|这个?){{1,2}}{upto(3)}
        (?:贷款|借款|网贷|小贷|信用卡(?:欠|账|的钱)|信贷|欠款|账单|分期款|月供|白条|花呗|借呗|卡债|卡费
        |[账帐](?![号户本目单]))""",
        0.65,
        unless=APPLICATION + "|报销|对账|对上",
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
        "借 贷 担保",
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
        "还 结清 清",
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
        r"(?:把|将)[^，。,;!?\n]{0,5}(?:[账帐]|窟窿)(?:给)?(?:清|结|平|还|填|补)(?:了|掉|清|上)?"
        r"|[账帐](?![号户本目单])[^，。,;!?\n]{0,4}(?:说法|交代|不认|认了)|(?:填"
        r"|补)[^，。,;!?\n]{0,3}窟窿",
        0.65,
        unless="报销|月结",
    ),
    rule(
        "maxed-out",
        "爆 透支",
        r"刷爆|爆雷|(?:卡|贷|呗|条)[^，。,;!?\n]{0,4}爆了|透支(?!体力|身体|健康|未来|自己)",
        0.65,
        needs="third",
    ),
)
