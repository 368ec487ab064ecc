"""The functional core behind the worker's seam: bytes of a message to a verdict."""

from __future__ import annotations

import hmac
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import msgspec

from pipeline.cases.lookup import CaseLookup
from pipeline.cases.waiting import WaitingCases
from pipeline.contract import BadInput, Case, Decision, Message, decode_message
from pipeline.contract.message import Sender
from pipeline.inspecting import Prepared, audience, inspect, load, prepare
from pipeline.inspecting.stages import Stopwatch
from pipeline.metrics.facts import BUCKETS, Facts, confidence_of
from pipeline.policy import Policy
from pipeline.redaction import RedactionKey
from pipeline.worker.inspector import Verdict

#: Texts longer than this gain nothing side by side and are read one at a time.
_LONGEST_AHEAD = 2_000
#: How the routing rule ends by which a "borrower" is not taken for one.
_NOT_VERIFIED = "/borrower_not_verified"


class CoreInspector:
    """Inspects with one policy and a set of cases. Raises `BadInput` for what is not a message, and whatever the core raises:
    the loop sends both to dead-letter.
    """

    def __init__(self, cases: CaseLookup, policy: Policy, key: RedactionKey | None = None) -> None:
        self._cases = cases
        self._policy = policy
        self._key = key
        self._prepared: Prepared = {}
        load()  # now, so that a worker that says it is ready is

    @property
    def policy(self) -> str:
        """Return the identity of the policy that is applied, NAME@VERSION."""
        return self._policy.id

    def use(self, policy: Policy) -> None:
        """Judge by `policy` from now on."""
        self._policy = policy

    def judge(self, message: Message, case: Case) -> Decision:
        """Return the decision on a message with its case, by the policy in force: what the canaries ask for."""
        return inspect(message, case, self._policy, key=self._key)

    def prepare(self, raws: Sequence[bytes]) -> None:
        """Fold and tag the texts of a batch side by side. What was read of the batch before is forgotten."""
        if isinstance(self._cases, WaitingCases):
            self._cases.new_batch()
        texts: list[str] = []
        for raw in raws:
            with suppress(BadInput):  # which `inspect` will raise
                message, _ = decode_message(raw)
                texts += [
                    text for text in (message.subject, message.text) if text and len(text) <= _LONGEST_AHEAD
                ]
        try:
            self._prepared = prepare(texts)
        except Exception:  # noqa: BLE001  # one text of the batch: `inspect` will meet it, and only it goes to dead-letter
            self._prepared = {}

    def inspect(self, raw: bytes) -> Verdict:
        """Return the verdict on one record."""
        message, whole = decode_message(raw)
        case = self._cases.get(message.case_id)
        started = time.perf_counter_ns()
        watch = Stopwatch()
        readers = audience(message, case, self._policy)
        decision = inspect(
            message,
            case,
            self._policy,
            directory=self._cases.directory,
            key=self._key,
            prepared=self._prepared,
            readers=readers,
            lap=watch,
        )
        elapsed_us = (time.perf_counter_ns() - started) // 1000
        return Verdict(
            message_id=message.id,
            action=decision.action,
            cleared=_cleared(raw, whole, decision),
            decision=_without_text(decision, elapsed_us),
            labels={
                "channel": message.channel,
                "group": self._policy.strictest_column(reader.column for reader in readers),
            },
            findings=tuple((f.type, f.owner, f.action) for f in decision.findings),
            reasons=decision.reasons,
            facts=Facts(
                known_case=case is not None,
                verified=all(
                    not (rule := reader.rule) or not rule.endswith(_NOT_VERIFIED) for reader in readers
                ),
                confidence=confidence_of(f.score for f in decision.findings if f.action != "allow"),
                bucket=self._bucket(message.sender),
                stages=tuple(watch.spent.items()),
            ),
        )

    def _bucket(self, sender: Sender | None) -> int | None:
        """Return the bucket that a sender is counted in: a keyed hash, of which four bits are left."""
        if self._key is None or sender is None or not sender.id:
            return None
        return (
            hmac.digest(self._key.secret, f"sender {sender.id}".encode("utf-8", "replace"), "sha256")[0]
            % BUCKETS
        )


def _cleared(raw: bytes, whole: dict[str, Any], decision: Decision) -> bytes | None:
    """Return what goes on: an allowed record byte for byte, a redacted one with all its other fields kept."""
    if decision.action == "allow":
        return raw
    if decision.action != "redact":
        return None
    sent = {**whole, "text": decision.text}
    if "subject" in whole:
        sent["subject"] = decision.subject
    return msgspec.json.encode(sent)


def _without_text(decision: Decision, elapsed_us: int) -> bytes:
    bare = msgspec.structs.replace(decision, text=None, subject=None, elapsed_us=elapsed_us)
    return msgspec.json.encode(bare)
