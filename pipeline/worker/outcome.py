"""From one record to what is published about it. Fails closed: whatever goes wrong ends in dead-letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from pipeline.bus.base import Output, Record
from pipeline.contract import Decision
from pipeline.logs import place_of
from pipeline.quarantine import Recipient, SealError, seal_record
from pipeline.quarantine.envelope import reference
from pipeline.worker.inspector import Inspector, Verdict
from pipeline.worker.routes import Route

#: How the names of the headers begin that mifeng sets on what a reviewer has released or replayed.
OWN_HEADERS = "mifeng-"


class InconsistentVerdict(Exception):
    """An inspector has contradicted itself: an unknown action, or one that does not go with `cleared`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a record could not be inspected: the error's class and where it was raised, never what it said."""

    error: str
    place: str


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """What is to be published about one record, and the verdict or the failure that it comes from."""

    route: Route
    record: Record
    outputs: tuple[Output, ...]
    result: Verdict | Failure


def decide(record: Record, route: Route, inspector: Inspector, recipients: Sequence[Recipient]) -> Outcome:
    """Have one record inspected. Raises no `Exception`; what an inspector raises makes the outcome a dead letter."""
    try:
        verdict = inspector.inspect(record.value)
        outputs = _outputs(record, route, verdict, inspector.policy, recipients)
    except Exception as error:  # noqa: BLE001 - fail closed, whatever it was
        failure = Failure(type(error).__name__, place_of(error))
        return with_bytes(dead_letter(record, route, inspector.policy, failure), failure, recipients)
    return Outcome(route, record, outputs, verdict)


def _outputs(
    record: Record, route: Route, verdict: Verdict, policy: str, recipients: Sequence[Recipient]
) -> tuple[Output, ...]:
    key = verdict.message_id.encode()
    decision = Output(route.decisions, verdict.decision, key)
    if verdict.action in ("allow", "redact") and verdict.cleared is not None:
        return _cleared(record, route.cleared, verdict.cleared), decision
    if verdict.action in ("hold", "block") and verdict.cleared is None:
        outside = {
            "id": verdict.message_id,
            "action": verdict.action,
            "reasons": verdict.reasons,
            "policy": policy,
        }
        return Output(route.quarantine, seal_record(record, recipients, outside), key), decision
    raise InconsistentVerdict


def _cleared(record: Record, topic: str, value: bytes) -> Output:
    """Return the record as it goes on: only its value may have changed. Headers are not inspected.

    Those that mifeng sets itself are left out: nobody else may say that a reviewer has released a message.
    """
    headers = tuple((name, held) for name, held in record.headers if not name.startswith(OWN_HEADERS))
    return Output(topic, value, record.key, headers, record.timestamp_ms)


class _Sent(msgspec.Struct):
    action: str


def contradicts(outcome: Outcome) -> bool:
    """Return whether something is to be cleared that its own decision, read anew, does not let through.

    A second pair of eyes before the commit: it goes by what is about to be published and by nothing else.
    """
    cleared = [output for output in outcome.outputs if output.topic == outcome.route.cleared]
    if not cleared:
        return False
    decisions = [output for output in outcome.outputs if output.topic == outcome.route.decisions]
    actions = [msgspec.json.decode(output.value, type=_Sent).action for output in decisions]
    if actions == ["allow"]:
        return cleared[0].value != outcome.record.value
    return actions != ["redact"]


def dead_letter(record: Record, route: Route, policy: str, failure: Failure) -> Outcome:
    """Set a record aside by reference alone.

    The record has no id that could be trusted, so its reference stands for it in the decisions.
    """
    key = record.reference.encode()
    decision = Decision(
        id=record.reference, action="block", reasons=(f"dead-letter/{failure.error}",), policy=policy
    )
    outputs = (
        Output(route.dead_letter, msgspec.json.encode({**reference(record), "error": failure.error}), key),
        Output(route.decisions, msgspec.json.encode(decision), key),
    )
    return Outcome(route, record, outputs, failure)


def with_bytes(outcome: Outcome, failure: Failure, recipients: Sequence[Recipient]) -> Outcome:
    """Add the record's bytes, sealed, for the restricted topic; if sealing fails, they go nowhere."""
    record, route = outcome.record, outcome.route
    try:
        sealed = seal_record(record, recipients, {"error": failure.error})
    except SealError:  # the record itself is still in the input topic, where the reference points
        return outcome
    added = Output(route.restricted, sealed, record.reference.encode())
    return Outcome(route, record, (*outcome.outputs, added), failure)
