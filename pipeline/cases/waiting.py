"""A message can overtake its case: two topics have no common order. So a look-up may wait, a little."""

from __future__ import annotations

import time

from pipeline.cases.lookup import IdentifierLookup
from pipeline.cases.store import StoredCases
from pipeline.contract import Case


class WaitingCases:
    """Look-ups that wait for a case up to `seconds`, and up to `seconds` in all between two calls of `new_batch`.

    So a batch of messages whose cases never come is held up once and not once a message. After that they are judged
    without a case, by the strict column.
    """

    def __init__(self, cases: StoredCases, seconds: float) -> None:
        self._cases = cases
        self._seconds = seconds
        self._left = seconds

    @property
    def directory(self) -> IdentifierLookup:
        """Return the look-up of identifiers, which never waits."""
        return self._cases.directory

    def new_batch(self) -> None:
        """Allow the full time again."""
        self._left = self._seconds

    def get(self, case_id: str | None) -> Case | None:
        """Return the case, or None when it has not come in time."""
        if (case := self._cases.get(case_id)) is not None or case_id is None or self._left <= 0:
            return case
        started = time.monotonic()
        case = self._cases.wait_for_case(case_id, self._left)
        self._left -= time.monotonic() - started
        return case
