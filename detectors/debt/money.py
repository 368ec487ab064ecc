"""Sums of money and lengths of arrears as they are written, and the words that say what a sum is for."""

from __future__ import annotations

import re

from detectors.debt.lexicon import words
from detectors.guarded import guarded
from detectors.patterns import any_of, pattern

_CURRENCY = r"(?:人民币|新台币|台币|港币|[Rr][Mm][Bb]|CNY|cny|USD|usd|HKD|TWD|NTD|NT\$|HK\$|US\$|[¥￥$£€])"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,8})(?:\.[0-9]{1,2})?"
_HAN = r"[零一二两三四五六七八九十百千万几壹贰叁肆伍陆柒捌玖拾佰仟]"
_UNIT = r"(?:元|块钱|块(?!地|儿|头)|圆|蚊|港币|港元|台币|美元|美金|人民币|[Rr][Mm][Bb]|[Dd]ollars|[Yy]uan)"
_SCALE = r"(?:万|千|[wWkK](?![A-Za-z0-9]))"

#: A sum; group `mark` or `unit` says that it is money, group `han` that it is spelled out.
SUM = pattern(
    "debt.sum",
    rf"(?P<mark>{_CURRENCY}[ ]?)?"
    rf"(?:(?<![0-9A-Za-z.,])(?<![0-9][:/\-])|(?<=[BbYyDd$¥￥£€kK]))"
    rf"(?:(?P<digits>{_DIGITS})[ ]?(?P<scale>{_SCALE})?(?P<rest>[0-9]{{1,4}}(?=块|元|$|[，。,.、！？! ]))?"
    rf"|(?P<han>(?:[一二两三四五六七八九十]|[壹贰叁肆伍陆柒捌玖拾]|好?几){_HAN}{{0,10}}))"
    rf"(?P<more>[多余来]?(?:万|千"
    rf"|百)?)[ ]?(?P<unit>{_UNIT})?(?P<small>[0-9一二三四五六七八九]{{1,2}}角)?(?P<whole>整)?"
    rf"(?![0-9A-Za-z]|[.,:/\-][0-9])",
)
#: What makes a bare number something else than money.
NOT_MONEY_AFTER = pattern(
    "debt.sum_not_after",
    r"[ ]?(?:[天日号月年点时分秒人次位名个件条楼层室栋幢岁米%％倍度公斤份张户口家页步遍折期笔]|小时|星期"
    r"|礼拜|周|工作日|多[天日月年]|座|路|线|积分|[\-:/][0-9])",
)
NOT_MONEY_BEFORE = pattern(
    "debt.sum_not_before",
    r"(?:编号|工号|单号|订单号?|验证码|取件码|尾号|房间|门牌|会议室|邮编|分机|转|密码|动态码|工单"
    r"|流水号?|号码|第|电话|手机|热线|拨打|致电|联系|合同号?|合同编号|身份证|卡号|座机"
    r"|[0-9]年|[0-9]月|星期|周|礼拜|第|M|DPD|dpd)[ :：是为]{0,3}$",
)
#: A sum behind or ahead of one of these is owed.
_OWED = words(
    """欠 逾期 未还 没还 不还 还没还 未付 未清 结清 应还 待还 需还 须还 要还 该还 得还 还款 还钱 还清 还上
    剩余 本金 本息 罚息 违约金 滞纳金 最低还款
    账单 帐单 账款 帐款 尾款 债 债务 催收 催缴 借款 借了 借的 借走 借过 贷款 贷了 贷的 网贷 小贷 月供 分期
    欠款 拖欠 代偿 代还 垫上 垫付 垫 协商
    减免 承诺 跳票 未结清 呆账 坏账 应缴 最低应缴 花呗 借呗 白条 微粒贷 信用卡 清偿 偿还 归还 PTP BP KPTP
    FPTP TPTP 利息 借 贷
    扣还 拖着 拖了 条数 争我哋 争咗 走数 找数 窟窿 那笔账 那笔钱 连本带利 那笔"""
)
#: A sum behind one of these is not.
_OTHER = words(
    """工资 月薪 薪资 薪水 年薪 底薪 奖金 提成 年终奖 退款 退费 退还 退回 红包 转账 价格 原价 现价 售价 定价
    特价 总价 单价 报价 活动价 优惠价 订单 额度 最高 可借 可贷
    低至 保额 保费 理赔 赔付 运费 邮费 快递费 押金 定金 优惠 立减 满减 减 抵扣 券 积分 补贴 报销 消费 支出
    收入 营业额 餐费 团费 学费 报名费 房价 首付 话费 流量
    充值 预算 捐款 众筹 费用 票价 基金 理财 收益 起投 市值 注册资本 罚款 停车费 物业费 水费 电费 燃气费 房租
    租金 月租 月费 会费 保险 发票 开票 报价单 每人 人均
    门票 赠送 奖励 手续费 提额 授信 限额 年费 存款 账户余额 话费余额 电费余额 卡内余额 可用余额 售 卖 买
    标价 客单价 成本 利润 借我 发放 到账 AA 请客 随礼 份子钱
    至少存 转我 预付 下单 支付 已付 日息 利率 起 赔偿 捐 门槛 一个月 每月租 少 省 降"""
)
OWED = frozenset([*_OWED, "还"])
GOVERNOR = pattern("debt.governor", any_of([*_OWED, *_OTHER]) + "|还(?![差有是能没不可会剩])")
OWED_AFTER = pattern(
    "debt.owed_after",
    r"^[ ，,]?(?:多|左右|整|钱)?(?:都|也|还|到现在|一直|至今|已|的)?(?:该还|没还|未还|要还|不还|还没还"
    r"|处理[掉了]"
    r"|未付|没付|未缴|欠款|债|账(?!户|号|单已)|贷款|借款|逾期|未结清|未清|已逾|没结清|本金|未处理|没处理"
    r"|到期|仲未|未找|唔还|唔找|待还|未归还|到期|分文|拒不|拖|的窟窿|垫|仍未|尚未|迟迟|今天最后|一分没还|没有还)",
)
#: A clause that only sums up: what the clause before it says is owed.
SUMS_UP = pattern(
    "debt.sums_up",
    r"(?:^|[，,、 ：:；/])(?:嗯|那|就|也|都|还|啊|吧|他|她|您|现在|目前|到现在|加上利息|连本带利|算下来"
    r"|加起来|加罚息|含违约金|含利息|其中|这边|差不多|大概|大约|将近|快|有|一共|总共|合计|共计"
    r"|总额|总计|金额|余额|款项|数额|计|共|是|为|要|得|的|了|也就|一?笔|多|不多|才|，|：|:| |钱){0,8}$",
)
#: An offer: whatever it names is for everybody.
OFFER = pattern(
    "debt.offer",
    r"最高|可借|可贷|额度|低至|日息|年化|利率|秒到|秒批|免息|立即申请|点击|领取|优惠|提额|授信|预审批"
    r"|新户|新客|专享|福利|起借|申请|放款(?!日)|(?i:up to|as low as|apply|rates? from|APR)",
)
ENGLISH_OWED = pattern(
    "debt.owed_english",
    r"(?<![a-z])(?:ow(?:e[sd]?|ing)|balance|overdue|past[ -]due|debts?|loans?|outstanding|repay|pay back"
    r"|pay off|amount due|installments?|arrears|delinquent|borrowed|unpaid|principal"
    r"|collections?)(?![a-z])",
    re.IGNORECASE,
)
ENGLISH_OTHER = pattern(
    "debt.other_english",
    r"(?<![a-z])(?:refund|salary|wages?|price|order|invoice|fee|subscription|costs?|ticket|rent"
    r"|insurance|deposit|discount|coupon|transfer(?:red)?|up to|bonus|shipping|total|budget)(?![a-z])",
    re.IGNORECASE,
)

