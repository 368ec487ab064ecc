"""What telephone numbers look like: ITU-T E.164, the plans of China, Taiwan and Hong Kong."""

from __future__ import annotations

import re

from detectors.contact.nearby import GAP, words
from detectors.guarded import guarded

_AHEAD = r"(?<![0-9])(?<![0-9]\.)(?<![¥$€£])"
#: Not the front of a longer number, an amount or a measure.
_BEHIND = r"(?![0-9])(?!\.[0-9]{1,2}(?![0-9]))(?!@[A-Za-z0-9])(?![ ]?[元块万亿%])"
_MAINLAND = r"(?:\(?(?:\+[ ]?|00)?86\)?[ \-]{0,2})?"
#: 转8012, ext. 12, -8012: one to six digits.
_EXTENSION = (
    r"(?:[ ,，(（]{0,2}(?:转|分机号?|内线|extension|ext\.?|x|#)[ :：.]{0,2}[0-9]{1,6}(?![0-9])"
    r"|[\-–—][0-9]{1,6}(?![0-9]))?"
)

MOBILE = guarded("phone.mobile", _AHEAD + _MAINLAND + r"0?1[3-9][0-9]{9}" + _BEHIND)

#: The groupings in which people read a mobile number aloud, or one digit at a time.
MOBILE_GROUPED = guarded(
    "phone.mobile_grouped",
    _AHEAD
    + _MAINLAND
    + rf"(?:1[3-9][0-9](?:{GAP}[0-9]{{4}}){{2}}|1[3-9][0-9]{GAP}[0-9]{{3}}{GAP}[0-9]{{5}}"
    + rf"|1[3-9][0-9]{{2}}{GAP}[0-9]{{4}}{GAP}[0-9]{{3}}|1[3-9][0-9]{{2}}{GAP}[0-9]{{3}}{GAP}[0-9]{{4}}"
    + rf"|1[3-9][0-9]{{5}}{GAP}[0-9]{{4}}|1[3-9][0-9]{{2}}{GAP}[0-9]{{7}}|1{GAP}[3-9](?:{GAP}[0-9]){{9}})"
    + _BEHIND
    + rf"(?!{GAP}[02-9])",
)

#: Broken anywhere, even over a line end: only behind a label.
MOBILE_BROKEN = guarded(
    "phone.mobile_broken",
    _AHEAD + _MAINLAND + r"1[ \t\r\n\-.·_/]{0,3}[3-9](?:[ \t\r\n\-.·_/]{0,3}[0-9]){9}" + _BEHIND,
)

#: Machine cards: 13 digits, only behind a label.
MACHINE_CARD = guarded("phone.machine_card", _AHEAD + r"1(?:0[46]|4[0-9])[0-9]{10}" + _BEHIND)

TAIWAN_MOBILE = guarded(
    "phone.taiwan_mobile",
    _AHEAD
    + r"(?:\(?(?:\+|00)?886\)?[ \-]{0,2}\(?0?\)?9|09)"
    + rf"(?:[0-9]{{8}}|[0-9]{{2}}{GAP}[0-9]{{3}}{GAP}[0-9]{{3}}|[0-9]{{2}}{GAP}[0-9]{{6}})"
    + _BEHIND,
)

#: Area code and number; what the digits mean is for `landline_score` to say.
LANDLINE = guarded(
    "phone.landline",
    _AHEAD
    + r"(?:[(（\[]0[0-9]{1,3}[)）\]][ \-–—.]{0,2}|0[0-9]{1,3}[ \-–—.]{0,2})"
    + r"[0-9]{3,4}[ \-–—.]?[0-9]{3,4}"
    + _BEHIND
    + _EXTENSION,
    re.IGNORECASE,
)

#: A plus sign and a country code of one to three digits.
INTERNATIONAL = guarded(
    "phone.international",
    r"(?<![0-9A-Za-z+])\+[ ]?[1-9][0-9]{0,2}[ \-.]{0,2}(?:\([0-9]{1,4}\)[ \-.]{0,2})?"
    r"[0-9]{1,4}(?:[ \-.]{0,2}[0-9]{1,4}){1,5}" + _BEHIND + _EXTENSION,
    re.IGNORECASE,
)

#: Hong Kong (+852) and Macau (+853) with the code but without its plus sign.
HONG_KONG = guarded(
    "phone.hong_kong",
    _AHEAD + r"(?:\((?:00)?85[23]\)[ \-]?|(?:00)?85[23][ \-]?)[2-9][0-9]{3}[ \-]?[0-9]{4}" + _BEHIND,
)

