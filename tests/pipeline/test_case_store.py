"""The sealed case store: what it gives back, what it hides, and what it says when something is wrong."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cases import Cases
from pipeline.cases.records import Change, SetAside
from pipeline.cases.store import (
    CaseStore,
    Recent,
)
from pipeline.contract import Borrower, Case, Loan
from pipeline.policy import load_policy
from pipeline.worker.core import CoreInspector
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


def test_a_case_comes_back_as_it_was(store: CaseStore) -> None:
    """Every field, those at their defaults included; nothing for an id that is not there, nor for none."""
    full = case(1)
    bare = Case(case_id="bare", loan=Loan(principal=0.0, days_overdue=0, product=""))
    store.apply([put(full), put(bare)])
    assert store.cases.get("CASE-0001") == full
    assert store.cases.get("bare") == bare
    assert store.cases.get("CASE-0002") is store.cases.get("") is store.cases.get(None) is None
    assert len(store.cases) == 2


def test_an_update_replaces_and_a_tombstone_removes(store: CaseStore) -> None:
    """The case and its identifiers follow at once, though they were decoded before; nothing is left behind in the tables."""
    store.apply([put(case(1, "13900001111"))])
    assert store.cases.directory.case_of("139-0000-1111") == "CASE-0001"
    store.apply([put(case(1, "13900002222"))])
    assert store.cases.directory.case_of("13900001111") is None
    assert store.cases.directory.case_of("13900002222") == "CASE-0001"
    store.apply([Change("CASE-0001", None), Change("never there", None)])
    assert store.cases.get("CASE-0001") is store.cases.directory.case_of("13900002222") is None
    counts = "SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM identifiers)"
    with sqlite3.connect(store.path) as db:
        assert db.execute(counts).fetchone() == (0, 0)
    assert len(store.cases) == 0


def test_the_directory_serves_what_the_one_in_memory_does(store: CaseStore) -> None:
    """The same identifiers, however they are written, and the same owner of a shared one; signs alone are nobody's."""
    borrower = Borrower(
        name="齐鸿远", id_number="11010519491231002x", phones=("13900001111", "---"), bank_cards=("6222 0000",),
        emails=("Qi@Example.com",), wechat_ids=("qi_hy",), qq_numbers=("123456",), plates=("江A12345",),
    )  # fmt: skip
    first = Case(case_id="a", borrower=borrower, loan=Loan(contract_no="HT-9"))
    second = Case(case_id="b", borrower=Borrower(phones=("13900001111", "13900002222")))
    in_memory = Cases([first, second])
    store.apply([put(first), put(second)])
    values = ("11010519491231002X", "139 0000 1111", "13900002222", "62220000", "qi@example.com", "QI_HY", "123456",
              "ht9", "齐鸿远", "江A12345", "---", "", "13700000000")  # fmt: skip
    for value in values:
        assert store.cases.directory.case_of(value) == in_memory.directory.case_of(value), value
    assert store.cases.directory.case_of("13900001111") == "b"
    store.apply([Change("b", None)])
    assert store.cases.directory.case_of("13900001111") == "a"


def test_nothing_can_be_read_in_the_files(store: CaseStore, path: Path) -> None:
    """No value and no id, in no encoding, while the store is open, after an update, and when it is closed."""
    store.apply([put(case(number)) for number in range(50)])
    store.apply([put(case(7, "13900009999", name="秦朗")), Change("CASE-0008", None)])
    planted = [
        "齐鸿远",
        "秦朗",
        "沈若兰",
        "望月路",
        "江州银行",
        "CASE-",
        "HT-0",
        "1390000",
        "1370000",
        "spouse",
        "phones",
    ]
    needles = [text.encode(encoding) for text in planted for encoding in ("utf-8", "utf-16-le", "gb18030")]
    for leave in (lambda: None, store.writer.flush, store.close):
        leave()
        files = [file for file in path.parent.iterdir() if file.name.startswith("cases.db")]
        content = b"".join(file.read_bytes() for file in files)
        assert len(content) > 50 * 100
        assert [needle for needle in needles if needle in content] == []
        assert {file.stat().st_mode & 0o077 for file in files} == {0}


