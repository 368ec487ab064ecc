"""How passwords and one-time codes are named, and what stands between the name and the secret."""

from __future__ import annotations

import re

from detectors.contact.nearby import words
from detectors.guarded import guarded
from detectors.patterns import any_of, pattern

#: Names of something that a person remembers. Compounds (取款密码) end in them.
_PASSWORDS = ("密码", "口令", "密马", "蜜码", "密玛", "暗码", "mi码", "密ma", "mima")
#: Names of something that a device sends or a card bears: digits.
_CODES = words(
    "验证码|验正码|验証码|校验码|动态码|动态口令|动态密码|短信码|确认码|授权码|安全码|一次性密码|"
    "激活码|认证码|背面三位|后三码|背面后三位|cvv后三位|cvn后三位|cvv2后三位|安全码后三位|"
    "卡背码|背后三位|卡背三位|背面3位|后3位安全码|验码|验zheng码|yan证码|yan zheng码|验证ma|yanzhengma|yzm"
)
_LATIN_CODES = words(
    "cvv2|cvv|cvc2|cvc|cvn2|cvn|otp|pin码|pin code|pin number|pin|passcode|verification code|"
    "security code|auth code|authentication code|one-time code|one time code|one-time passcode|"
    "one-time password|one time password|login code|sms code|confirmation code"
)
_LATIN_PASSWORDS = ("password", "passwd", "pwd", "pass word", "passphrase")
_NOT_BEFORE = r"(?<![A-Za-z0-9_])"

#: Nothing that is asked of everybody, forgotten, wrong, or counted.
NOT_TOLD = any_of(
    words(
        "错误|错了|连续|输错|请勿|勿|忘|有效|已发|发送|次|长度|至少|超过|失效|客服|电话|拨打|致电|热线|"
        "点击|链接|尾号|超时|过期|锁|不要|不得|切勿|别|工号|手机号|金额|余额|欠|还款|订单|单号|合同|卡号|"
        "身份证|位|由|包含|不能|账户|账号|用户名|二维|网址|生日|联系|转"
    )
)
_TELLS = (
    r"(?:[ \t:：=＝>→\-—\"“”'‘’()（）\[\]【】]|就?是|为|系|係|改成了?|改为了?|设成了?|设置?为了?"
    r"|设置成了?|重置为了?|重置成了?|变成了?|换成了?"
    r"|更改为|修改为|更新为|还是|应该是|叫|写的?|码|了|is|was|to|号){1,5}"
)
_FILLER = (
    r"(?:[一-鿿]{0,8}?|(?:[ ](?:for|to|of|on|his|her|my|your|the|account|card|app|bank|online|login)){1,5}?)"
)
_VALUE_END = (
    r"(?![A-Za-z0-9])(?![ ]?(?:位|次|秒|分钟|分|天|个|年|月|条|元|块|万|%|日|小时|字符|min|sec"
    r"|hour|digit|time|day))"
)
_DIGITS = rf"[0-9](?:[ \-]?[0-9]){{2,7}}{_VALUE_END}"
_MIXED = rf"[A-Za-z0-9](?:[A-Za-z0-9!@#$%^&*_.+\-]{{1,18}}[A-Za-z0-9!@#$%^&*_]){_VALUE_END}"
#: 六个8, 4个零: how people say a repeated digit.
_REPEATED = r"[2-8二三四五六七八两][个箇][0-9零一二三四五六七八九](?![0-9一-鿿]{0,1}[位字个])"
#: Spaced out, as in s i y u a n 8 8.
_SPACED = r"[0-9A-Za-z](?: [0-9A-Za-z]){3,11}(?![0-9A-Za-z])"
_HAN_DIGITS = r"[零〇一二三四五六七八九幺]{4,8}"

_PASSWORD_NAME = (
    rf"(?:{any_of(_PASSWORDS, through_gaps=True)}|{_NOT_BEFORE}{any_of(_LATIN_PASSWORDS)}(?![A-Za-z]))"
)
_CODE_NAME = rf"(?:{any_of(_CODES, through_gaps=True)}|{_NOT_BEFORE}{any_of(_LATIN_CODES)}(?![A-Za-z]))"

