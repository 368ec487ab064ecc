"""The Chinese grammar of what a debt leads to: collection, court, a bad name, and the codes in notes."""

from __future__ import annotations

from detectors.debt.lexicon import OTHER_BILLS, OTHER_LAW, TRADE, upto
from detectors.debt.rule import Rule, rule

_THREAT = r"(?:起诉|法务|法院|法律|程序|上门|单位|征信|后果|立案|司法|公司找|影响|抓|走访|派人|家访|外访|强制|通讯录|群发|曝光|报案)"
_CODE = r"(?<![0-9A-Za-z])(?:RPC|TPC|PTP|KPTP|BP|NA)"

COLLECTION: tuple[Rule, ...] = (
    rule(
        "in-collection",
        "催 讨 追 清收 要债 要账",
        r"(?:委外|上门|被|电话|人工)?(?:催收函?|催款|催债|讨债|追债|追讨|要债|要账|要帐|清收|追偿|催讨"
        r"|法催)(?!人?员|专员)",
        0.8,
        needs="third second credit",
        unless="工资|薪|货款",
    ),
    rule("collectors-come", "催收", r"催收(?:人?员|专员)|收账|收数(?!据)", 0.65, needs="third", unless=TRADE),
    rule(
        "field-visit",
        "外访 上门 委外",
        r"(?:建议|安排|转|申请|上门)?外访|上门(?:催|讨|要债|要钱|收账|收款)|委外",
        0.7,
        needs="third credit~ note",
        unless="补贴|车|工牌|记录仪|报备",
    ),
    rule(
        "chased-by-phone",
        "催",
        r"(?:打电话|电话|微信|短信|有人|天天|一直)[^，。,;!?\n]{0,4}催(?!货|单|促)|[被遭挨]催",
        0.6,
        needs="credit third",
        unless="作业|稿|催婚|货|快递|外卖|单|进度|生娃|报告|交材料",
    ),
    rule("claim", "债权", r"债权(?!人会议)", 0.7, needs="third second"),
    rule(
        "fraud",
        "诈骗 骗贷 报案",
        r"(?:贷款|信用卡)诈骗|骗贷|(?:我们|我司|公司|明天|就|直接)报案",
        0.65,
        needs="third",
        unless="丢|被盗",
    ),
    rule(
        "ultimatum",
        "再不 不处理 不还",
        rf"""((?:再不|(?:今天|仍|还|如果?)不)(?:处理|解决|回应|联系|还|结清|露面|补)){upto(4)}(?=[，, ]?
        {upto(14)}{_THREAT})""",
        0.6,
        needs="third second finance~",
    ),
)

COURT: tuple[Rule, ...] = (
    rule(
        "court-paper",
        "函 传票 支付 强制 保全 诉 裁定 限期 执行 命令 书 通知",
        r"""律师函|催告函|存证信函|传票|支付令|支付命令|强制执行|财产保全|诉前(?:调解|保全)|本票裁定
        |限期履行|协助执行|执行命令|扣押命令|立案通知
        |起诉状|判决书|走诉讼|送达[^，。,;!?\n]{0,4}法律文书""",
        0.75,
        needs="third second credit~",
        unless=OTHER_LAW,
    ),
    rule(
        "loan-dispute",
        "纠纷 透支 债",
        rf"(?:借款|贷款|借贷|金融|债务|信用卡|经济|欠款|信贷|账务){upto(6)}纠纷|恶意透支|逃废债",
        0.8,
    ),
    rule(
        "sued",
        "诉 告 法院 传唤 出庭 执",
        rf"""(?:被|对他|对她|对其|将|把){upto(8)}(?:起诉|告上|告了|诉讼|告到|传唤|强执|执行)|起诉(?:他|她|你
        |您|其|书)
        |(?:提起|面临|进入|产生|启动)(?:诉讼|起诉)|(?:即将|马上|就|要|直接|已经?)(?:起诉|诉讼)|(?:到
        |进)(?:了)?法院""",
        0.7,
        needs="third finance~",
        unless=f"{OTHER_LAW}|{OTHER_BILLS}",
    ),
    rule(
        "in-court",
        "起诉 诉讼 立案 开庭 仲裁 查封 冻结 法务 法院 法诉",
        r"起诉|诉讼|立案|开庭|仲裁|查封|冻结|(?:移交|转|委托)法务|法院",
        0.65,
        needs="credit",
        unless=OTHER_LAW,
    ),
    rule(
        "due-process",
        "程序 途径 手段 措施 流程 走司法 走诉讼 走法律 走到",
        r"(?:走|启动|进入|采取|通过)?(?:法律|司法|诉讼|法务)(?:程序|途径|手段|措施|流程)|走程序|走(?:到)?(?:司法|诉讼|法律)(?![程系])",
        0.65,
        needs="third finance~ money",
        unless=OTHER_LAW,
    ),
    rule(
        "handed-over",
        "移交",
        r"(?:依法|案件|资料|材料)[^，。,;!?\n]{0,4}移交",
        0.55,
        needs="third second finance~",
        unless="录音",
    ),
)

