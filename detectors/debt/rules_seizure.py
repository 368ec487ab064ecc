"""The Chinese grammar of what is taken for a debt, and of who comes for it: seizure, tow truck, bailiff, visit."""

from __future__ import annotations

from detectors.debt.lexicon import LENDER, upto
from detectors.debt.rule import Rule, rule

_ASSET = (
    r"(?:薪水|薪资|工资|薪|房子?|房产|住处|名下|财产|资产|存款|户头|账户|[汽机货轿]?车子?|那[台辆套][车房]?|店面)"
)
_TRAFFIC = "违停|违章|抛锚|故障|交警|罚|高速|修|保险|事故|停车|消防|货车|物流|搬"

SEIZURE: tuple[Rule, ...] = (
    rule(
        "seized",
        "查封 扣押",
        rf"(?:查封|扣押){upto(4)}{_ASSET}|{_ASSET}{upto(6)}(?:查封|扣押)|(?:来|要|被|就|等着)(?:查封|扣押)",
        0.7,
        needs="third finance~",
        unless="假货|仓库|消防|工地|违建|违规|卫生|手机|海关|证件|收藏",
    ),
    rule(
        "wages-seized",
        "查封 扣押",
        r"(?:查封|扣押)[^，。,;!?\n]{0,4}(?:薪|工资)|(?:薪[水资]?|工资)[^，。,;!?\n]{0,6}(?:查封|扣押)",
        0.65,
    ),
    rule(
        "auctioned",
        "法拍 拍卖",
        rf"(?:{_ASSET}|那套){upto(8)}法拍(?!房)|法拍(?:挂|网|流程|程序|了|掉|通知)|(?:被|要|申请|声请)法拍"
        rf"|(?:申请|声请|强制|被|要|会){upto(4)}(?:拍卖|变卖){upto(4)}(?:抵押物?|担保|{_ASSET})",
        0.7,
        needs="third finance~",
        unless="中介|带看|投资|课程|捡漏攻略|直播",
    ),
    rule(
        "auction-of-that",
        "法拍",
        rf"那[套台间栋][房车屋]?子?{upto(6)}法拍(?!房)",
        0.5,
        unless="带看|投资|课程",
    ),
    rule(
        "repossessed",
        "车",
        rf"""车(?:子|辆)?(?:就|都|也|马上|很快|下周|明天|快|已经?|要|会|被|叫|让|派|给|人|公司|银行|再不缴|[，, ]){{0,6}}
        (?:拖(?:走|回|车)|收(?:走|回)|取回|扣(?:走|回)|开走|归(?:{LENDER}|我们?))|(?:取回|拖回|收回){upto(2)}(?:车辆?|汽车|机车)
        |拖车(?:的|人员|公司)?{upto(4)}(?:在路上|找|上门|出发|到{upto(3)}楼下)|GPS{upto(6)}(?:定位|拆)""",
        0.7,
        needs="third credit~",
        unless=_TRAFFIC,
    ),
    rule(
        "card-stopped",
        "停 冻卡",
        r"(?:信用卡|卡)(?:都|也|已经?|被|又|让?银行|全部?|给){0,4}(?:停(?:了|掉|用)?|锁)(?=[，。,.!！？? 了用掉]|$)"
        r"|(?:被|银行|已经?|都)(?:银行)?(?:停卡|强停|剪卡)|强制停卡",
        0.65,
        needs="third credit",
        unless="健身|会员|停车|门禁|洗车|瑜伽|饭卡|公交|充值|美容|手机|电话|流量|丢|挂失",
    ),
    rule(
        "enforcement-office",
        "执行局 执行庭 执行法官 执行证书 执行名义 申请执行 执行立案",
        r"执行(?:局|庭|法官|员)(?!的?(?:朋友|同学|同事|工作|上班|招|[对旁]|门口))"
        r"|执行证书|执行名义|申请(?:强制)?执行(?!人员)|执行立案",
        0.7,
        needs="third finance~ money~",
    ),
    rule(
        "promissory-ruling",
        "本票",
        r"(?:声请|准许|申请|收到|核发|拿)[^，。,;!?\n]{0,10}本票(?:裁定)?|本票裁定",
        0.75,
        otherwise=0.6,
    ),
    rule(
        "summoned",
        "传票",
        r"(?:法院|送|寄|发|收到|签收)[^，。,;!?\n]{0,6}传票|传票[^，。,;!?\n]{0,6}(?:送|寄|签收|到)",
        0.7,
        needs="third finance~ money~",
        unless="离婚|劳动|交通|邻居",
    ),
    rule(
        "visited",
        "走访 送达 单位核实 上门核实",
        rf"走访|(?:单位|上门|户籍地?|家里|公司){upto(8)}核实|(?:律师函|文书|通知|材料|函){upto(6)}送达|送达(?=[^，。\n]{{0,10}}(?:单位|户籍|公司|家))",
        0.55,
        needs="finance~",
        unless="慰问|社区走访|志愿|垃圾|调研|外卖|快递|贫困|客户走访|人数",
    ),
)

#: The state of an account, in words and in the codes of notes.
STATES: tuple[Rule, ...] = (
    rule(
        "stage-of-a-person",
        "M m",
        r"""(?:他|她|佢|[账户案]户|户头|户|案件|案子|客户|已经?|都|现在|转|进|到|[\u4e00-\u9fff]某|老[\u4e00-\u9fff]|先生|女士|小姐)[ ]?
        ([Mm][ ]{0,2}(?:[1-9]|[一二三四五六七八])\+?)(?=了|啦|咗|[，,、。；;.!！]|$|[ ](?![0-9])|阶段|还)""",
        0.75,
        needs="third note credit money",
        unless="芯片|Mac|宝马|BMW|地铁|号线|螺|尺码|显卡|现车|跑分|机型|电脑|落地|增速|口罩",
        firm=True,
    ),
    rule(
        "stage-spaced",
        "M m",
        r"(?:^|[，,、。；;/|｜\n])[ ]?([Mm][ ]{1,2}[1-9]\+?|[Mm][1-9]\+|[Mm][ ]{0,2}[一二三四五六七])(?=$|[，,、。；;/|｜ 了的])",
        0.7,
        needs="note~ third credit~",
        unless="螺|号线|口罩",
    ),
    rule(
        "collection-stage",
        "案件 阶段 账龄 共债 跳P loss LOSS",
        r"(?:案件|阶段|账龄|手别)[ :：]{0,2}([CS][1-9]\+?)(?![0-9A-Za-z])|共债(?=[0-9多几，, ])|(?<![A-Za-z])跳P(?![A-Za-z])|(?<![A-Za-z])(?:loss|LOSS)(?:阶段|户|案)",
        0.7,
        firm=True,
    ),
    rule(
        "bad-account",
        "不良 债台 债务缠身 负债累累",
        r"(?:账户|贷款|债权|已经?|进入|列为?|转为?|变成?|成)(?:了|为|已经?|转)?(?:进入|列为?|转)?不良(?![习率反信影少人资好品嗜行学])|债台高筑|债务缠身|负债累累",
        0.7,
        needs="third second credit",
    ),
    rule(
        "black-record",
        "黑",
        r"(?:成|是|变|上|进)?(?:了|个)?(?:网黑|黑户(?!口)|征信黑)|征信[^，。,;!?\n]{0,4}黑(?![名龙河白板])",
        0.7,
        needs="third finance~",
        unless="修复|洗白|广告|户口|骗子",
    ),
)
