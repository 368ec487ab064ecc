"""What deploy/compose starts, as plain processes: its broker's settings, its scripts and its commands, on real Kafka."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from pipeline.bus.kafka.topic_reader import KafkaTopicReader
from pipeline.worker.config_file import load_config
from tests.deploy.compose import Ground, broker_properties
from tests.kafka.broker import Broker
from tests.kafka.settings import HOST, Node

_WAIT_S = 120


@pytest.fixture(scope="module")
def ground(kafka_is_here: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """The ground after the one-shot, on a broker that is set up as compose.yaml does."""
    folder = tmp_path_factory.mktemp("compose")
    node = Node()
    settings = broker_properties(node.port, node.controller_port, folder / "data")
    with Broker(folder, settings, node=node) as broker:
        root = tmp_path_factory.mktemp("root")
        laid = Ground(root, broker.bootstrap)
        _finished(laid, "setup")
        # As the worker's mount has it.
        (root / "keys").symlink_to(root / "data" / "keys" / "worker")
        yield laid


def _finished(ground: Ground, name: str) -> str:
    done = subprocess.run(
        ground.command(name), env=ground.environment(name), cwd=ground.root,
        capture_output=True, text=True, timeout=_WAIT_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def _running(ground: Ground, name: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        ground.command(name), env=ground.environment(name), cwd=ground.root, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _until(held: Callable[[], bool]) -> None:
    until = time.monotonic() + _WAIT_S
    while not held():
        assert time.monotonic() < until
        time.sleep(0.3)


def _page(ground: Ground, port: str, path: str) -> str:
    try:
        with urlopen(f"http://{HOST}:{ground.ports[port]}{path}", timeout=5) as answer:
            return str(answer.read().decode())
    except (URLError, ConnectionError):
        return ""


def _decisions(ground: Ground) -> dict[str, str]:
    config = load_config(ground.root / "etc/mifeng/mifeng.toml")
    with closing(KafkaTopicReader(config.kafka, "test")) as reader:
        records = [record for route in config.routes for record in reader.read(route.decisions)]
    return {one["id"]: one["action"] for one in (json.loads(record.value) for record in records)}


def test_the_one_shot_can_be_run_again(ground: Ground) -> None:
    """It has made the reviewers' keys apart from the workers'; a second run changes nothing."""
    keys = ground.root / "data" / "keys"
    made = {str(path.relative_to(keys)) for path in keys.rglob("*") if path.is_file()}
    assert made == {"reviewer/reviewer.identity", "reviewer/reviewer.pub", "worker/reviewer.pub", "worker/pseudonym.key"}  # fmt: skip
    before = (keys / "worker" / "reviewer.pub").read_bytes()
    assert ": made" not in _finished(ground, "setup")
    assert (keys / "worker" / "reviewer.pub").read_bytes() == before


def test_messages_go_through(ground: Ground) -> None:
    """Worker, producer, exporter and review, by their own command lines: each demo message gets the decision it is there for."""
    with _running(ground, "worker"), _running(ground, "quarantine"):
        _until(lambda: _page(ground, "9464", "/readyz") == "ok\n")
        with _running(ground, "producer"):
            _until(lambda: len(_decisions(ground)) >= 11)
        _until(lambda: 'mifeng_quarantine_depth{route="messages"}' in _page(ground, "9465", "/metrics"))
    decided = _decisions(ground)
    assert {decided[f"d-{number}"] for number in (1, 4, 6, 8)} == {"allow"}
    assert {decided[f"d-{number}"] for number in (2, 5, 7)} == {"block"}
    assert decided["d-3"] == "redact"
    assert set(decided.values()) == {"allow", "redact", "hold", "block"}
    (ground.root / "keys").unlink()
    (ground.root / "keys").symlink_to(ground.root / "data" / "keys" / "reviewer")
    assert "d-2" in _finished(ground, "review")


def test_the_scripts_are_for_a_posix_shell(ground: Ground) -> None:
    """The image's /bin/sh is dash; both scripts parse in this machine's."""
    for script in sorted((ground.root / "demo").glob("*.sh")):
        subprocess.run(["/bin/sh", "-n", script], check=True, timeout=10)
    assert [Path(word).name for word in ground.command("setup")] == ["sh", "setup.sh"]
