"""Opening the SQLite file of a case store: pragmas, schema, and the check that the key is the one it was begun with.

`synchronous=NORMAL`: a kill loses nothing. After a power loss the file is whole, but the last batches may be gone
together with their positions, so that they are read again; a load ends with a checkpoint, which is flushed. What is
updated or deleted is overwritten (`secure_delete`).
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path

from pipeline.cases.store.errors import CaseStoreError, WrongKey, damaged, store_errors
from pipeline.cases.store.keys import CasesKey
from pipeline.cases.store.sealing import TAG, Sealer
from pipeline.sqlite_header import owner_of, pragma

SCHEMA_VERSION = 1
#: Marks the file as ours ("mfca"), so that no other program's database is taken for a store.
APPLICATION_ID = 0x6D666361
#: KiB of pages that a connection keeps. A load needs more: it writes to random places of two indexes.
WRITER_CACHE, READER_CACHE = 64 * 1024, 16 * 1024
#: Pages after which the write-ahead log is merged into the file: 32 MiB.
_CHECKPOINT = 8192
_SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE cases (
    number INTEGER PRIMARY KEY AUTOINCREMENT, tag BLOB NOT NULL UNIQUE, sealed BLOB NOT NULL);
CREATE TABLE identifiers (
    digest BLOB NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (digest, number)) WITHOUT ROWID;
CREATE TABLE positions (
    topic TEXT NOT NULL, "partition" INTEGER NOT NULL, "offset" INTEGER NOT NULL,
    PRIMARY KEY (topic, "partition")) WITHOUT ROWID;
CREATE TABLE set_aside (
    number INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, "partition" INTEGER NOT NULL,
    "offset" INTEGER NOT NULL, error TEXT NOT NULL);
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {SCHEMA_VERSION};
"""


def open_store(path: Path, key: CasesKey, busy_timeout_s: float = 30.0) -> tuple[sqlite3.Connection, Sealer]:
    """Open the store at `path` for writing, creating it (readable by its owner only) where there is none.

    Raises `WrongKey`, `StoreDamaged`, `StoreFull` or `CaseStoreError`.
    """
    _create_private(path)
    db = connect(path, WRITER_CACHE, busy_timeout_s)
    try:
        with store_errors(path, "open it"):
            ours = _is_ours(db, path)
            db.execute("PRAGMA journal_mode = WAL").fetchall()
            db.execute("PRAGMA secure_delete = ON").fetchall()
            db.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT}").fetchall()
            if not ours:
                _create(db, path, key)
            return db, _checked(db, path, key)
    except BaseException:
        db.close()
        raise


def connect(path: Path, cache_kib: int, busy_timeout_s: float = 30.0) -> sqlite3.Connection:
    """Open a connection with a bounded cache. It may be used by several threads, one at a time."""
    with store_errors(path, "open it"):
        db = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None, check_same_thread=False)
        db.execute(f"PRAGMA cache_size = -{cache_kib}")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA temp_store = MEMORY")
    return db


def _create_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise CaseStoreError(f"{path}: cannot open it ({error.strerror})") from None


def _is_ours(db: sqlite3.Connection, path: Path) -> bool:
    """Tell whether there is a store in the file already. Raises `StoreDamaged` for something else."""
    application, empty = owner_of(db)
    ours = application == APPLICATION_ID
    if not (ours or empty):
        raise damaged(path, "another program's database")
    if ours and (version := pragma(db, "user_version")) != SCHEMA_VERSION:
        raise damaged(path, f"schema version {version} and not {SCHEMA_VERSION}")
    return ours


def _create(db: sqlite3.Connection, path: Path, key: CasesKey) -> None:
    """Create the tables, unless another process gets there first. An existing store is opened without a write."""
    db.execute("BEGIN IMMEDIATE")
    try:
        if not _is_ours(db, path):
            for statement in filter(str.strip, _SCHEMA.split(";\n")):
                db.execute(statement)
            salt = secrets.token_bytes(TAG)
            rows = (("cases", 0), ("salt", salt), ("check", Sealer(key, salt).check))
            db.executemany("INSERT INTO meta VALUES (?, ?)", rows)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _checked(db: sqlite3.Connection, path: Path, key: CasesKey) -> Sealer:
    sealer = Sealer(key, _meta(db, "salt"))
    if not secrets.compare_digest(_meta(db, "check"), sealer.check):
        raise WrongKey(
            f"{path}: expected the key that this store was begun with; for a new key, begin a new store"
        )
    return sealer


def _meta(db: sqlite3.Connection, name: str) -> bytes:
    (value,) = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return bytes(value)
