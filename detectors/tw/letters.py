"""What Taiwan's ID and its resident certificates share: ten characters and one check digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.checksums import is_taiwan_id
from detectors.fold import View
from detectors.guarded import Guarded
from detectors.labels import Label, Labels
from detectors.patterns import pattern
from detectors.recognizer import Hit

#: A letter and a date is what contracts and batches are numbered with: E202508171.
_DATED = pattern("tw.dated", r"[A-Z]20[0-3][0-9](?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]")
_TOUCHES = pattern("tw.touches", r"[A-Za-z0-9_\-/#.@]")


def numbers(view: View, entity: str, labels: Labels, words: Guarded) -> Iterator[Hit]:
    """Yield the hits of `words`: one in ten random strings passes the check, so a check alone is no proof."""
    text = view.text
    for match, label in labels.each(text, words.each(view)):
        written = match.group()
        value = written.replace(" ", "").replace("-", "").upper()
        if labels.glued(text, match.start()):
            continue
        if "*" in value:
            score = 0.65 if label == Label.LINKED else 0.0
        elif label > Label.NONE:
            score = 1.0 if is_taiwan_id(value) else 0.7 if label == Label.LINKED else 0.0
        else:
            score = 0.75 if label == Label.NONE and _alone(text, match, value) else 0.0
        if score:
            yield Hit(entity, *match.span(), score, f"{entity.lower()}.number")


def _alone(text: str, match: re.Match[str], value: str) -> bool:
    touched = match.start() > 0 and _TOUCHES.match(text, match.start() - 1) is not None
    plain = value == match.group() and not touched
    return plain and is_taiwan_id(value) and _DATED.fullmatch(value) is None
