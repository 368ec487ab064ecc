"""Redaction: the spans of one text that must not go out are carried out by presidio-anonymizer's operators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

from pipeline.contract import BadInput
from pipeline.policy.model import Redaction
from pipeline.redaction.keys import RedactionKey
from pipeline.redaction.labels import label
from pipeline.redaction.operators import EncryptSiv, Pseudonym


class Span(NamedTuple):
    """A span (half open, code points) to mask or redact; `weight` decides whose label a merged span bears."""

    start: int
    end: int
    action: Literal["mask", "redact"]
    entity_type: str
    weight: float


@cache
def _engine() -> AnonymizerEngine:
    engine = AnonymizerEngine()  # type: ignore[no-untyped-call]  # its constructor has no annotations
    engine.add_anonymizer(Pseudonym)
    engine.add_anonymizer(EncryptSiv)
    return engine


def merge(spans: Iterable[Span]) -> list[Span]:
    """Unite overlapping spans: the union goes, under the stricter action, so that no remainder stays on either side."""
    merged: list[Span] = []
    for span in sorted(spans):
        if not merged or span.start >= merged[-1].end:
            merged.append(span)
            continue
        last = merged[-1]
        heavier = max((last, span), key=lambda s: (s.weight, s.end - s.start))
        merged[-1] = Span(
            last.start,
            max(last.end, span.end),
            "redact" if "redact" in (last.action, span.action) else "mask",
            heavier.entity_type,
            heavier.weight,
        )
    return merged


#: What stands for a placeholder when a redacted text is looked at again: a character that means nothing to a detector.
BLANK = "█"


class Redacted(NamedTuple):
    """A redacted text, and the spans of it that were put in by redaction: placeholders, and a masked value up to its tail."""

    text: str
    inserted: tuple[tuple[int, int], ...] = ()

    def __repr__(self) -> str:
        return "<Redacted>"

    def blanked(self) -> str:
        """Return the text with what was put in blacked out, length kept: a placeholder's words are nobody's data."""
        characters = list(self.text)
        for start, end in self.inserted:
            characters[start:end] = BLANK * (end - start)
        return "".join(characters)


def redact(text: str, spans: Sequence[Span], how: Redaction, key: RedactionKey | None) -> Redacted:
    """Return `text` with the spans carried out; every code point outside them stays as it was.

    Raises `BadInput` when the policy asks for a pseudonym or encryption and there is no key.
    """
    merged = merge(spans)
    if not merged:
        return Redacted(text)
    # One synthetic entity name a span: an operator's parameters may then depend on the span, and Presidio's own
    # conflict resolution (which prefers the wider of two findings whatever their scores) has nothing to resolve.
    results = [RecognizerResult(str(i), span.start, span.end, 1.0) for i, span in enumerate(merged)]
    operators = {str(i): _operator(span, how, key) for i, span in enumerate(merged)}
    done = _engine().anonymize(text, results, operators, merge_entities_with_spaces=False)
    tail = {"mask": how.mask_keep_last}
    put_in = ((item.start, item.end - tail.get(item.operator, 0)) for item in done.items)
    inserted = tuple(sorted(span for span in put_in if span[0] < span[1]))
    return Redacted(str(done.text), inserted)


def _operator(span: Span, how: Redaction, key: RedactionKey | None) -> OperatorConfig:
    name = label(span.entity_type, how.placeholders)
    if span.action == "mask":
        stars = max(0, span.end - span.start - how.mask_keep_last)
        return OperatorConfig("mask", {"masking_char": "*", "chars_to_mask": stars, "from_end": False})
    if how.redact == "placeholder":
        return OperatorConfig("replace", {"new_value": f"[{name}]"})
    if how.redact == "remove":
        return OperatorConfig("redact", {})
    if key is None:
        raise BadInput(f"the policy redacts by {how.redact}, which needs a key in the environment")
    operator = "pseudonym" if how.redact == "pseudonym" else "encrypt-siv"
    return OperatorConfig(operator, {"key": key.secret, "label": name})
