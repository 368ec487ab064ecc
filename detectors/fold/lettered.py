"""Letters that pass for digits (O for 0, l for 1), where the number with them is a strong identifier."""

from __future__ import annotations

from collections.abc import Iterator

from detectors.fold.draft import Edit
from detectors.fold.shapes import MOBILE, RESIDENT_ID, is_strong
from detectors.patterns import pattern

_SURE = str.maketrans("OoIl|", "00111")
_ALL = str.maketrans("OoIl|BSZ", "00111852")
_PASSING = "0-9OoIl|BSZ"
#: As `signs.GAP` without the bar, which passes for a 1 here: each character must have one meaning only.
_GAP = r"[ \t\r\n\-–—_.·/\\,，、。*~+#]"
_COMPACT = pattern("fold.lettered", rf"(?<![0-9A-Za-z|])[{_PASSING}]{{11,19}}[Xx]?(?![0-9A-Za-z|])")
_SPREAD = pattern(
    "fold.lettered-groups",
    rf"(?<![0-9A-Za-z|])[{_PASSING}](?:{_GAP}{{0,3}}[{_PASSING}]){{10,18}}[Xx]?(?![0-9A-Za-z|])",
)
#: A cheap look first: such a letter beside a digit.
LETTER = pattern("fold.passing-letter", r"[0-9][^0-9A-Za-z]{0,3}[OoIl|BSZ]|[OoIl|BSZ][^0-9A-Za-z]{0,3}[0-9]")


def fold_letters(text: str) -> Iterator[Edit]:
    """Yield the digits for letters within a mobile, resident ID or card number that is mostly digits."""
    if LETTER.search(text) is None:
        return
    shape = _SPREAD if _COMPACT.search(text) is None else _COMPACT
    for token in shape.finditer(text):
        body = token.group()
        plain = _digits(body)
        if plain is not None and plain != body:
            yield Edit(token.start(), token.end(), plain)


def _digits(body: str) -> str | None:
    """Return `body` in digits, or None when it is not an identifier that is mostly digits."""
    kept = [character for character in body if character.isalnum() or character == "|"]
    if 2 * sum(map(str.isdigit, kept)) < len(kept) or (body[0].isalpha() and not body[1].isalnum()):
        return None
    written = "".join(kept)
    if is_strong(written.translate(_SURE)):
        return body.translate(_SURE)
    plain = written.translate(_ALL)
    if MOBILE.fullmatch(plain) or RESIDENT_ID.fullmatch(plain):
        return body.translate(_ALL)
    return None
