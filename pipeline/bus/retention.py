"""Retention for the embedded bus: deleting records that are old and that every group has passed."""

from __future__ import annotations

from pathlib import Path

from pipeline.bus.sqlite_file import bus_errors, connect

_TRIM = """
DELETE FROM records WHERE topic = (SELECT id FROM topics WHERE name = :topic) AND timestamp_ms < :before
AND "offset" < COALESCE((SELECT MIN("offset") FROM positions WHERE topic = records.topic), :unread)"""
#: Above any offset: a topic without readers (quarantine, decisions) is trimmed by age alone.
_ANY_OFFSET = 2**62


def trim(path: Path, topic: str, before_ms: int) -> int:
    """Delete the records of `topic` older than `before_ms` (Unix, milliseconds); return how many went.

    What any group has still to read stays. Offsets are never given out again. The deleted bytes are
    overwritten in the file; they leave the write-ahead log when it is next checkpointed, which this does.
    Raises `BusError`.
    """
    db = connect(path, "power", busy_timeout_s=30.0)
    try:
        with bus_errors(f"trim {topic}"):
            deleted = db.execute(_TRIM, {"topic": topic, "before": before_ms, "unread": _ANY_OFFSET}).rowcount
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.close()
    return deleted
