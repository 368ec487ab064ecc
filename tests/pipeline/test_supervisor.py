"""Workers that were started together end together, in order, and the worst of their exit codes is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.contract import BadInput
from pipeline.worker.config import INSTANCE_VARIABLE, Config
from pipeline.worker.config_file import parse_config
from pipeline.worker.members import members
from tests.command import ROOT

#: Seconds after which a supervisor has not ended, on a machine that does much else.
_PATIENCE_S = 120
_KAFKA = 'bus.kind = "kafka"\ninstance = "node"\n'


class Supervised:
    """A supervisor with workers, in a group of its own. `said` holds the lines that they all have written so far."""

    def __init__(self, folder: Path, *words: str) -> None:
        command = [sys.executable, "-m", "tests.pipeline.supervised", str(folder), *words]
        environment = {**os.environ, INSTANCE_VARIABLE: "of-the-supervisor"}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        # What hangs is killed, and then the test fails.
        self._patience = threading.Timer(_PATIENCE_S, lambda: os.killpg(self._process.pid, signal.SIGKILL))
        self._patience.start()
        self.said: list[str] = []

    def wait_for(self, words: str, times: int = 1) -> None:
        """Wait until `words` have been said so often."""
        assert self._process.stderr is not None
        while sum(words in line for line in self.said) < times:
            line = self._process.stderr.readline()
            assert line, f"ended before {words!r}: {self.said}"
            self.said.append(line)

    def send(self, number: signal.Signals, whole_group: bool = False) -> None:
        """Send a signal to the supervisor, or to its workers, too."""
        (os.killpg if whole_group else os.kill)(self._process.pid, number)

    def end(self) -> int:
        """Return the exit code when the supervisor and all of its workers have ended, and stderr with them."""
        assert self._process.stderr is not None
        self.said += self._process.stderr
        self._patience.cancel()
        return self._process.wait()

    def count(self, words: str) -> int:
        """Return in how many lines `words` are."""
        return sum(words in line for line in self.said)


@pytest.mark.parametrize(
    ("number", "whole_group"),
    [(signal.SIGTERM, False), (signal.SIGTERM, True), (signal.SIGINT, True)],
    ids=["SIGTERM", "SIGTERM for all, as of systemd", "Ctrl-C"],
)
def test_a_signal_ends_all_in_order(tmp_path: Path, number: signal.Signals, whole_group: bool) -> None:
    """Real workers finish their batch, also where they have got the signal themselves; each says which it is."""
    supervised = Supervised(tmp_path, "w-0=run", "w-1=run")
    supervised.wait_for("worker_started", 2)
    supervised.send(number, whole_group)
    assert supervised.end() == 0
    stopped = [line for line in supervised.said if "worker_stopped" in line]
    assert sorted(line.partition('"instance": "')[2][:3] for line in stopped) == ["w-0", "w-1"]
    assert supervised.count("Traceback") == 0


def test_a_worker_that_was_told_itself_is_not_told_twice(tmp_path: Path) -> None:
    """What the supervisor tells it afterwards does not cut short what it is finishing."""
    supervised = Supervised(tmp_path, "w-0=wait:0.5", "w-1=wait:0.5")
    supervised.wait_for("began", 2)
    for name in ("w-0", "w-1"):
        os.kill(int((tmp_path / name).read_text()), signal.SIGTERM)
    supervised.wait_for("was told", 2)
    supervised.send(signal.SIGTERM)
    assert supervised.end() == 0


def test_a_signal_during_the_start_ends_all_in_order(tmp_path: Path) -> None:
    """It comes before the workers can heed it, and is not lost."""
    supervised = Supervised(tmp_path, "w-0=run", "w-1=run", "w-2=end:2")
    supervised.wait_for("w-2 ended with exit code 2")  # the lightest of them, while the others still start
    supervised.send(signal.SIGINT, whole_group=True)
    assert supervised.end() == 2
    assert supervised.count("Traceback") == 0


@pytest.mark.parametrize(
    ("deed", "code", "words"),
    [
        ("end:0", 0, "w-1 ended with exit code 0"),
        ("end:1", 1, "w-1 ended with exit code 1"),
        ("end:2", 2, "w-1 ended with exit code 2"),
        ("die", 1, "w-1 was ended by SIGKILL"),
    ],
)
def test_when_one_ends_all_end(tmp_path: Path, deed: str, code: int, words: str) -> None:
    """It is named, the others are told, and the worst exit code is that of all; a kill is a failure."""
    supervised = Supervised(tmp_path, "w-0=wait:0", f"w-1={deed}", "w-2=wait:0")
    assert supervised.end() == code
    assert supervised.count(words) == 1
    assert supervised.count("all workers end") == 1
    assert supervised.count("was told") == 2


def test_until_idle_each_ends_for_itself(tmp_path: Path) -> None:
    """One that has found nothing more to do ends, and the others go on."""
    supervised = Supervised(tmp_path, "--until-idle", "w-0=end:0", "w-1=outlast:w-0")
    assert supervised.end() == 0
    assert supervised.count("all workers end") == 0


def test_until_idle_one_that_fails_ends_all(tmp_path: Path) -> None:
    """What it has left over would keep the others for as long as its session lasts."""
    supervised = Supervised(tmp_path, "--until-idle", "w-0=end:1", "w-1=wait:0")
    assert supervised.end() == 1
    assert supervised.count("w-1 was told") == 1


def test_a_second_signal_ends_all_at_once(tmp_path: Path) -> None:
    """A worker that does not end when it is told to does not keep an operator waiting."""
    supervised = Supervised(tmp_path, "w-0=wait:600", "w-1=wait:600")
    supervised.wait_for("began", 2)
    supervised.send(signal.SIGTERM)
    supervised.wait_for("was told", 2)
    supervised.send(signal.SIGTERM)
    assert supervised.end() == 1


def test_no_worker_outlives_its_supervisor(tmp_path: Path) -> None:
    """Killed, it tells nobody anything; the workers notice, end in order, and leave names and ports to their successors."""
    supervised = Supervised(tmp_path, "w-0=run", "w-1=run")
    supervised.wait_for("worker_started", 2)
    supervised.send(signal.SIGKILL)
    assert supervised.end() == -signal.SIGKILL
    assert supervised.count("worker_stopped") == 2


def _kafka(tmp_path: Path, more: str = "") -> Config:
    return parse_config(_KAFKA + more, "kafka.toml").under(tmp_path)


def test_each_member_has_a_name_a_directory_and_a_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are told apart by their numbers, the same at each start; keys are where they were."""
    monkeypatch.delenv(INSTANCE_VARIABLE, raising=False)
    config = _kafka(tmp_path, 'keys.pseudonym = "p.key"\nmetrics.port = 9000\n')
    found = members(config, 3)
    assert list(found) == [one.instance for one in found.values()] == ["node-0", "node-1", "node-2"]
    assert [one.data for one in found.values()] == [tmp_path / "mifeng-data" / name for name in found]
    assert [one.metrics.port for one in found.values()] == [9000, 9001, 9002]
    assert {one.reviewer_public_path for one in found.values()} == {config.reviewer_public_path}
    assert {one.pseudonym_key_path for one in found.values()} == {tmp_path / "p.key"}
    assert found == members(config, 3)