def test_two_stores_have_nothing_in_common(tmp_path: Path) -> None:
    """One key, the same cases: no tag, digest or sealed text is in both, so two files cannot be joined."""
    rows: list[set[bytes]] = []
    for name in ("one.db", "two.db"):
        opened = CaseStore(tmp_path / name, KEY)
        opened.apply([put(case(1))])
        opened.close()
        with sqlite3.connect(tmp_path / name) as db:
            found = db.execute(
                "SELECT tag FROM cases UNION SELECT sealed FROM cases UNION SELECT digest FROM identifiers"
            )
            rows.append({row[0] for row in found})
    assert rows[0].isdisjoint(rows[1])


def test_a_restart_finds_everything(path: Path) -> None:
    """Cases, positions and what was set aside are of one transaction, and there after closing."""
    store = CaseStore(path, KEY)
    store.apply([put(case(1))], "cases", {0: 5, 3: 9}, [SetAside(0, 4, "UnreadableCase")])
    store.close()
    store.close()
    store = CaseStore(path, KEY)
    assert store.cases.get("CASE-0001") == case(1)
    assert store.writer.positions("cases") == {0: 5, 3: 9}
    assert store.writer.set_aside() == [("cases", SetAside(0, 4, "UnreadableCase"))]
    store.close()


def test_what_was_applied_is_not_applied_again(store: CaseStore) -> None:
    """An older record that is delivered again, by a second worker on the same store, changes nothing; nor does a position go back."""
    new, old = case(1, "13900002222"), case(1, "13900001111")
    store.apply([Change("CASE-0001", new, 0, 7)], "cases", {0: 8})
    store.apply([Change("CASE-0001", old, 0, 3)], "cases", {0: 4}, [SetAside(0, 2, "UnreadableCase")])
    assert store.cases.get("CASE-0001") == new
    assert store.writer.positions("cases") == {0: 8}
    assert store.writer.set_aside() == []


def test_a_change_by_another_process_is_seen(path: Path) -> None:
    """`mifeng cases load` beside a running worker: the decoded case is not served any longer."""
    worker, loader = CaseStore(path, KEY), CaseStore(path, KEY)
    loader.apply([put(case(1, "13900001111"))])
    assert worker.cases.get("CASE-0001") == case(1, "13900001111")
    loader.apply([put(case(1, "13900002222"))])
    assert worker.cases.get("CASE-0001") == case(1, "13900002222")
    worker.close()
    loader.close()


def test_waiting_for_a_case(store: CaseStore) -> None:
    """It is returned as soon as it comes, and None when it does not come in time."""
    assert store.cases.wait_for_case("CASE-0001", 0.01) is None
    timer = threading.Timer(0.05, store.apply, [[put(case(1))]])
    timer.start()
    assert store.cases.wait_for_case("CASE-0001", 30) == case(1)
    timer.join()


def test_the_cache_is_bounded_in_number_and_bytes() -> None:
    """The least recently used goes first; what is larger than the whole is not kept."""
    recent = Recent(most=2, most_bytes=100)
    for name in (b"a", b"b"):
        recent.put(name, case(1), 10)
    assert recent.get(b"a") is not None
    recent.put(b"c", case(1), 10)
    assert [recent.get(name) is not None for name in (b"a", b"b", b"c")] == [True, False, True]
    recent.put(b"d", case(1), 95)
    assert [recent.get(name) is not None for name in (b"a", b"c", b"d")] == [False, False, True]
    recent.put(b"e", case(1), 101)
    assert recent.get(b"e") is None
    recent.clear()
    recent.put(b"f", case(1), 100)
    assert len(recent) == 1


