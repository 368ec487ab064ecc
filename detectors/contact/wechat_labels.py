"""How people name WeChat: openly, misspelled and in disguise, and what then leads over to the handle."""

from __future__ import annotations

import re

from detectors.contact.nearby import words
from detectors.guarded import guarded
from detectors.patterns import any_of, pattern

#: Names that say WeChat wherever they stand. Folding has made 薇/威 of nothing: every spelling is listed.
_HAN = words(
    "微信|薇信|威信|维信|徽信|溦信|唯信|韦信|巍信|微心|薇心|微星号|微xin|薇xin|wei信|v信|w信|微x|薇x|"
    "v心|v❤|❤v|心v|v♥|微❤|薇❤|薇心|绿泡泡|绿色软件|绿色聊天|小绿泡|加v|+v|➕v|伽v|加微|+微|➕微|加薇|"
    "+薇|➕薇|加威|+威|加徽|+徽|加卫星|加我v|加他v|加她v|加你v|加我微|加他微|加她微|加我薇|加他薇|加我威|卫星号|加为心|微号|薇号|威号|微我|绿信"
)
#: Names in Latin letters, which may be part of a longer word.
_LATIN = words("wechat|we chat|weixin|wei xin|wei-xin|vx|wx|v x|vchat|wxid|v-x|w-x")
_NOT_AHEAD = r"(?<!企业)(?<!官方)(?<!客服)(?<!公众)(?<!服务)(?<!有)(?<!无)"
LABEL = (
    rf"(?:{_NOT_AHEAD}{any_of(_HAN, through_gaps=True)}|(?<![A-Za-z0-9_.@/-]){any_of(_LATIN)}"
    r"|(?<![A-Za-z0-9])[vV](?=[ ]?[:：])|(?<![一-鿿])[微薇威](?=[ ]?[:：])|卫星(?=[ ]?[:：]))"
)

_MARK = r"[ \t:：=＝>→~～\-—|、()（）\[\]【】「」“”\"'`]"
#: Words that only lead over, so that any handle behind them is meant: 号是, 同号, ID.
_LEAD = (
    rf"(?:{_MARK}|号码?|hao|帐号|账号|账户|名|也?是|is|为|叫做?|搜索?|ID|id|Id|添?加|找|联系|同步|同号"
    rf"|我|他|她|的|就|改成|换成)"
)
STRICT = rf"{_LEAD}{{0,8}}"
#: Other words between, of which none may speak of something else.
_ELSEWHERE = any_of(
    words(
        "支付|群|公众|小程序|客服|转账|红包|零钱|订单|邮箱|抖音|单号|流水|版本|链接|身份证|护照|合同|卡|"
        "银行|编号|企业|视频号|扫码|二维码|提现|登录|登陆|工单|官方|券|账单|收款|付款|还款|订阅|服务|车|"
        "订|通知|发送|朋友圈|验证码|密码|案号|验证|绑定|下载|打开|输入|安装|步数|读书|运动|分"
    )
)
LOOSE = r"[一-鿿 :：，,]{1,10}"
ELSEWHERE = pattern("wechat.elsewhere", _ELSEWHERE)
#: Behind 微信 these make it a product: 微信支付, 微信群.
PRODUCT = rf"(?!.{{0,2}}{_ELSEWHERE})"
HANDLE = r"[A-Za-z][A-Za-z0-9_-]{4,19}(?![A-Za-z0-9_-])(?![@.][A-Za-z0-9])(?!://)"

#: A label, words that lead over, the handle.
AHEAD = guarded(
    "wechat.ahead", rf"(?P<label>{LABEL}){PRODUCT}(?P<lead>{STRICT})(?P<id>{HANDLE})", re.IGNORECASE
)
#: A label, other words, a handle with a digit or an underscore.
FAR = guarded("wechat.far", rf"(?P<label>{LABEL})(?P<lead>{LOOSE})(?P<id>{HANDLE})", re.IGNORECASE)
_OWNER = r"(?:我|他|她|你|您|本人|客户|对方)?的?"
_NAME = rf"(?:{any_of(_HAN)}|{any_of(_LATIN)}(?![A-Za-z]))"
#: The handle first: zhang_88是我微信, zhang_88（微信）.
BEHIND = guarded(
    "wechat.behind",
    rf"(?<![A-Za-z0-9_@./-])(?P<id>{HANDLE})(?:[ ]?[(（]{_OWNER}{_NAME}号?[ ]?[)）]"
    rf"|[ ]?[这那就也]{{0,2}}[是为]{_OWNER}{_NAME})"
    rf"(?!.{{0,2}}{_ELSEWHERE})",
    re.IGNORECASE,
)
#: A handle that WeChat itself gave out.
GIVEN = guarded("wechat.given", r"(?<![A-Za-z0-9])wxid_[A-Za-z0-9]{6,24}(?![A-Za-z0-9_])", re.IGNORECASE)
#: Six to ten digits are an old handle, where the label says that it is one. Eleven are a mobile's.
DIGITS = guarded(
    "wechat.digits",
    rf"{LABEL}(?:号码?|账号|帐号|ID)[ :：是为]{{0,3}}(?P<id>[1-9][0-9]{{6,9}})(?![0-9元])",
    re.IGNORECASE,
)

#: Ordinary words that may follow a label: never a handle.
WORDS = frozenset(
    [
        "account",
        "app",
        "apple",
        "android",
        "please",
        "plese",
        "payment",
        "message",
        "messages",
        "group",
        "groups",
        "official",
        "service",
        "contact",
        "support",
        "number",
        "chat",
        "video",
        "voice",
        "moments",
        "friend",
        "friends",
        "added",
        "wallet",
        "transfer",
        "public",
        "today",
        "tomorrow",
        "where",
        "which",
        "there",
        "their",
        "about",
        "after",
        "before",
        "could",
        "would",
        "should",
        "check",
        "client",
        "center",
        "company",
        "login",
        "logout",
        "http",
        "https",
        "wechat",
        "weixin",
        "again",
        "still",
        "never",
        "doesn",
        "phone",
        "email",
        "mobile",
        "borrower",
        "customer",
        "collector",
        "agent",
        "first",
        "could",
        "other",
        "others",
        "another",
        "until",
        "online",
        "offline",
        "code",
        "codes",
        "platform",
        "channel",
        "verify",
        "verified",
        "update",
        "version",
        "scan",
        "qrcode",
        "iphone",
        "ipad",
        "windows",
        "huawei",
        "xiaomi",
        "call",
        "calls",
        "notes",
        "unknown",
        "null",
        "none",
        "image",
        "photo",
        "sticker",
        "files",
        "share",
        "shared",
        "request",
        "reply",
        "replied",
        "already",
        "because",
        "through",
        "within",
        "without",
        "debtor",
        "lender",
        "follow",
        "followed",
        "number",
        "numbers",
        "refused",
        "blocked",
        "deleted",
        "sent",
    ]
)
