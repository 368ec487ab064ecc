"""Deciding one record after the other, with an eye on those that nothing can be done with."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.bus.base import BusError, Record, Refused
from pipeline.quarantine import Recipient
from pipeline.worker.in_hand import BATCH, InHand
from pipeline.worker.inspector import Inspector
from pipeline.worker.outcome import Failure, Outcome, dead_letter, decide, with_bytes
from pipeline.worker.routes import Route

#: The error class of a record on which process after process has died.
_PROCESS_DIED = Failure("ProcessDied", "worker.in_hand:0")


class Decider:
    """Has records inspected. What kills the process, and what the bus refuses to take, goes to dead-letter.

    Without `in_hand` nothing is noted, and a record that kills is not recognized.
    """

    def __init__(
        self, inspector: Inspector, recipients: Sequence[Recipient], in_hand: InHand | None = None
    ) -> None:
        self._inspector = inspector
        self._recipients = recipients
        self._in_hand = in_hand
        #: Records whose outputs the bus has refused, with the class of the refusal.
        self._refused: dict[str, str] = {}

    def prepare(self, records: Sequence[Record]) -> None:
        """Have the inspector make a batch ready."""
        deadly = self._in_hand is not None and any(self._in_hand.is_deadly(r.reference) for r in records)
        self._take(records[0].reference if len(records) == 1 else BATCH)
        self._inspector.prepare([] if deadly else [record.value for record in records])

    def decide(self, record: Record, route: Route) -> Outcome:
        """Return what is to become of a record. Raises no `Exception`."""
        self._take(reference := record.reference)
        if reference in self._refused:
            failure = Failure(self._refused[reference], "worker.decider:0")
            return dead_letter(record, route, self._inspector.policy, failure)
        if self._in_hand is not None and self._in_hand.is_deadly(reference):
            return self.set_aside(record, route, _PROCESS_DIED)
        return decide(record, route, self._inspector, self._recipients)

    def set_aside(self, record: Record, route: Route, failure: Failure) -> Outcome:
        """Return a dead letter for a record, with its bytes sealed, whatever was decided about it."""
        letter = dead_letter(record, route, self._inspector.policy, failure)
        return with_bytes(letter, failure, self._recipients)

    def give_up(self, outcome: Outcome, error: Refused) -> None:
        """Take note that the bus will not have what came of a record: the next time it is a reference.

        Raises `BusError` if that has been refused as well.
        """
        reference = outcome.record.reference
        if reference in self._refused:
            raise BusError(f"{error}, and it was no more than a reference to {reference}")
        self._refused[reference] = error.why

    def committed(self, outcomes: Sequence[Outcome]) -> None:
        """Take note that these are dealt with."""
        for outcome in outcomes:
            self._refused.pop(outcome.record.reference, None)
            if self._in_hand is not None:
                self._in_hand.acquit(outcome.record.reference)

    def rest(self) -> None:
        """Take note that nothing is in hand: whatever ends the process from now on is no record's fault."""
        if self._in_hand is not None:
            self._in_hand.put_down()

    def _take(self, reference: str) -> None:
        if self._in_hand is not None:
            self._in_hand.take(reference)
