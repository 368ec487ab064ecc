"""A message can overtake its case: two topics have no common order. So a look-up may wait, a little."""

from __future__ import annotations

import time
from collections import OrderedDict

from pipeline.cases.lookup import IdentifierLookup
from pipeline.cases.store import StoredCases
from pipeline.contract import Case

#: Seconds for which a case that did not come is not waited for again, and how many such ids are remembered.
AGAIN_S = 60.0
REMEMBERED = 10_000


class WaitingCases:
    """Look-ups that wait for a case up to `seconds`, and up to `seconds` in all between two calls of `new_batch`.

    So a batch of messages whose cases never come is held up once and not once a message, and a conversation about a case
    that nobody knows is held up once a minute and not once a batch. After that they are judged without a case, by the
    strict column.
    """

    def __init__(self, cases: StoredCases, seconds: float) -> None:
        self._cases = cases
        self._seconds = seconds
        self._left = seconds
        self._in_vain: OrderedDict[str, float] = OrderedDict()

    @property
    def directory(self) -> IdentifierLookup:
        """Return the look-up of identifiers, which never waits."""
        return self._cases.directory

    def new_batch(self) -> None:
        """Allow the full time again."""
        self._left = self._seconds

    def get(self, case_id: str | None) -> Case | None:
        """Return the case, or None when it has not come in time."""
        if (case := self._cases.get(case_id)) is not None or case_id is None:
            return case
        started = time.monotonic()
        if started - self._in_vain.get(case_id, -AGAIN_S) < AGAIN_S:
            return None
        if self._left > 0:
            case = self._cases.wait_for_case(case_id, self._left)
            self._left -= time.monotonic() - started
        if case is None:  # if others have used up the time, this one had as long to come
            self._remember(case_id, started)
        return case

    def _remember(self, case_id: str, waited_at: float) -> None:
        self._in_vain[case_id] = waited_at
        self._in_vain.move_to_end(case_id)
        if len(self._in_vain) > REMEMBERED:
            self._in_vain.popitem(last=False)
