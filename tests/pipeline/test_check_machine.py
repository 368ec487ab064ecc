"""`mifeng check` of what is on this machine: all that is wrong is told at once, and nothing is made."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from pipeline.checking import findings
from pipeline.worker.config import INSTANCE_VARIABLE
from pipeline.worker.config_file import parse_config
from pipeline.worker.new_keys import create_keys
from tests.command import mifeng

_CASE = '{"case_id": "C-1", "borrower": {"name": "齐鸿远"}}\n'


def _told(text: str, folder: Path) -> list[str]:
    """Return the lines about a configuration, but those that are well."""
    config = parse_config(f"metrics.port = 0\n{text}", "c.toml").under(folder)
    return [one.line for one in findings(config) if one.state != "ok"]


def test_the_defaults_are_well_and_nothing_is_made(tmp_path: Path) -> None:
    """In an empty directory everything can be made, and is not; only cases are missed."""
    (tmp_path / "c.toml").write_text("metrics.port = 0\n")
    done = mifeng("check", "--config", tmp_path / "c.toml")
    lines = done.out.decode().splitlines()
    assert (done.code, done.err) == (0, "")
    assert [line for line in lines if not line.startswith("ok ")] == [
        "unknown cases: there are none, so every message is of an unknown case; mifeng cases load FILE"
    ]
    assert f"ok data_dir {tmp_path}/mifeng-data (will be made)" in lines
    assert [path.name for path in tmp_path.iterdir()] == ["c.toml"]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Policy, keys, directory, port and cases each have their line, whatever is wrong with the others."""
    keys = tmp_path / "keys"
    create_keys(keys)
    (keys / "reviewer.pub").write_text((keys / "reviewer.identity").read_text())
    (keys / "pseudonym.key").chmod(0o644)
    (tmp_path / "data").write_text("a file")
    (tmp_path / "cases.jsonl").write_text(_CASE + "{\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (tmp_path / "c.toml").write_text(
            f'policy = "gone.yaml"\ndata_dir = "data"\ncases = "cases.jsonl"\nmetrics.port = {port}\n'
            'keys.reviewer_public = "keys/reviewer.pub"\nkeys.pseudonym = "keys/pseudonym.key"\n'
        )
        done = mifeng("check", "--config", tmp_path / "c.toml")
    wrong = [line for line in done.out.decode().splitlines() if line.startswith("wrong ")]
    assert (done.code, done.err) == (1, "")
    assert [line.split()[1] for line in wrong] == ["policy:", "reviewers'", "key", "data_dir", "metrics", "cases"]  # fmt: skip
    assert "expected public keys only, found a secret key" in wrong[1]
    assert "AGE-SECRET-KEY" not in done.out.decode()
    assert "cases.jsonl:2" in wrong[5]


def test_a_configuration_that_is_wrong_is_a_finding(tmp_path: Path) -> None:
    """It has file and line; a file that is not there is wrong use."""
    (tmp_path / "c.toml").write_text("metrics.prot = 1\n")
    done = mifeng("check", "--config", tmp_path / "c.toml")
    assert (done.code, done.err) == (1, "")
    assert done.out.decode().startswith(f"wrong configuration: {tmp_path}/c.toml:1: expected one of the keys")
    assert mifeng("check", "--config", tmp_path / "gone.toml").code == 2


def test_keys_of_a_log_that_has_begun(tmp_path: Path) -> None:
    """Once there is a log, a missing key is wrong; named keys are never made."""
    (tmp_path / "mifeng-data").mkdir()
    (tmp_path / "mifeng-data" / "topics.db").touch()
    told = [line for line in _told("", tmp_path) if line.startswith("wrong ")]
    assert len(told) == 2
    assert all("expected the key that this log was begun with" in line for line in told)
    (told_new,) = [
        line for line in _told('keys.pseudonym = "p.key"', tmp_path / "new") if line.startswith("wrong ")
    ]
    assert "only keys that are not named are made" in told_new


def test_a_directory_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory that stands in the way is named."""
    tmp_path.chmod(0o500)
    if os.geteuid() == 0:  # root may write everywhere
        monkeypatch.setattr(os, "access", lambda *_: False)
    assert f"wrong data_dir {tmp_path}/mifeng-data: {tmp_path} cannot be written by this user" in _told("", tmp_path)  # fmt: skip


def test_a_name_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Kafka a host's name that many hosts have is no name; what the environment says has to be one."""
    kafka = 'bus.kind = "kafka"\nkafka.bootstrap = "127.0.0.1:1"\n'
    monkeypatch.delenv(INSTANCE_VARIABLE, raising=False)
    monkeypatch.setattr(socket, "gethostname", lambda: "localhost")
    assert any(line.startswith("wrong instance localhost: ") for line in _told(kafka, tmp_path))
    assert not any(line.startswith("wrong instance") for line in _told("", tmp_path))
    monkeypatch.setenv(INSTANCE_VARIABLE, "pod-1")
    assert not any("instance" in line for line in _told(kafka, tmp_path))
    monkeypatch.setenv(INSTANCE_VARIABLE, "pod 1")
    assert any(line.startswith("wrong instance: ") for line in _told(kafka, tmp_path))


def test_a_reviewers_identity_beside_a_worker_on_kafka(tmp_path: Path) -> None:
    """The key that opens the quarantine must not lie where the worker runs."""
    create_keys(tmp_path / "mifeng-data" / "keys")
    told = _told('bus.kind = "kafka"\nkafka.bootstrap = "127.0.0.1:1"\n', tmp_path)
    assert any("move it to the reviewers" in line for line in told)


def test_a_case_store_and_its_key(tmp_path: Path) -> None:
    """A store opens with its own key, and with no other; its cases are counted."""
    (tmp_path / "c.toml").write_text("metrics.port = 0\n")
    (tmp_path / "cases.jsonl").write_text(_CASE)
    options = ["--config", tmp_path / "c.toml"]
    assert mifeng("cases", "load", tmp_path / "cases.jsonl", *options).code == 0
    assert b"cases.db (1 cases)" in mifeng("check", *options).out
    (tmp_path / "mifeng-data" / "keys" / "cases.key").write_text("00" * 32)
    done = mifeng("check", *options)
    assert done.code == 1
    assert b"expected the key that this store was begun with" in done.out
