"""`mifeng cases load`, and the key of the store."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.cases.store import (
    KEY_FILE,
    STORE_FILE,
    CasesKey,
    CaseStore,
    key_for,
    load_cases_key,
    read_key,
)
from pipeline.contract import BadInput
from tests.command import mifeng

_SECRET = bytes(range(32))


def _write(path: Path, *lines: object) -> Path:
    text = "".join(
        f"{line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)}\n" for line in lines
    )
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def _opened(folder: Path, key: CasesKey | None = None) -> Iterator[CaseStore]:
    data = folder / "mifeng-data"
    store = CaseStore(data / STORE_FILE, key or read_key(data / "keys" / KEY_FILE))
    yield store
    store.close()


def test_cases_are_loaded_and_replaced(tmp_path: Path) -> None:
    """The first run makes a private key; a second load updates; unknown fields are ignored; nothing but a count is shown."""
    file = _write(
        tmp_path / "cases.jsonl",
        {"case_id": "C-1", "borrower": {"name": "齐鸿远"}, "branch": 7},
        "",
        {"case_id": "C-2"},
    )
    done = mifeng("cases", "load", file, cwd=tmp_path)
    assert (done.code, done.out, done.err) == (0, b"2 case(s) loaded\n", "")
    assert (tmp_path / "mifeng-data" / "keys" / KEY_FILE).stat().st_mode & 0o777 == 0o600
    _write(file, {"case_id": "C-1", "borrower": {"name": "秦朗"}})
    assert mifeng("cases", "load", file, cwd=tmp_path).code == 0
    with _opened(tmp_path) as store:
        found = store.cases.get("C-1")
        assert found is not None
        assert found.borrower.name == "秦朗"
        assert len(store.cases) == 2


def test_a_bad_line_loads_nothing(tmp_path: Path) -> None:
    """Each bad line is told with FILE:LINE and without its content; exit 2; no store is begun."""
    file = _write(
        tmp_path / "cases.jsonl",
        {"case_id": "C-1"}, "{oops 13900001111", {"borrower": {}}, {"case_id": ""},
        {"case_id": "C-2", "borrower": {"phones": "13900001111"}},
    )  # fmt: skip
    done = mifeng("cases", "load", file, cwd=tmp_path)
    assert (done.code, done.out) == (2, b"")
    places = [line.split(": ")[0] for line in done.err.splitlines()]
    assert places[:4] == [f"{file}:{number}" for number in (2, 3, 4, 5)]
    assert "no case was loaded" in done.err
    assert "1390" not in done.err
    assert not (tmp_path / "mifeng-data").exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """It is wrong use, in one line."""
    done = mifeng("cases", "load", "none.jsonl", cwd=tmp_path)
    assert (done.code, done.err) == (2, "none.jsonl: expected a readable file\n")


def test_the_key_of_the_environment_is_used_and_must_be_the_same(tmp_path: Path) -> None:
    """No key file is made then; with another key the load fails with one line, and no traceback."""
    file = _write(tmp_path / "cases.jsonl", {"case_id": "C-1"})
    good, other = ({"MIFENG_CASES_KEY": secret.hex()} for secret in (_SECRET, bytes(32)))
    assert mifeng("cases", "load", file, cwd=tmp_path, environment=good).code == 0
    assert not (tmp_path / "mifeng-data" / "keys" / KEY_FILE).exists()
    done = mifeng("cases", "load", file, cwd=tmp_path, environment=other)
    assert done.code == 1
    assert "expected the key that this store was begun with" in done.err
    assert "Traceback" not in done.err
    with _opened(tmp_path, CasesKey(_SECRET)) as store:
        assert len(store.cases) == 1


@pytest.mark.parametrize(
    "text", [_SECRET.hex(), _SECRET.hex().upper(), base64.b64encode(_SECRET).decode(), f" {_SECRET.hex()}\n"]
)
def test_a_key_is_read_from_the_environment_or_a_file(tmp_path: Path, text: str) -> None:
    """64 hexadecimal digits or base64, with white space around it; it never shows itself."""
    (tmp_path / "key").write_text(text, encoding="ascii")
    for environment in ({"MIFENG_CASES_KEY": text}, {"MIFENG_CASES_KEY_FILE": str(tmp_path / "key")}):
        key = load_cases_key(environment)
        assert key is not None
        assert (key.secret, repr(key)) == (_SECRET, "<CasesKey>")
    assert load_cases_key({}) is None


@pytest.mark.parametrize(
    "text", ["short", _SECRET.hex()[2:], "g" * 64, "密" * 10, base64.b64encode(bytes(31)).decode()]
)
def test_an_unusable_key_is_refused(tmp_path: Path, text: str) -> None:
    """The error says where the key came from and what was expected, never what was there."""
    (tmp_path / "key").write_text(text, encoding="utf-8")
    for environment in ({"MIFENG_CASES_KEY": text}, {"MIFENG_CASES_KEY_FILE": str(tmp_path / "key")}):
        with pytest.raises(BadInput) as caught:
            load_cases_key(environment)
        assert text not in str(caught.value)
    with pytest.raises(BadInput, match="none: expected a readable key file"):
        load_cases_key({"MIFENG_CASES_KEY_FILE": str(tmp_path / "none")})


def test_a_lost_key_is_not_replaced(tmp_path: Path) -> None:
    """A new key would not open the store that is there: the missing file is named instead."""
    assert key_for(tmp_path, {}).secret == key_for(tmp_path, {}).secret
    (tmp_path / STORE_FILE).touch()
    (tmp_path / "keys" / KEY_FILE).unlink()
    with pytest.raises(BadInput, match=r"cases\.key: expected the key that the case store was begun with"):
        key_for(tmp_path, {})
