"""A worker with traffic, the quarantine's exporter and a Prometheus that scrapes both, all of them real processes."""

from __future__ import annotations

import itertools
import json
import signal
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.bus import Output
from pipeline.cli.topic_access import open_publisher
from pipeline.worker.config import Config
from pipeline.worker.config_file import load_config
from tests.command import MIFENG, ROOT, mifeng
from tests.deploy.panels import Query, queries
from tests.deploy.prometheus import Server
from tests.kafka.process import Process
from tests.kafka.settings import HOST, free_port

DEMO = ROOT / "deploy" / "compose" / "demo"
_RUN = (str(MIFENG), "run")
#: A worker whose detectors find nothing.
BLIND = (sys.executable, "-m", "tests.deploy.blind_worker")
_START_S = 120
_EMBEDDED = """\
cases = "{demo}/cases.jsonl"
bus.durability = "process"
metrics.port = {port}
worker.canary_s = 2
"""
#: Beside the demo's: a borrower who is not in the case, a case that nobody knows.
_MORE = (
    {"case_id": "C-1", "recipients": [{"address": "13011112222", "relation": "borrower"}], "text": "您的账单8600.50元已逾期。"},
    {"case_id": "C-9", "recipients": [{"address": "13011112222", "relation": "borrower"}], "text": "请回电400-123-4567。"},
)  # fmt: skip


@dataclass
class Traffic:
    """Messages and notes for a worker: the demo's, some more, and records that cannot be inspected."""

    config: Config
    rounds: Iterator[int] = field(default_factory=itertools.count)

    def send(self) -> None:
        """Publish one round, under new ids, from five senders."""
        number = next(self.rounds)
        for route, values in zip(self.config.routes, (_messages(number), _notes(number)), strict=False):
            with closing(open_publisher(self.config, route.input)) as publisher:
                publisher.publish([Output(route.input, value) for value in values])


def _messages(number: int) -> list[bytes]:
    lines = [json.loads(line) for line in (DEMO / "messages.jsonl").read_text("utf-8").splitlines()]
    return [_named(one, f"m-{number}-{place}", place % 5) for place, one in enumerate([*lines, *_MORE])]


def _notes(number: int) -> list[bytes]:
    lines = (DEMO / "notes.jsonl").read_text("utf-8").splitlines()
    return [_named(json.loads(line), f"n-{number}-{place}", place) for place, line in enumerate(lines)]


def _named(fields: dict[str, object], name: str, sender: int) -> bytes:
    return json.dumps(
        {**fields, "id": name, "sender": {"id": f"agent-{sender}"}}, ensure_ascii=False
    ).encode()


@dataclass
class Scene:
    """What runs, and what one does to it. `file` is the worker's configuration."""

    folder: Path
    file: Path
    prometheus: Server
    traffic: Traffic

    @property
    def identity(self) -> Path:
        """Return the reviewers' key."""
        return self.traffic.config.reviewer_public_path.with_name("reviewer.identity")

    def review(self) -> None:
        """Release the first message that is held, and reject the first that is blocked, once some wait."""
        self.wait_until("quarantine", lambda: self.prometheus.query("sum(mifeng_quarantine_depth) > 10"))
        done = mifeng("quarantine", "list", "--json", "--config", self.file)
        waiting = [json.loads(line) for line in done.out.splitlines()]
        for action, word in (("hold", "release"), ("block", "reject")):
            name = next(one["reference"] for one in waiting if one["action"] == action)
            key = ["--key", self.identity] if word == "release" else []
            words = ["quarantine", word, name, "--reviewer", "lin.q", "--reason", "false-alarm", *key]
            done = mifeng(*words, "--config", self.file)
            assert done.code == 0, done.err

    def wait_until(
        self, what: str, holds: Callable[[], object], seconds: float = 90, sends: bool = True
    ) -> None:
        """Send a round each second until something holds. Fails after `seconds`, with what `holds` returned last."""
        until = time.monotonic() + seconds
        while not (found := holds()):
            assert time.monotonic() < until, f"no {what}: {found}"
            if sends:
                self.traffic.send()
            time.sleep(1)


def embedded(folder: Path) -> Path:
    """Write a configuration for the embedded bus, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "mifeng.toml"
    file.write_text(_EMBEDDED.format(demo=DEMO, port=free_port()), "utf-8")
    return file


@contextmanager
def scene(folder: Path, file: Path, rules: str, worker: Sequence[str] = _RUN) -> Iterator[Scene]:
    """Start everything, in order, and yield it; stop it all behind the block. `worker` is its command line."""
    config, port = load_config(file), free_port()
    watch = ["quarantine", "watch", "--port", str(port), "--interval", "1"]
    with ExitStack() as running:
        _start(running, [*worker, "--config", str(file)], folder / "worker.log", config.metrics.port)
        _start(running, [str(MIFENG), *watch, "--config", str(file)], folder / "watch.log", port)
        targets = {"mifeng": [f"{HOST}:{config.metrics.port}"], "mifeng-quarantine": [f"{HOST}:{port}"]}
        (folder / "test.rules.yaml").write_text(rules, "utf-8")
        prometheus = running.enter_context(Server(folder / "prometheus", targets, folder / "test.rules.yaml"))
        yield Scene(folder, file, prometheus, Traffic(config))


def wait_for_data(running: Scene, chosen: dict[str, str], without: frozenset[str]) -> None:
    """Wait until every panel has data, with `chosen` for its variables, but those `without`, which have none."""
    lacking: list[Query] = []

    def complete() -> bool:
        lacking[:] = [query for query in queries() if not query.has_data(running.prometheus, chosen)]
        return {query.panel for query in lacking} <= without

    try:
        running.wait_until("data", complete)
    finally:
        assert {query.panel for query in lacking} == without, lacking


def _start(running: ExitStack, command: Sequence[str], log: Path, port: int) -> None:
    process = Process(command, log)
    running.callback(_end, process)
    until = time.monotonic() + _START_S
    while not _is_ready(port):
        said = log.read_text("utf-8", "replace")[-2000:]
        assert process.is_alive(), f"ended at its start: {said}"
        assert time.monotonic() < until, f"not ready: {said}"
        time.sleep(0.1)


def _end(process: Process) -> None:
    process.send(signal.SIGTERM)
    if not process.wait(30):
        process.kill()


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/readyz", timeout=5):
            return True
    except OSError:
        return False
