"""Values that need no folding: to fold an address takes longer than to look for it, and hardly any is changed by it."""

from __future__ import annotations

from detectors.fold.numerals import NUMERALS
from detectors.fold.tables import TABLE
from detectors.patterns import pattern

#: Among letters and digits alone, folding turns only rows of them into something else: seven or more letters and digits, five or
#: more with a numeral among them, and the groups of 139杠2233杠4455.
_ROW = pattern(
    "record.value_row",
    rf"[0-9A-Za-z](?:[0-9A-Za-z]{{6}}|[{NUMERALS}空杠横减点转])|[{NUMERALS}][0-9A-Za-z{NUMERALS}]{{4}}",
)


def folds_to_itself(value: str) -> bool:
    """Tell of most values that folding does not change them; False where it takes folding to know."""
    return value.isalnum() and _ROW.search(value) is None and value.translate(TABLE) == value
