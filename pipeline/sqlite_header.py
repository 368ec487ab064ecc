"""What the header of an SQLite file says: whose it is, and which version of its schema it has."""

from __future__ import annotations

import sqlite3


def pragma(db: sqlite3.Connection, name: str) -> int:
    """Return a whole number that is kept in the header."""
    (value,) = db.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def owner_of(db: sqlite3.Connection) -> tuple[int, bool]:
    """Return the application id of a database (0: it has none), and whether there is nothing in it.

    In the other order: another process may create all of it, id and tables, between the two looks, and then it has both.
    """
    empty = db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None
    return pragma(db, "application_id"), empty
