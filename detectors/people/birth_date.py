"""DATE_OF_BIRTH: a date that a word says somebody was born on. Dates of any other kind are nobody's data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors.contact.nearby import without_overlap
from detectors.fold import View
from detectors.guarded import guarded
from detectors.people.birth_forms import DATE, MONTH_DAY, YEAR_MONTH
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_BORN = (
    r"(?:出生(?:日期|年月日|年月|时间|日)?|生日|生辰|诞辰|生于|降生于|年庚|生年月日"
    r"|(?<![A-Za-z])(?:d\.?o\.?b\.?|date of birth|birth[ -]?date|birthday|birth|born)(?![A-Za-z]))"
)
_LEAD = (
    r"(?:[ \t:：=()（）\[\]【】,，]|是|为|于|在|按|阳历|农历|阴历|公历|新历|旧历|国历|西元"
    r"|身份证上?|登记|写的?|上面|填的?"
    r"|就|的|过|都|on|in|is|was|the){0,6}"
)
_AFTER_LABEL = guarded("birth.after_label", rf"{_BORN}{_LEAD}(?P<date>{DATE}|{YEAR_MONTH})", re.IGNORECASE)
#: Month and day alone mean a birthday only behind that very word.
_BIRTHDAY = guarded(
    "birth.birthday",
    r"(?:生日|生辰|(?<![A-Za-z])birthday(?![A-Za-z]))"
    rf"(?!礼|快乐|当月|福利|优惠|券|特权){_LEAD}(?P<date>{MONTH_DAY})(?![0-9])",
    re.IGNORECASE,
)
_BEFORE_LABEL = guarded(
    "birth.before_label",
    rf"(?<![0-9])(?P<date>{DATE}|{YEAR_MONTH})[ ]?(?:[(（]?出生(?![率证入地])|[(（]?(?:阳历"
    rf"|农历)?生日(?!礼|快乐|当|优惠|福利|券)"
    r"|(?:是|为)(?:他|她|我|您|你|客户|借款人)的?(?:生日|出生)|生人|生(?=[，。,;；、！!）) \n]|$)"
    r"|[ ]?[(（](?:dob|出生|生日))",
    re.IGNORECASE,
)
_BIRTHDAY_BEHIND = guarded(
    "birth.birthday_behind",
    rf"(?<![0-9年])(?P<date>{MONTH_DAY})(?:是|为|就是|过)?(?:他|她|我|本人|客户|借款人|其)?的?(?:阳历|农历)?"
    r"(?:生日|生人|出生)(?!礼|快乐|当|优惠|福利|券|活动)",
)


class BirthDate(TextRecognizer):
    """Dates of birth, Gregorian, lunar and of the Republic (民国), whole or without day or year."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("DATE_OF_BIRTH",)
    GUARDS = (_AFTER_LABEL, _BIRTHDAY, _BEFORE_LABEL, _BIRTHDAY_BEHIND)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "出生日期：〔1988-03-17〕，籍贯不详",
            "生日〔1992年7月4日〕",
            "客户〔1979年11月23日〕出生，离异",
            "生于〔1985.06.09〕",
            "出生年月：〔1990年5月〕",
            "DOB: 〔1988/03/17〕",
            "date of birth 〔17/03/1988〕",
            "She was born on 〔March 17, 1988〕 in Wuhan",
            "born 〔3 Apr 1991〕",
            "出生：〔民国78年5月6日〕",
            "生日是〔民国六十八年十月二日〕",
            "他生日农历〔八月十五〕",
            "生日〔10月2日〕，密码可能是生日",
            "出生日期〔19900102〕",
            "〔90年1月2日〕生，初中学历",
            "生日：〔九零年一月二日〕",
            "出生于〔一九九零年五月〕",
            "〔1983-12-30〕（出生日期）",
            "〔5月6日〕是他生日",
            "生日(农历)〔正月初九〕",
        ),
        avoid=(
            "还款日2026-11-05，请按时存入",
            "到期日：2026年10月31日",
            "预计2026年11月8日送达",
            "放款时间 2024-03-17 10:22",
            "祝您生日快乐，10月2日前有礼",
            "生日当月10月可享优惠",
            "本合同自2024年5月6日生效",
            "2024年5月6日生成账单",
            "90后客户，态度差",
            "他是1990年生的",
            "2026年11月5日签约",
            "孩子出生证明未提供，2026-11-05补交",
            "生日礼券2026年12月31日前有效",
            "承诺11月15日发工资后还",
            "2024年5月6日生产批次",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each date without its label."""
        return without_overlap(_dates(view))


def _dates(view: View) -> Iterator[Hit]:
    for expression in (_AFTER_LABEL, _BEFORE_LABEL, _BIRTHDAY, _BIRTHDAY_BEHIND):
        for match in expression.each(view):
            yield Hit("DATE_OF_BIRTH", *match.span("date"), 0.85, "label")
