"""Keys are made once and on purpose; a worker on Kafka makes none."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest

from pipeline.checking.finding import Finding
from pipeline.contract import BadInput
from pipeline.quarantine import load_identity, load_recipients
from pipeline.worker.config import Config
from pipeline.worker.config_file import parse_config
from pipeline.worker.first_run import prepare
from tests.command import ROOT, mifeng

_FILES = ("reviewer.identity", "reviewer.pub", "pseudonym.key")


def test_keys_are_made_once(tmp_path: Path) -> None:
    """Three files that belong together, secrets for their owner only; a second call replaces nothing."""
    keys = tmp_path / "new" / "keys"
    made = mifeng("keys", "create", keys)
    assert (made.code, made.err) == (0, "")
    assert all(str(keys / name) in made.out.decode() for name in _FILES)
    assert [str(one) for one in load_recipients(keys / "reviewer.pub")] == [
        str(load_identity(keys / "reviewer.identity").to_public())
    ]
    for secret in ("reviewer.identity", "pseudonym.key"):
        assert stat.S_IMODE((keys / secret).stat().st_mode) == 0o600
        assert (keys / secret).read_text().split()[-1] not in made.out.decode()
    before = {name: (keys / name).read_bytes() for name in _FILES}
    again = mifeng("keys", "create", keys)
    assert (again.code, again.out) == (2, b"")
    assert "there is a key already" in again.err
    assert {name: (keys / name).read_bytes() for name in _FILES} == before


@pytest.mark.parametrize("there", _FILES)
def test_half_a_set_is_not_completed(tmp_path: Path, there: str) -> None:
    """A key that is there already belongs to another set, so nothing is made beside it."""
    (tmp_path / there).write_text("x")
    assert mifeng("keys", "create", tmp_path).code == 2
    assert [path.name for path in tmp_path.iterdir()] == [there]


@pytest.fixture
def on_kafka(tmp_path: Path) -> Config:
    """Return a configuration for Kafka in a directory that is not there yet."""
    return parse_config('bus.kind = "kafka"\n', "c").under(tmp_path / "new")


def test_a_worker_on_kafka_makes_no_keys(on_kafka: Config) -> None:
    """It is told which key is missing and how keys are made; with them it is content."""
    with pytest.raises(BadInput, match=r"reviewer\.pub: expected this key.*mifeng keys create"):
        prepare(on_kafka)
    keys = on_kafka.data / "keys"
    assert not keys.exists()
    assert mifeng("keys", "create", keys).code == 0
    (keys / "reviewer.identity").unlink()
    prepare(on_kafka)
    (keys / "pseudonym.key").unlink()
    with pytest.raises(BadInput, match=r"pseudonym\.key: expected this key"):
        prepare(on_kafka)
    assert "read again from Kafka" in (on_kafka.data / "README.txt").read_text()


def _pinned() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    return {one for extra in project.values() for one in extra if one.startswith("kafka-python")}


def test_the_library_is_pinned_and_another_minor_is_noticed() -> None:
    """Its inside is used, so its versions are bounded in one way everywhere, and the check tells one from beyond."""
    kafka = pytest.importorskip("pipeline.checking.kafka")
    lowest, beyond = (".".join(map(str, bound)) for bound in kafka.SUPPORTED)
    assert _pinned() == {f"kafka-python>={lowest},<{beyond}"}

    def state(version: str) -> str:
        found: Finding = kafka.check_library(version)
        return found.state

    assert {state(one) for one in ("3.0.12", "3.0.13")} == {"ok"}
    assert {state(one) for one in ("3.0.11", "3.1.0", "3.1", "4.0.0", "2.3.0")} == {"wrong"}
