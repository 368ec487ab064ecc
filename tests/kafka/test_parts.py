"""What the brokers are made of: jars fetched once, processes that do not outlive the tests, a command to start one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kafka import jars
from tests.kafka.process import Process

ROOT = Path(__file__).parents[2]
# Stands in for Maven: writes one jar a second after it was called, and a line for each call.
_SLOW_MVN = """#!/bin/sh
echo called >> "$CALLS"
for word; do case $word in -DoutputDirectory=*) out=${word#*=};; esac; done
sleep 1
mkdir -p "$out" && touch "$out/server.jar"
"""
# Starts a child that would hold the pipe open for a minute, and waits to be killed itself.
_DIES = """
import os, pathlib, signal, time
from tests.kafka.process import Process
child = Process(["sh", "-c", "exec > pipe; echo open; exec sleep 60"], pathlib.Path("child.log"))
time.sleep(60)
"""


@pytest.fixture
def mvn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a Maven that only notes that it was called, in the file returned."""
    command = tmp_path / "bin" / "mvn"
    command.parent.mkdir()
    command.write_text(_SLOW_MVN)
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setattr(jars, "_CACHE", tmp_path / "cache")
    return tmp_path / "calls"


def test_jars_are_fetched_once(mvn: Path) -> None:
    """Two that want them at the same time both get them, from one fetch; so does one that comes later."""
    with ThreadPoolExecutor(2) as pool:
        found = [future.result() for future in [pool.submit(jars.jars) for _ in range(2)]]
    assert {*found, jars.jars()} == {str(mvn.parent / "cache" / jars.version() / "server.jar")}
    assert mvn.read_text() == "called\n"


def test_half_a_fetch_is_begun_anew(mvn: Path) -> None:
    """A folder without the mark that is written last is not used, nor is anything in it."""
    half = mvn.parent / "cache" / jars.version() / "half.jar"
    half.parent.mkdir(parents=True)
    half.touch()
    assert jars.jars().endswith("server.jar")
    assert not half.exists()


def test_a_failed_fetch_says_why(mvn: Path) -> None:
    """What Maven says is the error, and the next call tries again."""
    command = mvn.parent / "bin" / "mvn"
    command.write_text("#!/bin/sh\necho no such version; exit 1\n")
    with pytest.raises(jars.FetchFailed, match="no such version"):
        jars.jars()
    command.write_text(_SLOW_MVN)
    assert jars.jars().endswith("server.jar")


def test_what_is_missing_is_named(mvn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java nothing runs; Maven is missed only while the jars are not there."""
    assert jars.missing() in (None, "Kafka needs java")
    monkeypatch.setenv("PATH", str(mvn.parent / "nowhere"))
    assert jars.missing() == "Kafka needs java and mvn"


def test_a_child_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    """Brokers go even when the test run is killed and cannot clean up."""
    os.mkfifo(tmp_path / "pipe")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        subprocess.Popen([sys.executable, "-c", _DIES], cwd=tmp_path, env=environment) as parent,
        (tmp_path / "pipe").open("rb") as pipe,
    ):
        assert pipe.readline() == b"open\n"
        began = time.monotonic()
        parent.kill()
        assert pipe.read() == b""  # the end comes when nobody holds the other side any more
    assert time.monotonic() - began < 30


def test_a_process_is_killed_while_paused(tmp_path: Path) -> None:
    """SIGKILL does what it says, and signals after the end reach nobody."""
    process = Process(["sleep", "60"], tmp_path / "log")
    process.send(signal.SIGSTOP)
    assert process.is_alive()
    assert not process.wait(0.1)
    process.kill()
    assert not process.is_alive()
    process.send(signal.SIGTERM)


def test_make_kafka_starts_one_until_it_is_told_to_end(kafka_is_here: None) -> None:
    """The command prints the address on one line, and SIGINT, as Ctrl-C sends it, ends it in order."""
    command = [sys.executable, "-m", "tests.kafka.start"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        shown = [started.stdout.readline(), started.stdout.readline()]
        started.send_signal(signal.SIGINT)
        assert started.wait(30) == 0
    assert shown[0] == "starting Kafka ...\n"
    assert shown[1].startswith("bootstrap = 127.0.0.1:")
