"""Looking cases up in the store. Any number of readers, in this process and others, beside one writer at a time."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from pipeline.cases.store.errors import damaged, store_errors
from pipeline.cases.store.recent import Recent
from pipeline.cases.store.sealing import Sealer, Unsealable
from pipeline.cases.store.sqlite_file import READER_CACHE, connect
from pipeline.contract import Case

#: Seconds between two looks for a case that is waited for; what this process writes is seen at once.
_LOOK = 0.05


class StoredCases:
    """The same look-ups as `pipeline.cases.Cases`, from a sealed file. Made by `CaseStore`; safe to share between threads.

    A look-up never sees half a batch. `CaseStoreError` is raised for what cannot be read: a case that is damaged is not
    the same as one that does not exist.
    """

    def __init__(self, path: Path, sealer: Sealer, recent: Recent | None = None) -> None:
        self._path = path
        self._sealer = sealer
        self._db = connect(path, READER_CACHE)
        self._recent = Recent() if recent is None else recent
        self._version = -1
        self._lock = threading.Lock()
        #: Notified by the writer in this process after each batch.
        self.changed = threading.Condition()
        self.directory = StoredDirectory(self)

    def get(self, case_id: str | None) -> Case | None:
        """Return the case, or None when there is no such case (which is judged by the strict column)."""
        if case_id is None:
            return None
        tag = self._sealer.tag(case_id)
        with self._lock, store_errors(self._path, "look a case up"):
            self._refresh()
            if (case := self._recent.get(tag)) is not None:
                return case
            return self._read(
                tag,
                self._db.execute("SELECT CAST(sealed AS BLOB) FROM cases WHERE tag = ?", (tag,)).fetchone(),
            )

    def owner_of(self, identifier: str) -> str | None:
        """Return the id of the case whose borrower has this identifier; of several, the one that was added last."""
        digest = self._sealer.digest(identifier)
        with self._lock, store_errors(self._path, "look an identifier up"):
            row = self._db.execute(_OWNER, (digest,)).fetchone()
            if row is None:
                return None
            self._refresh()
            case = self._recent.get(row[0]) or self._read(row[0], (row[1],))
            return case.case_id if case is not None else None

    def wait_for_case(self, case_id: str, seconds: float) -> Case | None:
        """Return the case as soon as it is there, or None after `seconds`: the message is then judged without it."""
        until = time.monotonic() + seconds
        while (case := self.get(case_id)) is None and (left := until - time.monotonic()) > 0:
            with self.changed:
                self.changed.wait(min(left, _LOOK))
        return case

    def __len__(self) -> int:
        with self._lock, store_errors(self._path, "count the cases"):
            return int(self._db.execute("SELECT value FROM meta WHERE name = 'cases'").fetchone()[0])

    def close(self) -> None:
        """Close. Closing twice is no error."""
        with self._lock:
            self._db.close()
            self._recent.clear()

    def _refresh(self) -> None:
        """Forget the decoded cases when anybody has committed, in whichever process; then only what is newer is kept."""
        version = int(self._db.execute("PRAGMA data_version").fetchone()[0])
        if version != self._version:
            self._recent.clear()
            self._version = version

    def _read(self, tag: bytes, row: tuple[bytes] | None) -> Case | None:
        if row is None:
            return None
        try:
            case = self._sealer.open(row[0], tag)
        except Unsealable:
            raise damaged(self._path, "a case that was altered") from None
        self._recent.put(tag, case, len(row[0]))
        return case


_OWNER = """
SELECT c.tag, CAST(c.sealed AS BLOB) FROM identifiers i JOIN cases c ON c.number = i.number
WHERE i.digest = ? ORDER BY i.number DESC LIMIT 1"""


class StoredDirectory:
    """To whom an identifier belongs, over all cases. The same look-up as `pipeline.cases.Directory`."""

    def __init__(self, cases: StoredCases) -> None:
        self._cases = cases

    def case_of(self, value: str) -> str | None:
        """Return the id of the case whose borrower this identifier belongs to."""
        return self._cases.owner_of(value)