_TIME = (
    r"(?:[0-9]{1,4}|[一二两三四五六七八九十百几半]{1,6})[ ]?多?"
    r"(?:天|日(?![前内之]|期)|期|个多?月|月(?![0-9底初末份])|年(?![0-9])|个(?:星期|礼拜)|周)"
)
#: Lengths of arrears; the span is the group.
OVERDUE_DAYS = guarded(
    "debt.overdue_days",
    rf"(?:逾期|拖欠|欠款|超期|已逾|逾)[^，。；！？,;!?\n0-9]{{0,6}}?({_TIME})(?!内|之?前|后(?=[^果]))"
    rf"|(?:逾期天数|逾期日数|账龄|逾期)[ ]?[:：为是达]{{0,2}}[ ]?([0-9]{{1,4}})(?![0-9元块万]|[.,][0-9])"
    rf"|(?:拖了"
    rf"|拖到现在|拖着|断供|迟缴|超过|欠了|躲了|拖欠了?)[^，。；！？,;!?\n0-9]{{0,4}}?({_TIME})"
    rf"|({_TIME})(?:都|也|多)?(?:没|未|不)(?:有|曾|能|按[时期])?(?:还(?![有是在要能会])|付|归还|结清|缴)"
    rf"|({_TIME})(?:的)?逾期",
)
ENGLISH_DAYS = guarded(
    "debt.overdue_days_english",
    r"(?<![A-Za-z0-9])([0-9]{1,4}[ -]?(?:days?|months?|weeks?))(?:[ -](?:past[ -]due|overdue|late"
    r"|delinquent|behind|in arrears))"
    r"|(?:overdue|past[ -]due|delinquent|late|arrears)(?: (?:by|for|of))?[ :]([0-9]{1,4} (?:days?"
    r"|months?|weeks?))|(?:DPD|dpd)[ :：=]{0,2}([0-9]{1,4})(?![0-9])",
    re.IGNORECASE,
)
#: A promise in a note: PTP 周三 2000.
PROMISED = guarded(
    "debt.promised_sum",
    r"(?<![A-Za-z])(?:[KFT]?PTP|TPTP|BP"
    r"|承诺)(?![A-Za-z])[^，。；！？;!?\n]{0,14}?(?<![0-9./:\-])((?:[¥￥])?[0-9]{1,3}(?:,[0-9]{3}){1,2}(?:\.[0-9]{1,2})?"
    r"|(?:[¥￥])?[0-9]{3,7}(?:\.[0-9]{1,2})?)(?![0-9./:\-]|[ ]?[号日点月天年%])",
)