#: Seven or eight digits, only behind a label.
LOCAL = guarded(
    "phone.local", _AHEAD + r"[2-9][0-9]{2,3}[ \-–.]?[0-9]{4}" + _BEHIND + _EXTENSION, re.IGNORECASE
)

#: (212) 555-0123, only behind a label.
AMERICAN = guarded(
    "phone.american",
    _AHEAD + r"\(?[2-9][0-8][0-9]\)?[ \-.]{0,2}[2-9][0-9]{2}[ \-.]?[0-9]{4}" + _BEHIND + _EXTENSION,
    re.IGNORECASE,
)

_MASK = r"[ \-]?[*×xX●•✱#○]{2,8}[ \-]?"
MASKED = guarded(
    "phone.masked",
    r"(?<![0-9A-Za-z*×●])(?:\+?86[ \-]?)?(?:1[3-9][0-9]{1,5}|09[0-9]{1,4}|0[0-9]{2,3}-?[0-9]{2,4})"
    + _MASK
    + r"[0-9]{0,5}(?![0-9A-Za-z*×●])",
)

_LAST = r"(?:尾号|尾数|末尾|末[四4]位|后[四4]位|后[三3]位)[ 是为：:(（]{0,4}"
TAIL = guarded(
    "phone.tail",
    rf"(?:手机|电话|联系方式|联系号码)(?:号码|号)?[的（(]{{0,2}}{_LAST}(?P<behind>[0-9]{{3,4}})(?![0-9])"
    rf"|{_LAST}(?P<ahead>[0-9]{{3,4}})(?![0-9])[ ）)]{{0,2}}[的那这个]{{0,3}}(?:手机(?!银行)|电话|号码)",
)

#: Service lines: 400 and 800 numbers in any grouping, 95xxx, 96xxx, 1010xxxx and their kin. Never personal.
HOTLINE = guarded(
    "phone.hotline",
    r"(?<![0-9])(?:\+?86[ \-]?)?(?:[48]00(?:[ \t\-–—.·]{0,3}[0-9]){7}|(?:1[ \-])?\(?8(?:00|88|77"
    r"|66|55|44|33)(?:[ \-.)]{0,2}[0-9]){7}"
    r"|080[09](?:[ \-–—.]{0,2}[0-9]){6}|9510[0-9]{4}|1010[ \-]?[0-9]{4}|9[56][0-9]{3,4}|1(?:0|1|2)[0-9]{1,3})(?![0-9])",
)

_SPECIAL_AREAS = words("010|020|021|022|023|024|025|027|028|029")
_TAIWAN_AREAS = ("02", "03", "04", "05", "06", "07", "08")


def landline_score(digits: str, *, grouped: bool, labelled: bool) -> float:
    """Return how sure a landline is, 0.0 if it is none. China has 11–12 digits, Taiwan 9–10."""
    sure = 0.85 if labelled else 0.75
    if len(digits) in (11, 12) and digits[0] == "0":
        width = 3 if digits.startswith(_SPECIAL_AREAS) else 4
        if (width == 3 and len(digits) == 12) or (digits[1] in "01" and width == 4) or digits[width] in "0":
            return 0.0
        return sure if grouped or labelled or digits[width] in "2345678" else 0.0
    if len(digits) in (9, 10) and digits.startswith(_TAIWAN_AREAS):
        return sure if labelled or grouped or (len(digits) == 10 and digits[2] in "2345678") else 0.0
    return 0.0


#: Country codes with the number of digits that may follow (E.164 allows 15 in all).
_COUNTRIES = {
    "1": (10, 10), "7": (10, 10), "86": (9, 12), "852": (8, 8), "853": (8, 8), "886": (8, 9), "81": (9, 10),
    "82": (8, 10), "60": (8, 10), "65": (8, 8), "66": (8, 9), "61": (9, 9), "62": (8, 12), "63": (9, 10),
    "64": (8, 10), "84": (9, 10), "91": (10, 10), "33": (9, 9), "34": (9, 9), "39": (8, 11), "44": (9, 10),
    "49": (7, 12), "31": (9, 9), "41": (9, 9), "46": (7, 10), "52": (10, 10), "55": (10, 11), "27": (9, 9),
    "20": (8, 10), "90": (10, 10), "95": (7, 10), "855": (8, 9), "856": (8, 10), "971": (8, 9), "966": (8, 9),
}  # fmt: skip


def is_international(digits: str) -> bool:
    """Tell whether the digits behind a plus sign are a country code and a number of the right length."""
    for width in (1, 2, 3):
        low, high = _COUNTRIES.get(digits[:width], (0, -1))
        if low <= len(digits) - width <= high:
            return digits[:1] != "1" or (digits[1] in "23456789" and digits[4] in "23456789")
    return False
