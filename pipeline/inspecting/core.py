"""The functional core: one message, its case and a policy give one decision. No I/O, no clock, no state.

fold ─► detect ─► resolve ─► attribute ─► judge ─► redact ─► look again
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from detectors import View
from detectors.debt.judge import JUDGED
from detectors.record import RecordRecognizer
from pipeline.cases import record_of
from pipeline.cases.lookup import IdentifierLookup
from pipeline.contract import Case, Decision, Finding, Message
from pipeline.contract.vocabulary import Field
from pipeline.inspecting.attribution import Attributed, Context, attribute
from pipeline.inspecting.audience import Reader, audience
from pipeline.inspecting.detection import Found, Prepared, detect
from pipeline.inspecting.judging import Judged, judge, message_action
from pipeline.inspecting.overlap import resolve
from pipeline.inspecting.propagation import repeated_values
from pipeline.inspecting.stages import Lap, no_lap
from pipeline.policy import Policy, strictness
from pipeline.redaction import BLANK, Redacted, RedactionKey, Span, redact

_FIELDS: tuple[Field, ...] = ("subject", "text")


class _Look(NamedTuple):
    """One look at a message: what was judged, and in the light of what."""

    judged: list[Judged]
    context: Context


def inspect(
    message: Message,
    case: Case | None,
    policy: Policy,
    *,
    directory: IdentifierLookup | None = None,
    key: RedactionKey | None = None,
    prepared: Prepared | None = None,
    readers: tuple[Reader, ...] | None = None,
    lap: Lap = no_lap,
) -> Decision:
    """Decide on one message.

    `case` is None when the message names none or one that is not known. `directory` tells other borrowers' identifiers;
    `key` is needed only for policies that redact by pseudonym or encryption (`BadInput` without it). `prepared` may hold what
    `prepare` read of the message's texts beside those of others; it changes no decision.
    `readers` are what `audience` gives, for a caller that needs them, too. `lap` is told of each stage's end.
    """
    context = Context(message, case, readers or audience(message, case, policy), directory)
    record = record_of(case, message.recipients)
    own = RecordRecognizer(record) if record.values else None
    look = _look(context, own, policy, lap, prepared)
    action = message_action(look.judged)
    reasons = _reasons(look, policy)
    text, subject = message.text, message.subject
    if action == "redact":
        redacted = {field: _redacted(message, field, look.judged, policy, key) for field in _FIELDS}
        text, subject = (redacted[field].text for field in ("text", "subject"))
        subject = None if message.subject is None else subject
        lap("redact")
        again = _look(context._replace(message=_blanked(message, redacted)), own, policy, lap, is_first=False)
        if message_action(again.judged) != "allow":
            action = "block"
            reasons = (f"{policy.name}/second-look", *reasons)
    sent = action in ("allow", "redact")
    return Decision(
        id=message.id,
        action=action,
        text=text if sent else None,
        subject=subject if sent else None,
        findings=tuple(_finding(one, look.context) for one in look.judged),
        reasons=reasons,
        policy=policy.id,
    )


def _look(
    context: Context,
    own: RecordRecognizer | None,
    policy: Policy,
    lap: Lap,
    prepared: Prepared | None = None,
    *,
    is_first: bool = True,
) -> _Look:
    attributed: list[Attributed] = []
    views: list[View] = []
    for field in _FIELDS:
        if text := getattr(context.message, field):
            view, found = detect(text, own, prepared, lap)
            # What the judge said of the message stands; of one with blanks, which it was not taught, it says nothing.
            counted = (f for f in found if is_first or f.rule != JUDGED)
            kept = resolve(f for f in counted if f.score >= policy.ignore_below and not _is_blank(text, f))
            attributed += attribute(kept, view, field, context)
            views.append(view)
    judged = judge(attributed, tuple(views), context, policy)
    lap("decide")
    return _Look(judged, context)


def _is_blank(text: str, found: Found) -> bool:
    return text.startswith(BLANK, found.start) and not text[found.start : found.end].strip(BLANK)


def _blanked(message: Message, redacted: dict[Field, Redacted]) -> Message:
    blanked = {field: redacted[field].blanked() for field in _FIELDS}
    return msgspec.structs.replace(message, **blanked)


def _redacted(
    message: Message, field: Field, judged: list[Judged], policy: Policy, key: RedactionKey | None
) -> Redacted:
    text: str = getattr(message, field) or ""
    spans = [
        Span(found.start, found.end, one.action, found.entity_type, found.score)
        for one in judged
        if one.action in ("mask", "redact") and one.attributed.field == field
        for found in (one.attributed.found,)
    ]
    return redact(text, spans + repeated_values(text, message, judged), policy.redaction, key)


def _finding(one: Judged, context: Context) -> Finding:
    found = one.attributed.found
    return Finding(
        type=found.entity_type,  # type: ignore[arg-type]  # recognizers report the contract's types only
        start=found.start,
        end=found.end,
        score=round(found.score, 4),
        owner=one.attributed.owner(context.readers),
        field=one.attributed.field,
        detector=found.detector,
        action=one.action,
    )


def _reasons(look: _Look, policy: Policy) -> tuple[str, ...]:
    """Return the ids of the rules that made the decision: routing first, then by strictness, then by name."""
    routing = sorted({reader.rule for reader in look.context.readers if reader.rule})
    ranked = {(-strictness(one.action), rule) for one in look.judged for rule in one.rules}
    rules = [rule for _, rule in sorted(ranked)]
    return tuple(dict.fromkeys(routing + rules)) if rules else (*routing, f"{policy.name}/no-finding")
