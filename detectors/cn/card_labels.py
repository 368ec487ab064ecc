"""Labels of bank cards and accounts, banks' names, and the cards and accounts that are none of a bank's."""

from __future__ import annotations

from detectors.labels import Labels, words
from detectors.patterns import any_of

#: Banks as people write them.
BANKS: tuple[str, ...] = words("""
    工商银行, 农业银行, 中国银行, 建设银行, 交通银行, 招商银行, 邮储银行, 邮政储蓄, 中信银行, 光大银行,
    民生银行, 兴业银行, 浦发银行, 平安银行, 广发银行, 华夏银行, 浙商银行, 渤海银行, 恒丰银行, 徽商银行,
    农商银行, 农商行, 农村信用社, 信用社, 村镇银行, 城商行, 北京银行, 上海银行, 江苏银行, 宁波银行, 工行,
    农行, 中行, 建行, 交行, 招行, 邮储, 邮政银行, 中信, 光大, 民生, 兴业, 浦发, 平安, 广发, 华夏, 农信,
    网商银行, 微众银行, 银行, 花旗, 汇丰
""")
_CARDS: tuple[str, ...] = words("""
    银行卡, 银行卡号, 储蓄卡, 借记卡, 信用卡, 贷记卡, 工资卡, 扣款卡, 还款卡, 收款卡, 绑定卡, 银联卡,
    卡号, 卡片号, 帐卡, 代扣卡, 放款卡, 一类卡, 二类卡, 龙卡, 一卡通, 金穗卡, 牡丹卡, 银联, 卡, 银行卡嚎,
    yin行卡, 银hang卡, yhk, yinhangka, kahao, ka号, 卡hao, card, card no, card number, bank card,
    bank card no, debit card, credit card, card num, visa, mastercard, unionpay, pan
""")
_ACCOUNTS: tuple[str, ...] = words("""
    账号, 账户, 帐号, 帐户, 户头, 收款账号, 收款账户, 还款账号, 还款账户, 银行账号, 银行账户, 对公账户,
    account, account no, account number, acct, acct no, a/c, bank account, bank account number
""")
#: Words that tell money where to go; weaker than a label, and enough for a number that starts like a card.
_TRANSFERS: tuple[str, ...] = words("""
    转到, 转账到, 转账至, 打到, 打款到, 打款至, 汇到, 汇款到, 汇款至, 存到, 存入, 还到, 还款到, 还款至,
    转入, 转至, 打进, 打在, 收款, 扣款, 代扣, 划扣, 开户行, 开户, 户名, 绑定, 放款至, 放款到,
    transfer to, pay to, deposit to, payable to
""")
#: Cards and accounts of others than banks.
_OTHERS: tuple[str, ...] = words("""
    会员卡, 会员卡号, 加油卡, 加油卡号, 油卡, 电话卡, 电话卡号, 手机卡, 手机卡号, SIM卡, SIM卡号, 流量卡,
    充值卡, 充值卡号, 购物卡, 购物卡号, 礼品卡, 礼品卡号, 公交卡, 公交卡号, 积分卡, ETC卡, ETC卡号,
    门禁卡, 饭卡, 社保卡, 社保卡号, 医保卡, 医保卡号, 校园卡, 优惠卡, 京东卡, 点卡, 点卡号, 贵宾卡,
    vip卡, 房卡, 物联网卡, 水卡, 燃气卡, 电卡, 打卡, 刷卡, 名片, 交通卡, 提货卡, 社交账号, 登录账号,
    淘宝账号, 京东账号, 美团账号, 拼多多账号, 知乎账号, 直播账号, APP账号, 手机银行账号, 云账号, 商城账号,
    登陆账号, QQ账号, 支付宝账号, 微信账号, 抖音账号, 快手账号, 微博账号, 游戏账号, 系统账号, 平台账号,
    会员账号, 用户账号, 注册账号, 工作账号, 员工账号, 公众号, 视频号, 小红书账号, 支付宝账户, 支付宝,
    微信号, QQ号, 宽带账号, 宽带账户, 户号, 缴费号, 水电账户, 公积金账号, 公积金账户, 社保账号,
    登录账户, 用户账户, 邮箱账号, 苹果账号, 手机号, 手机号码, 电话号码, 身份证, 身份证号, 证件号,
    sim card, gift card, membership card, member card, login account, user account, user id, sfz,
    id card, id card no, id card number, phone number, mobile number, business card
""")

CARD_WORDS = _CARDS + BANKS
#: Labels that a number of an unlisted prefix needs: a bank's name alone may stand before anything.
CALLED = Labels("bank_card.called", (*_CARDS, *_ACCOUNTS), _OTHERS)
#: Labels of cards and accounts; then with the words that tell money where to go, if the prefix is known.
LABELS = Labels("bank_card", (*CARD_WORDS, *_ACCOUNTS), _OTHERS)
TRANSFERS = Labels("bank_card.transfer", (*CARD_WORDS, *_ACCOUNTS, *_TRANSFERS), _OTHERS)

_NOT_BEFORE = "".join(
    f"(?<!{word})"
    for word in words("""
    手机, 电话, 会员, 流量, 加油, SIM, sim, 充值, 购物, 礼品, 公交, 门禁, 社保, 医保, 打, 刷, 积分, 联网,
    贵宾, 校园, ETC, 点, 房, 号
""")
)
#: A bank card, as an expression for what stands before or after 尾号.
CARD = rf"(?:银行卡|(?:储蓄|借记|信用|贷记)卡|{_NOT_BEFORE}卡)"
BANK = any_of(BANKS)