def test_the_environment_gives_the_first_half_of_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for one worker, it goes before the file. A free port for each remains one."""
    monkeypatch.setenv(INSTANCE_VARIABLE, "pod-7")
    found = members(_kafka(tmp_path, "metrics.port = 0\n"), 2)
    assert list(found) == ["pod-7-0", "pod-7-1"]
    assert [one.metrics.port for one in found.values()] == [0, 0]


@pytest.mark.parametrize(
    ("more", "place"),
    [("metrics.port = 65534\n", "metrics.port"), (f'instance = "{"n" * 99}"\n', "instance")],
)
def test_there_must_be_room_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, place: str
) -> None:
    """Two have it, three or a longer name have not."""
    monkeypatch.delenv(INSTANCE_VARIABLE, raising=False)
    text = (_KAFKA.partition("instance")[0] if place == "instance" else _KAFKA) + more
    config = parse_config(text, "kafka.toml").under(tmp_path)
    with pytest.raises(BadInput) as raised:
        members(config, 3)
    assert raised.value.place == place


def test_the_embedded_bus_has_one_worker(tmp_path: Path) -> None:
    """Two would do the same work; the error says what to use instead, and nothing is begun."""
    (tmp_path / "mifeng.toml").write_text("metrics.port = 0\n")
    done = CliRunner().invoke(app, ["run", "--workers", "2", "--config", str(tmp_path / "mifeng.toml")])
    assert isinstance(done.exception, BadInput)
    assert str(done.exception).startswith('--workers: expected bus.kind = "kafka"')
    assert not (tmp_path / "mifeng-data").exists()


@pytest.mark.parametrize("workers", ["0", "-2", "257", "all"])
def test_nonsense_is_refused(workers: str) -> None:
    """The complaint names the option."""
    done = CliRunner().invoke(app, ["run", "--workers", workers])
    assert done.exit_code == 2
    assert "--workers" in done.stderr
