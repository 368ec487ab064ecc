"""The signs that may stand between the digits of one number."""

from __future__ import annotations

#: Inside a character class. Colons are for times, semicolons for lists: they are not among them.
SEPARATORS = r" \t\r\n\v\f\-–—_.·/\\|,，、。*~～…+#^'`=&"
#: A step from one digit to the next in a row of digits.
GAP = rf"[{SEPARATORS}]"
