"""The case store when something is wrong: the key, the file, the disk, another process."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cases.store import (
    CasesKey,
    CaseStore,
    CaseStoreError,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    WrongKey,
)
from tests.pipeline.case_fakes import KEY, case, put


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of the store."""
    return tmp_path / "cases.db"


@pytest.fixture
def store(path: Path) -> Iterator[CaseStore]:
    """An empty store."""
    opened = CaseStore(path, KEY)
    yield opened
    opened.close()


def test_a_wrong_key_is_told_at_once(path: Path) -> None:
    """The error names the file and what to do; the store is as it was."""
    CaseStore(path, KEY).close()
    with pytest.raises(WrongKey, match=r"cases\.db: expected the key that this store was begun with"):
        CaseStore(path, CasesKey(bytes(32)))
    CaseStore(path, KEY).close()


@pytest.mark.parametrize("keep", [100, 4096, 4097, 20_000])
def test_a_truncated_file_is_damaged(path: Path, keep: int) -> None:
    """Wherever it breaks off, it is said, at the opening or at the first look-up, and never taken for `no such case`."""
    store = CaseStore(path, KEY)
    store.apply([put(case(number)) for number in range(200)])
    store.writer.flush()
    store.close()
    os.truncate(path, keep)
    with pytest.raises(StoreDamaged, match="expected a case store"):
        _look_through(path)


def _look_through(path: Path) -> None:
    opened = CaseStore(path, KEY)
    try:
        for number in range(200):
            opened.cases.get(f"CASE-{number:04}")
    finally:
        opened.close()


@pytest.mark.parametrize("content", [b"not a database" * 100, b"SQLite format 3\0" + bytes(5000)])
def test_another_file_is_not_taken_for_a_store(path: Path, content: bytes) -> None:
    """What is no database is refused and left alone."""
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        CaseStore(path, KEY)
    assert path.read_bytes() == content


def test_another_programs_database_is_not_taken_for_a_store(path: Path) -> None:
    """Nor is a database that somebody else has made, or a store of another version."""
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE diary (page TEXT)")
    with pytest.raises(StoreDamaged, match="another program's database"):
        CaseStore(path, KEY)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases SET sealed = substr(sealed, 1, 20) || x'00' || substr(sealed, 22)",
        "UPDATE cases SET sealed = x'00'",
        "UPDATE cases SET sealed = (SELECT sealed FROM cases c WHERE c.number <> cases.number)",
    ],
    ids=["a byte", "cut", "another case's"],
)
def test_an_altered_row_is_damaged(store: CaseStore, change: str) -> None:
    """A changed byte, a short row and a sealed case in another's place all fail, also for an update and for an identifier."""
    store.apply([put(case(1)), put(case(2))])
    with sqlite3.connect(store.path) as db:
        db.execute(change)
    for attempt in (
        lambda: store.cases.get("CASE-0001"),
        lambda: store.cases.directory.case_of("13900000001"),
        lambda: store.apply([put(case(1, "13911112222"))]),
    ):
        with pytest.raises(StoreDamaged, match="altered"):
            attempt()


def test_a_full_disk_stores_nothing_of_a_batch(store: CaseStore) -> None:
    """SQLite finds no room: the error says so, what was stored before is read on, and it works again when there is room."""
    store.apply([put(case(1))], "cases", {0: 1})
    pages = store.writer._db.execute("PRAGMA page_count").fetchone()[0]
    store.writer._db.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    many = [put(case(number, "13911112222")) for number in range(300)]
    with pytest.raises(StoreFull, match="no space is left"):
        store.apply(many, "cases", {0: 301})
    assert store.cases.get("CASE-0001") == case(1)
    assert (len(store.cases), store.writer.positions("cases")) == (1, {0: 1})
    store.writer._db.execute("PRAGMA max_page_count = 100000").fetchall()
    store.apply(many, "cases", {0: 301})
    assert (len(store.cases), store.writer.positions("cases")) == (300, {0: 301})


_LIMITED = """
import resource, sys
from pathlib import Path
from pipeline.cases.store import CaseStore, CaseStoreError
from tests.pipeline.case_fakes import KEY, case, put
store = CaseStore(Path(sys.argv[1]), KEY)
store.apply([put(case(1))])
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    store.apply([put(case(number)) for number in range(2000)])
except CaseStoreError as error:
    print(type(error).__name__, len(store.cases), store.cases.get("CASE-0001") == case(1))
"""


def test_a_file_that_must_not_grow(path: Path) -> None:
    """The operating system refuses to write: an error of ours, and what was there is still there, now and on the next start."""
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path)], capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.stderr) == (["CaseStoreError", "1", "True"], "")
    store = CaseStore(path, KEY)
    assert store.cases.get("CASE-0001") == case(1)
    store.close()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """No folder, no store: one clear error."""
    with pytest.raises(CaseStoreError, match="cannot open it"):
        CaseStore(tmp_path / "missing" / "cases.db", KEY)


def test_another_process_that_holds_the_lock_is_not_waited_for_for_ever(path: Path) -> None:
    """The batch is refused as busy, and can be applied afterwards; look-ups go on meanwhile."""
    store = CaseStore(path, KEY, busy_timeout_s=0.05)
    store.apply([put(case(1))])
    with sqlite3.connect(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            store.apply([put(case(2))])
        assert store.cases.get("CASE-0001") is not None
    store.apply([put(case(2))])
    assert len(store.cases) == 2
    store.close()


def test_a_closed_store_gives_no_answer(store: CaseStore) -> None:
    """Nor does a file that cannot be read: `no such case` would be one."""
    store.close()
    for attempt in (
        lambda: store.cases.get("x"),
        lambda: store.cases.directory.case_of("1"),
        lambda: len(store.cases),
    ):
        with pytest.raises(CaseStoreError):
            attempt()
