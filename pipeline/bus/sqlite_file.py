"""Opening the SQLite file of the embedded bus: pragmas, schema, version check, and errors in our own words.

What survives: SQLite writes a commit into the write-ahead log before it returns, so `kill -9` of any process
loses nothing, whatever the durability. Power loss is another matter. With ``power`` (the default,
``synchronous=FULL``) the log is also flushed to the disk at each commit, and what was committed is still
there, as far as the disk keeps its word. With ``process`` (``synchronous=NORMAL``) a commit costs no flush;
after a power loss the file is whole, but the last commits may be gone, outputs and positions together, so
that messages that had been cleared are cleared again.

The file must lie on a local disk: the write-ahead log needs shared memory and does not work over a network.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from pipeline.bus.base import BusError, Busy
from pipeline.sqlite_header import owner_of, pragma

Durability = Literal["power", "process"]
SCHEMA_VERSION = 1
#: Marks the file as ours ("mfng"), so that no other program's database is taken for a log.
APPLICATION_ID = 0x6D666E67
_SYNCHRONOUS: dict[Durability, str] = {"power": "FULL", "process": "NORMAL"}
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE topics (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next_offset INTEGER NOT NULL DEFAULT 0);
CREATE TABLE records (
    topic INTEGER NOT NULL REFERENCES topics (id), "offset" INTEGER NOT NULL, key BLOB, value BLOB NOT NULL,
    headers BLOB, timestamp_ms INTEGER NOT NULL, UNIQUE (topic, "offset"));
CREATE TABLE positions (
    "group" TEXT NOT NULL, topic INTEGER NOT NULL REFERENCES topics (id), "offset" INTEGER NOT NULL,
    PRIMARY KEY ("group", topic)) WITHOUT ROWID;
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {SCHEMA_VERSION};
COMMIT;
"""


@contextmanager
def bus_errors(what: str) -> Iterator[None]:
    """Turn SQLite's errors into `Busy` (try again) or `BusError`, which name `what` was tried."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        raise (Busy if code in _BUSY else BusError)(f"cannot {what}: {name}") from None


def connect(path: Path, durability: Durability, busy_timeout_s: float) -> sqlite3.Connection:
    """Open the log at `path`, creating it (readable by its owner only) where there is none.

    Raises `BusError` for a file that is no log, a log of another version, or a place that cannot be written.
    """
    with bus_errors(f"open {path}"):
        _create_private(path)
        db = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
        try:
            _prepare(db, path, durability, busy_timeout_s)
        except BaseException:
            db.close()
            raise
    return db


def _create_private(path: Path) -> None:
    """Create an empty file with mode 0600; SQLite gives its -wal and -shm files the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise BusError(f"cannot open {path}: {error.strerror}") from None


def _prepare(db: sqlite3.Connection, path: Path, durability: Durability, busy_timeout_s: float) -> None:
    _check_ours(db, path)
    _write_ahead(db, busy_timeout_s)
    db.execute(f"PRAGMA synchronous = {_SYNCHRONOUS[durability]}")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")  # what is trimmed is overwritten: the records are personal data
    if _version(db) == 0:
        _create_schema(db)
    if (found := _version(db)) != SCHEMA_VERSION:
        raise BusError(f"{path}: expected a log of schema version {SCHEMA_VERSION}, found version {found}")


def _check_ours(db: sqlite3.Connection, path: Path) -> None:
    try:
        application, empty = owner_of(db)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_NOTADB:
            raise
        raise BusError(f"{path}: expected a mifeng log, found a file that is no SQLite database") from None
    if application != APPLICATION_ID and not empty:
        raise BusError(f"{path}: expected a mifeng log, found another program's database")


def _write_ahead(db: sqlite3.Connection, busy_timeout_s: float) -> None:
    """Switch to the write-ahead log; SQLite's busy time-out does not cover this, so it is tried again."""
    until = time.monotonic() + busy_timeout_s
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() >= until:
                raise
            time.sleep(0.01)
        else:
            return


def _create_schema(db: sqlite3.Connection) -> None:
    """Create the tables, unless another process gets there first."""
    try:
        db.executescript(_SCHEMA)
    except sqlite3.OperationalError:
        if db.in_transaction:
            db.execute("ROLLBACK")
        if _version(db) == 0:
            raise


def _version(db: sqlite3.Connection) -> int:
    return pragma(db, "user_version")