def test_look_ups_keep_to_the_bound(path: Path) -> None:
    """However many cases are looked up, no more stay decoded than the cache may hold, and all are right."""
    recent = Recent(most=5)
    store = CaseStore(path, KEY, recent=recent)
    store.apply([put(case(number)) for number in range(40)])
    for number in range(40):
        assert store.cases.get(f"CASE-{number:04}") == case(number)
        assert store.cases.directory.case_of(f"1390000{number:04}") == f"CASE-{number:04}"
    assert len(recent) == 5
    store.close()


def test_many_threads_read_while_one_writes(store: CaseStore) -> None:
    """Each look-up is of one version or the next, never of half a batch, and never an error."""
    versions = [[put(case(n, f"139{version:08}")) for n in range(20)] for version in range(30)]
    store.apply(versions[0])
    wrong: list[object] = []

    def look() -> None:
        for turn in range(400):
            found = store.cases.get(f"CASE-{turn % 20:04}")
            if found is None or found.borrower.phones[0][:3] != "139":
                wrong.append(found)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for version in versions:
        store.apply(version)
    for thread in threads:
        thread.join()
    assert wrong == []
    assert store.cases.get("CASE-0003") == case(3, "13900000029")


def test_the_inspector_takes_either(store: CaseStore) -> None:
    """The same message gets the same verdict from cases in memory and from the store."""
    store.apply([put(case(1)), put(case(2))])
    raw = (
        '{"id":"m-1","channel":"sms","case_id":"CASE-0001","recipients":[{"relation":"friend","address":null}],'
        '"text":"齐鸿远欠款未还，另有一人电话13900000002"}'
    ).encode()
    verdicts = [
        CoreInspector(cases, load_policy("cn")).inspect(raw)
        for cases in (Cases([case(1), case(2)]), store.cases)
    ]
    owners = [[(kind, owner) for kind, owner, _ in verdict.findings] for verdict in verdicts]
    assert ("PHONE_NUMBER", "other_borrower") in owners[0]
    assert owners[0] == owners[1]
    assert verdicts[0].action == verdicts[1].action


_IDS = st.sampled_from(["a", "b", "客户-1", "\x00", "C" * 300])
_PHONES = st.lists(st.sampled_from(["13900001111", "13900002222", "13900003333"]), max_size=3).map(tuple)
_CHANGES = st.tuples(_IDS, st.none() | st.tuples(_PHONES, st.text(max_size=5)))


@given(batches=st.lists(st.lists(_CHANGES, max_size=5), max_size=6))
def test_it_does_as_a_dict_does(batches: list[list[tuple[str, tuple[tuple[str, ...], str] | None]]]) -> None:
    """Any batches of updates and tombstones: cases, size and owners of identifiers are those of a plain dict, also after a restart."""
    with tempfile.TemporaryDirectory() as folder:
        _compare(batches, Path(folder) / "cases.db")


def _compare(batches: list[list[tuple[str, tuple[tuple[str, ...], str] | None]]], path: Path) -> None:
    model: dict[str, Case] = {}
    store = CaseStore(path, KEY)
    for batch in batches:
        changes = [Change(i, _case(i, *what) if what is not None else None) for i, what in batch]
        for change in changes:
            model.pop(change.case_id, None) if change.case is None else model.update(
                {change.case_id: change.case}
            )
        store.apply(changes)
        _same(store, model)
    store.close()
    store = CaseStore(path, KEY)
    _same(store, model)
    store.close()


def _case(case_id: str, phones: tuple[str, ...], name: str) -> Case:
    return Case(case_id=case_id, borrower=Borrower(phones=phones, name=name))


def _same(store: CaseStore, model: dict[str, Case]) -> None:
    assert {i: store.cases.get(i) for i in ("a", "b", "客户-1", "\x00", "C" * 300)} == {
        i: model.get(i) for i in ("a", "b", "客户-1", "\x00", "C" * 300)
    }
    assert len(store.cases) == len(model)
    for phone in ("13900001111", "13900002222", "13900003333"):
        owners = {i for i, one in model.items() if phone in one.borrower.phones}
        owner = store.cases.directory.case_of(phone)
        assert owner in owners if owners else owner is None
