"""What can be wrong with a case store. The texts name files and SQLite's error names, never an id or a value."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CaseStoreError(Exception):
    """The store cannot go on. Whoever looks a case up gets this, never a wrong or an empty answer."""


class WrongKey(CaseStoreError):
    """The store was begun with another key."""


class StoreFull(CaseStoreError):
    """The disk, or the quota, is full: nothing of the batch was stored. What was stored before can still be read."""


class StoreDamaged(CaseStoreError):
    """The file is truncated, altered, or not a case store."""


class StoreBusy(CaseStoreError):
    """Another process has held the write lock for longer than the busy time-out. Try again."""


_REMEDY = "remove it, and it is read again from the cases topic (or loaded again)"


@contextmanager
def store_errors(path: Path, what: str) -> Iterator[None]:
    """Turn SQLite's errors into ours; `what` is what was tried."""
    try:
        yield
    except sqlite3.Error as error:
        raise _ours(error, path, what) from None


def damaged(path: Path, found: str) -> StoreDamaged:
    """Return the error for a file that cannot be trusted, with what to do about it."""
    return StoreDamaged(f"{path}: expected a case store, found {found}; {_REMEDY}")


def _ours(error: sqlite3.Error, path: Path, what: str) -> CaseStoreError:
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    # The file that readers share is made at the opening; that there is no room for it has a code of its own.
    if code == sqlite3.SQLITE_FULL or extended == sqlite3.SQLITE_IOERR_SHMSIZE:
        return StoreFull(f"{path}: cannot {what}, no space is left")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(f"{path}: cannot {what}, another process holds the lock")
    if code == sqlite3.SQLITE_NOTADB:
        return damaged(path, "a file that is no SQLite database")
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(path, "one that is truncated or altered")
    return CaseStoreError(f"{path}: cannot {what} ({name})")
