"""SECRET: passwords, PINs, card security codes and one-time codes: what nobody may ever send."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors import secret_forms as forms
from detectors.contact.nearby import without_overlap
from detectors.fold import View
from detectors.patterns import pattern
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

#: How far ahead a meeting or a parcel makes a password a shared one, in characters.
_SHARED_REACH = 24
_HOTLINE = pattern("secret.hotline", r"(?:95[0-9]{3}|96[0-9]{3,4}|100[0-9]{2}|12[0-9]{3}|400[0-9]{7})\Z")
_NOT_TOLD = pattern("secret.not_told", forms.NOT_TOLD)
#: What is handed over is not the code but another number.
_NOT_TOLD_HANDED = pattern(
    "secret.other_number", r"单|工号|尾号|金额|请|电话|拨打|合同|卡号|会议|取件|随机|没|未|别|勿"
)


class Secret(TextRecognizer):
    """Values, three to twenty characters, that a label says are secret."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("SECRET",)
    GUARDS = (
        forms.PASSWORD,
        forms.GLUED,
        forms.CODE,
        forms.READ_OUT,
        forms.HANDED_OVER,
        forms.LENGTH_ONLY,
        forms.ENGLISH_HANDED_OVER,
        forms.BEFORE,
        forms.ENGLISH_CODE,
    )
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "您的验证码为〔482067〕，5分钟内有效，请勿泄露",
            "验证码：〔7391〕",
            "【安信】〔604218〕是您的登录验证码",
            "〔604218〕（动态验证码），勿告知他人",
            "他取款密码是〔730916〕",
            "网银登录密码〔Tang#1987〕别弄丢",
            "交易密码改成了〔558201〕",
            "密码已重置为〔a1b2c3〕",
            "初始密码：〔anxin2024〕",
            "卡背面安全码〔731〕",
            "CVV：〔902〕",
            "cvc 〔118〕",
            "PIN码是〔4406〕",
            "his PIN is 〔4406〕",
            "password: 〔hunter22〕",
            "Your code is 〔719 304〕",
            "〔719304〕 is your verification code",
            "OTP 〔719304〕 valid for 5 minutes",
            "密码〔六个8〕",
            "查询密码为〔六八八九〕",
            "动态码〔882913〕发我了",
            "验证码收到了，〔382915〕",
            "支付密码他说是〔246810〕",
            "手机服务密码：〔902713〕",
            "一次性密码〔55120937〕",
            "系统口令〔LiuY-2087〕",
            "他mi码〔k q 7 7 m 2〕",
            "快把验zheng码〔550918〕给我",
        ),
        avoid=(
            "请勿向任何人泄露验证码和密码",
            "验证码已发送至尾号2096的手机",
            "忘记密码请点击www.anxin.com",
            "密码错误3次，账户将锁定24小时",
            "登录密码为6位数字",
            "密码长度为8-20位",
            "验证码60秒后可重新获取",
            "验证码有效期300秒",
            "请扫描二维码382915完成还款",
            "取件码382915，请到丰巢领取",
            "取货码：6-2-1045",
            "腾讯会议 302719448 密码 1234",
            "修改密码请致电95588",
            "密码问题拨打400-820-5517",
            "如非本人操作请拨打95588，验证码请勿泄露",
            "Forgot your password? Please reset it in the app",
            "promo code 20241105",
            "error code 500123",
            "zip code 200120",
            "邀请码 882913",
            "密码2024年11月已修改",
            "WiFi密码：88886666",
            "We will never ask for your PIN or password",
            "密码：******",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each secret without its label."""
        text = view.text
        return without_overlap(h for h in _secrets(view) if not _is_shared(text, h.start))


def _is_shared(text: str, start: int) -> bool:
    return forms.SHARED.search(text, max(0, start - _SHARED_REACH), start) is not None


def _secrets(view: View) -> Iterator[Hit]:
    for match in forms.PASSWORD.each(view):
        if _is_told(match) and _is_password(match["value"], match["tells"]):
            yield _hit(match, 0.85, "password")
    for match in forms.CODE.each(view):
        if _is_told(match):
            yield _hit(match, 0.85, "code")
    for match in forms.GLUED.each(view):
        if not _HOTLINE.match(match["value"]) and match["value"].lower() not in forms.WORDS:
            yield _hit(match, 0.85, "glued")
    for match in forms.READ_OUT.each(view):
        if _is_told(match):
            yield _hit(match, 0.75, "read-out")
    for form in (forms.HANDED_OVER, forms.LENGTH_ONLY, forms.ENGLISH_HANDED_OVER):
        for match in form.each(view):
            if not _HOTLINE.match(match["value"]) and not _NOT_TOLD_HANDED.search(match.group()):
                yield _hit(match, 0.75, "handed-over")
    for match in forms.BEFORE.each(view):
        if not _HOTLINE.match(match["value"]):
            yield _hit(match, 0.85, "before-label")
    for match in forms.ENGLISH_CODE.each(view):
        if not forms.OTHER_CODE.search(match["ahead"]):
            yield _hit(match, 0.75, "english-code")


def _hit(match: re.Match[str], score: float, rule: str) -> Hit:
    return Hit("SECRET", *match.span("value"), score, rule)


def _is_told(match: re.Match[str]) -> bool:
    """Tell whether the words between name and value hand the value over."""
    return not _NOT_TOLD.search(match["filler"]) and not _HOTLINE.match(match["value"])


def _is_password(value: str, tells: str) -> bool:
    """Tell whether a value is no word of the sentence: it has a digit or a sign, or is announced."""
    if not value.isalpha() or not value.isascii():
        return True
    announced = any((not c.isspace() and not c.isalpha()) or not c.isascii() for c in tells)
    return announced and len(value) >= 4 and value.lower() not in forms.WORDS