PASSWORD = guarded(
    "secret.password",
    rf"(?P<name>{_PASSWORD_NAME})(?P<filler>{_FILLER})(?P<tells>{_TELLS})"
    rf"(?!(?:for|to|of|on|his|her|my|your|the|is|account|card|app|bank|online|login)(?![A-Za-z0-9]))(?P<value>{_MIXED}|{_DIGITS}|{_REPEATED}|{_HAN_DIGITS})",
    re.IGNORECASE,
)
#: The secret right behind its name: 密码888888, CVV 731.
GLUED = guarded(
    "secret.glued",
    rf"(?P<name>{_PASSWORD_NAME}|{_CODE_NAME})[ ]?(?P<value>{_DIGITS}"
    rf"|(?=[A-Za-z!@#$_]{{0,12}}[0-9])[A-Za-z0-9!@#$%^&*_]{{4,16}}{_VALUE_END}|(?=[A-Za-z]{{1,8}}-[A-Za-z]{{0,6}}[0-9])[A-Za-z0-9\-]{{5,16}}{_VALUE_END}|{_SPACED}|{_REPEATED}|{_HAN_DIGITS})",
    re.IGNORECASE,
)
CODE = guarded(
    "secret.code",
    rf"(?P<name>{_CODE_NAME})(?P<filler>{_FILLER})(?P<tells>{_TELLS})(?:[A-Z]-)?"
    rf"(?P<value>(?=[A-Za-z]{{0,7}}[0-9])[A-Za-z0-9]{{4,8}}{_VALUE_END}|{_DIGITS}|{_REPEATED}|{_HAN_DIGITS})",
    re.IGNORECASE,
)
#: 验证码发我了，382915: read out a few words later.
READ_OUT = guarded(
    "secret.read_out",
    rf"(?P<name>{any_of(_CODES)})(?P<filler>[一-鿿]{{0,6}})"
    rf"[，,。？?！! ：:]{{0,2}}(?P<value>[0-9]{{6}}){_VALUE_END}",
)
#: 验证码报给我了，是739204: handed over first, and then told.
HANDED_OVER = guarded(
    "secret.handed_over",
    rf"(?:{any_of(_CODES)})[^0-9A-Za-z。；;！!？?\n]{{0,8}}?(?:[报念转发读问跳弹](?:给|到|来|过来|出来|了)|收到了|告诉(?:我|你)|记下)[^0-9A-Za-z。；;！!？?\n吗后再]{{0,8}}?"
    rf"[，,：: ]{{1,2}}(?:就?是|为)?[ ]?(?P<value>[0-9]{{3}}[ -]?[0-9]{{3}}|[0-9]{{4,6}}){_VALUE_END}",
)
#: What somebody's phone received, by its length only: 她收到的六位数是448102.
LENGTH_ONLY = guarded(
    "secret.length_only",
    r"(?:收到|短信|手机上?|银行|系统)[^0-9A-Za-z，,。；;！!？?\n]{0,6}?(?:[四六46]位(?:数字?|码|数码)|那[串几]个?(?:数字|数|码))(?:就?是|为|：|:|[ ]){0,2}"
    rf"(?P<value>[0-9]{{3}}[ -]?[0-9]{{3}}|[0-9]{{4}}){_VALUE_END}",
)
#: She read me the code: 771 204; the code just came through, it's 550912.
ENGLISH_HANDED_OVER = guarded(
    "secret.english_handed_over",
    r"(?:(?:read|gave|sent|texted|told|forwarded)[ ](?:me|us|you)[ ](?:the|his|her|their|that)[ ](?:[a-z-]{1,12}[ ])?code"
    r"|(?<![a-z])code[ ](?:just[ ])?(?:came[ ](?:in|through)|arrived|popped[ ]up)[^.!?;0-9\n]{0,24}?)[,:]?[ ](?:it's[ ]|it[ ]is[ ])?"
    rf"(?P<value>[0-9]{{3}}[ -]?[0-9]{{3}}|[0-9]{{4,8}}){_VALUE_END}",
    re.IGNORECASE,
)
#: 382915是您的验证码; 382915（登录验证码）; 382915 is your code.
BEFORE = guarded(
    "secret.before",
    r"(?<![0-9A-Za-z.\-])(?P<value>[0-9]{4,8})"
    r"(?:[ ]?(?:是|为|就是|系|係)(?:您|你|我|他|她|本次|这次|刚才|刚刚|今天)?(?:的)?[一-鿿]{0,6}?"
    rf"(?:{any_of(_CODES)}|{any_of(_PASSWORDS)})"
    rf"|[ ]?[(（\[【][一-鿿]{{0,6}}?(?:{any_of(_CODES)}|{any_of(_PASSWORDS)})[)）\]】]"
    r"|[ ](?:is|as)[ ](?:your|my|his|her|the)(?:[ ][A-Za-z\-]{1,14}){0,3}?[ ](?:code|otp|pin"
    r"|passcode|password)(?![A-Za-z]))",
    re.IGNORECASE,
)
#: A bare "code" is a secret only if nothing says which other code it is.
ENGLISH_CODE = guarded(
    "secret.english_code",
    r"(?P<ahead>[A-Za-z]{0,12}[ -]?)(?<![A-Za-z])code(?:[ ]is"
    r"|[:：=])?[ ]{0,2}(?P<value>[0-9]{3}[ -]?[0-9]{3}|[0-9]{4,8})" + _VALUE_END,
    re.IGNORECASE,
)
OTHER_CODE = pattern(
    "secret.other_code",
    r"(?:promo|zip|area|qr|error|country|postal|post|branch|sort|reference|ref|order|coupon|discount|bar|swift|invite"
    r"|invitation|referral|product|status|bank|dress|tracking|pickup|reason|result|return|exit"
    r"|source|room|booking)[ -]?\Z",
    re.IGNORECASE,
)
#: The password of a meeting, a parcel locker or a shared network protects no person.
SHARED = pattern(
    "secret.shared",
    r"会议|入会|zoom|webinar|腾讯会|钉钉会|直播间|wi-?fi|无线网|取件|取货|提货|快递柜|丰巢|解压|压缩|演示|测试环境",
    re.IGNORECASE,
)
#: Words that follow a label in an ordinary sentence.
WORDS = frozenset(
    [
        "required",
        "reset",
        "error",
        "wrong",
        "incorrect",
        "expired",
        "invalid",
        "protected",
        "forgotten",
        "null",
        "none",
        "true",
        "false",
        "login",
        "please",
        "change",
        "changed",
        "must",
        "link",
        "here",
        "the",
        "your",
        "not",
        "never",
        "with",
        "and",
        "for",
        "was",
        "has",
        "http",
        "https",
        "www",
        "app",
    ]
)
