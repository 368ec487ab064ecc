"""A worker that does well, watched by a real Prometheus with the real rules, calls nobody."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.alerts.alerts import ALERTS
from deploy.alerts.files import RULES_FILE
from deploy.alerts.recordings import RECORDINGS
from tests.command import MIFENG, mifeng
from tests.deploy.prometheus import Binaries, Server
from tests.kafka.settings import HOST, free_port

_MESSAGE = {"channel": "sms", "recipients": [{"address": "13800001111", "relation": "friend"}]}
_TEXTS = ("您好，请回电话。", "您朋友的手机号是13900001111，欠款8600.50元。")
_WAIT_S = 90.0


@pytest.fixture(scope="module")
def watched(prometheus: Binaries, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A worker on the embedded bus that has inspected its messages, and the Prometheus that scrapes it."""
    folder = tmp_path_factory.mktemp("quiet")
    port = free_port()
    (folder / "mifeng.toml").write_text(f"metrics.port = {port}\n", "utf-8")
    with (folder / "worker.log").open("wb") as log:
        worker = subprocess.Popen([MIFENG, "run", "--config", "mifeng.toml"], cwd=folder, stderr=log)
    try:
        with Server(folder / "prometheus", {"mifeng": [f"{HOST}:{port}"]}, RULES_FILE) as server:
            _until(lambda: bool(server.query("mifeng_canary_runs_total > 0")))
            _publish(folder)
            _until(lambda: bool(server.query("sum(mifeng:inspected:rate5m) > 0")))
            yield server
    finally:
        worker.terminate()
        worker.wait(30)


def _publish(folder: Path) -> None:
    messages = [{"id": f"m-{number}", "text": text, **_MESSAGE} for number, text in enumerate(_TEXTS * 5)]
    (folder / "messages.jsonl").write_text("\n".join(map(json.dumps, messages)) + "\n", "utf-8")
    words = ("topics", "publish", "mifeng.messages", "messages.jsonl", "--config", "mifeng.toml")
    assert mifeng(*words, cwd=folder).code == 0


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _WAIT_S
    while not holds():
        assert time.monotonic() < end, "Prometheus did not see it"
        time.sleep(0.5)


def test_no_alert_is_even_pending(watched: Server) -> None:
    """With traffic, of which half is stopped, no alert of the list has its condition fulfilled."""
    _until(lambda: not watched.alerts())


def test_every_condition_can_be_asked(watched: Server) -> None:
    """Each expression is one that this Prometheus answers for the series of a real worker, and has nothing to say."""
    assert {alert.name: found for alert in ALERTS if (found := watched.query(alert.expr))} == {}


def test_what_is_recorded_is_there(watched: Server) -> None:
    """Every recording of the list has a result: its query has the names and labels that a worker exposes."""
    _until(lambda: all(watched.query(one.record) for one in RECORDINGS))