STIGMA: tuple[Rule, ...] = (
    rule(
        "defaulter",
        "赖 逃债 躲债 失信 限高 限制 被执行",
        r"老赖|赖[账帐]|赖着|逃债|躲债|失信(?!于)(?:被执行人|人员?|名单|惩戒)?|被执行人|限高(?![0-9]|[架杆度]|[，,]?货车)|限制高?消费令?",
        0.85,
        needs="third second finance~",
        otherwise=0.6,
        unless="车库|货车|桥|隧道|米高|行李架",
    ),
    rule(
        "blacklisted",
        "黑名单",
        r"(?:上|进|列入|拉入|纳入|登上)?了?(?:征信|银行|网贷|行业|信用|失信|法院)?黑名单",
        0.75,
        needs="third second finance~",
    ),
    rule(
        "credit-record",
        "征信 信用 联征",
        r"""(?:上|报送|上报|影响|损害|拖累|坏了|搞坏|毁了)[^，。,;!?\n]{0,6}(?:征信|联征|信用(?:记录)?)
        |(?:征信|联征|信用)(?:记录|纪录|报告)?[^，。,;!?\n]{0,6}(?:黑|花[了得]|坏|受损|不良|污点|瑕疵|有问题
        |出问题
        |影响|受|毁|完了|破产)""",
        0.75,
        needs="third second",
        otherwise=0.5,
    ),
    rule(
        "on-the-run",
        "跑路 躲 蒸发",
        r"(?:欠|钱|款|贷|债)[^，。,;!?\n]{0,6}跑路|跑路|躲着(?:不|我们)|别躲|躲起来|人间蒸发|爆通讯录",
        0.65,
        needs="credit~",
    ),
    rule(
        "breach",
        "违约",
        r"(?:严重|恶意|构成|已经?)?违约(?!金|责任)",
        0.75,
        needs="credit",
        unless="提前还款|离职|租",
    ),
)

CODES: tuple[Rule, ...] = (
    rule(
        "stage",
        "M",
        rf"""(?<![0-9A-Za-z])M[1-9]\+?(?![0-9A-Za-z])(?=[ ]?(?:阶段|客户|账龄|期|以上|逾期|的客户|户|案))
        |(?:阶段|账龄|逾期|手别
        |{_CODE}(?![A-Za-z])[^。\n]{{0,40}}?[，,、/ ])[:：为是 ]{{0,2}}(M[1-9]\+?)(?![0-9A-Za-z])""",
        0.85,
        firm=True,
    ),
    rule(
        "stage-token",
        "M",
        r"(?:^|[，,、。；;/|｜ ])(M[1-9]\+?)(?=$|[，,、。；;/|｜ 了的])",
        0.75,
        needs="note third credit",
    ),
    rule("dpd", "DPD dpd", r"(?<![A-Za-z])(?:DPD|dpd)(?=[ :：=]{0,2}[0-9]{1,4})", 0.85, firm=True),
    rule(
        "promise-code",
        "PTP BP",
        r"(?<![A-Za-z])(?:[KFT]?PTP|TPTP|BPTP)(?![A-Za-z])|(?<![A-Za-z0-9])BP(?=[，,、。；;/ ]"
        r"|$)(?![ ]?[0-9]{2,3}/)",
        0.7,
    ),
)
