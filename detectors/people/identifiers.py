"""An identifier after a name (王小明，1101…; 王小明 138…) says that it is one. Only its look counts here."""

from __future__ import annotations

from detectors.patterns import pattern

_WORD = (
    r"(?:(?:他|她|本人)?的?(?:居民|公民)?(?:身份证|身分证|身份|证件|证|手机|电话|联系电话|联系方式"
    r"|移动电话|护照|通行证|微信|卡号|银行卡|住址|地址)(?:号码|号)?)?"
)
_VALUE = (
    r"(?:1[3-9][0-9*]{9}(?![0-9])|[1-9][0-9*]{13,16}[0-9Xx*]|[1-9][0-9]{15,18}|0[0-9]{2,3}-?[0-9]{7,8}|09[0-9]{8}"
    r"|[A-Z][1289A-D][0-9]{8}(?![0-9])|[A-Z]{1,2}[0-9]{6}\(?[0-9A]\)?|[569][0-9]{7}(?![0-9])|[EGDPSK][A-Z]?[0-9]{7,8}(?![0-9]))"
)
#: Matches at the end of a name that an identifier follows, after punctuation, a sex, a relation in brackets
#: or a label.
FOLLOWS = pattern(
    "person.identifier",
    r"[ \t　，,、:：;；|/()（）\-'\"]{0,3}(?:[男女][ ，,、/|]{0,2})?(?:[一-鿿]{1,5}[)）][ ：:]{0,2})?"
    + _WORD
    + r"[ \t：:是为]{0,3}"
    + _VALUE,
)
