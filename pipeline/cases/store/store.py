"""A case store: one file, one writer, and look-ups that see each batch whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.cases.records import Change, SetAside
from pipeline.cases.store.keys import CasesKey
from pipeline.cases.store.reader import StoredCases
from pipeline.cases.store.recent import Recent
from pipeline.cases.store.sqlite_file import open_store
from pipeline.cases.store.writer import StoreWriter


class CaseStore:
    """The store at `path`. Give `cases` to the inspector; `writer` belongs to one thread.

    Raises `WrongKey`, `StoreDamaged`, `StoreFull` or `CaseStoreError` when it cannot be opened.
    """

    def __init__(
        self, path: Path, key: CasesKey, *, recent: Recent | None = None, busy_timeout_s: float = 30.0
    ) -> None:
        self.path = path
        self._db, sealer = open_store(path, key, busy_timeout_s)
        try:
            self.cases = StoredCases(path, sealer, recent)
        except BaseException:
            self._db.close()
            raise
        self.writer = StoreWriter(path, self._db, sealer)

    def apply(
        self, changes: Iterable[Change], topic: str = "", positions: Mapping[int, int] | None = None,
        set_aside: Sequence[SetAside] = (),
    ) -> None:  # fmt: skip
        """See `StoreWriter.apply`. Wakes whoever waits for a case."""
        self.writer.apply(changes, topic, positions, set_aside)
        with self.cases.changed:
            self.cases.changed.notify_all()

    def close(self) -> None:
        """Close both sides. Closing twice is no error."""
        self.cases.close()
        self._db.close()
