"""The signs that may stand between the digits of one number."""

from __future__ import annotations

#: Inside a character class: what a keyboard has, brackets around groups, and pictures. Semicolons are
#: for lists and an at sign is for addresses, so they are not among them.
SEPARATORS = (
    r" \t\r\n\v\f\-–—_.·/\\|,，、。*~～…+#^'`=&:：\[\]{}<>【】「」『』《》"
    r"\u2190-\u21ff\u2500-\u25ca\u25cc-\u2bff\U0001f000-\U0001faff"
)
#: A step from one digit to the next in a row of digits.
GAP = rf"[{SEPARATORS}]"
