"""The grammar of proceedings and of go-betweens: a file that is with the court, a family that is asked to see to it.

Who is told that a contract has gone to court, or is asked to have somebody "deal with it", has been told of a debt.
"""

from __future__ import annotations

from detectors.debt.lexicon import OTHER_LAW, THIRD, upto
from detectors.debt.rule import Rule, rule

_HINT = 0.4
_SURE = 0.6
_FILE = r"(?:案[子件]|本案|此案|合同|协议|卷宗|(?:那|这|该|此)(?:笔|件事|个事|事)|事情)"
_COURT = r"(?:人民)?(?:法院|法庭|司法机关|执行局|仲裁委|公安|经侦)"
_KIN = r"(?:家属|家人|亲属|亲友|家长|父母|配偶|子女|家里人?)"
#: What proceedings are about when they are about no debt, and where people only work on them.
_OTHER = (
    OTHER_LAW
    + r"|盗窃|诈骗|失窃|丢失|刑事|行政|采购|招标|供应商|甲方|盖章|用印|审核|模板|项目|装修|快递|物业|社保"
    r"|住院|手术|病[房人]|医生|出院|学校|班主任|作业|孩子(?:的)?成绩|证人|旁听|陪审|律师费|工资|退款|房产证|过户|保险"
)

PROCEEDINGS: tuple[Rule, ...] = (
    rule(
        "file-at-court",
        "移交 转交 递交 提交 移送 报送 送到 送交 进入",
        rf"{_FILE}{upto(10)}(?:移交|转交|递交|提交|移送|报送|送到|送交){upto(6)}{_COURT}"
        rf"|{_FILE}{upto(8)}(?:进入|启动|走)(?:了)?(?:诉讼|司法|法律|执行|仲裁)(?:流程|程序|阶段|环节)",
        _SURE,
        unless=_OTHER,
    ),
    rule(
        "hearing-of-contract",
        "开庭 判决 判了 宣判 应诉",
        r"(?:(?:那|这)(?:笔|份|个)|借款|贷款|名下)[^，。,;!?\n]{0,6}(?:合同|协议)[^，。,;!?\n]{0,8}(?:开庭|判决|判了|宣判|立案)",
        _SURE,
        unless=_OTHER,
    ),
    rule(
        "called-to-court",
        "到庭 出庭 应诉",
        rf"(?:通知|转告|告诉|让|叫|请|要求)(?!双方|原告|大家|所有|各方)(?:{THIRD}|[\u4e00-\u9fff]{{2,4}}?)(?:本人)?(?:务必|按时|准时|尽快|到时候?)?(?:到庭|出庭|应诉)",
        _SURE,
        unless=_OTHER,
    ),
    rule(
        "court-comes",
        "法院 法官 执行局",
        r"(?:法院|执行局)(?:的)?(?:人|工作人员|同志|法官|执行员)?(?:会|将|要|即将|马上|明天|下周|这周|近期)[^，。,;!?\n]{0,4}"
        r"(?:去|到|上|来|前往)[你您他她]?们?(?:的)?(?:村|家|单位|公司|学校|小区|厂|户籍地|老家|住处)",
        _SURE,
        unless=_OTHER,
    ),
    rule(
        "kin-act",
        "家属 家人 亲属 亲友 家长 父母 配偶 子女 家里",
        rf"(?:请|望|烦请|麻烦|希望|建议|要求|由){_KIN}[^，。,;!?\n]{{0,4}}(?:代为|代其|替[他她其]|帮[他她其忙]|出面|协助|配合|督促)"
        r"[^，。,;!?\n]{0,4}(?:处理|解决|结清|偿还|还|沟通|协商|缴纳|履行)",
        _HINT,
        unless=_OTHER,
    ),
    rule(
        "urged-to-act",
        "督促 敦促 催促 催他 催她 催一下",
        rf"(?:督促|敦促|催促|催(?:一下|一催)?)(?:{THIRD}|[\u4e00-\u9fff]{{2,3}}?)(?:本人)?(?:尽快|赶紧|尽早|及时|马上|抓紧|主动|积极)?"
        r"(?:配合|出面|面对|回来)?(?:处理|解决|履行|结清|缴清)",
        _HINT,
        unless=_OTHER + "|工单|申请|审批|流程|报告|投诉",
    ),
    rule(
        "legal-desk",
        "法务 资产保全 风控 贷后 诉讼部 清收 法催",
        r"(?:转告|告诉|通知|叫|让|请|提醒)[^，。,;!?\n]{2,8}?(?:与|跟|和|联系|致电|回电|找)(?:我[司行们]|本[司行公]司?)?(?:的)?(?:法务|资产保全|风控|贷后管?理?|诉讼|清收|法催)(?:部门?|组|中心|专员)?"
        r"(?=[^。！？!?\n]{0,4}(?:联系|沟通|处理|协商|[，。,！!]|$))",
        _HINT,
        unless=_OTHER + "|合同|同事|会议|邮件|供应商",
    ),
    rule(
        "left-undone",
        "没处理 未处理 没办完 没处理完 没了结 未了结 没结 没弄完 没解决",
        r"(?:在|跟|差|欠)?我(?:们|司|行)(?:这边|这里|这儿|公司|平台)?[^，。,;!?\n]{0,6}(?:业务|东西|事情?|事项|单子?|手续|款项?)[^，。,;!?\n]{0,3}"
        r"(?:还)?(?:没有?|未)(?:处理|办|了结|结|弄|解决)(?:完|好|清|掉|了)?",
        _HINT,
        needs="third",
        unless=_OTHER + "|快递|订单|报修|售后|退货|预约|开户|面试|入职",
    ),
    rule(
        "agreement-broken",
        "违约 到期",
        rf"(?:{THIRD}){upto(8)}(?:协议|合同){upto(6)}(?:已经?|早就|早已|都|严重|构成)(?:违约|到期未)",
        _SURE,
        unless=_OTHER + "|租|劳务|聘用|劳动",
    ),
)
