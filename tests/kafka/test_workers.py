"""`mifeng run --workers`: several workers under one command share the partitions, and together lose and repeat nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import urllib.request
from collections import Counter
from itertools import count
from pathlib import Path

import pytest

from pipeline.worker.exit_codes import DONE, FAILED
from tests.command import spawned
from tests.kafka.broker import Broker
from tests.kafka.buses import turns
from tests.kafka.deployments import Deployment, plain
from tests.kafka.running import Running
from tests.kafka.settings import HOST

WORKERS, PARTITIONS, AT_ONCE = 3, 6, 60
#: Seconds that work, or a rebalance after a kill, may take on a machine that does much else.
_PATIENCE_S, _STOP_S = 120.0, 60.0
_DECIDED = re.compile(r"^mifeng_messages_total\{.*\} ([0-9.e+]+)$", re.MULTILINE)


class Traffic:
    """Messages to a deployment on as many keys as it takes to reach each partition."""

    def __init__(self, made: Deployment) -> None:
        self.made = made
        self._kafka = made.config().kafka
        self._numbers = count()
        self.sent: list[str] = []

    def send(self) -> None:
        """Send some messages that are all let through."""
        names = [f"m-{number}" for number, _ in zip(self._numbers, range(AT_ONCE), strict=False)]
        values = [
            json.dumps({"id": name, "recipients": [], "text": "明天下午三点开会"}).encode() for name in names
        ]
        keys = [f"key-{number}".encode() for number in range(AT_ONCE)]
        self.made.publish(self._kafka, self.made.route.input, list(zip(keys, values, strict=True)))
        self.sent += names

    def came_of(self) -> tuple[Counter[str], Counter[str]]:
        """Return how often each message has been decided, and let through."""
        return self._ids(self.made.route.decisions), self._ids(self.made.route.cleared)

    def _ids(self, topic: str) -> Counter[str]:
        return Counter(json.loads(record.value)["id"] for record in self.made.read(self._kafka, topic))

    def wait_until_done(self) -> None:
        """Wait until each message has been decided, and look whether it was so once, and let through once."""
        for _ in turns("the last decision", _PATIENCE_S):
            if len(self._ids(self.made.route.decisions)) == len(self.sent):
                break
        assert self.came_of() == (Counter(self.sent), Counter(self.sent))


@pytest.fixture
def traffic(kafka: Broker, tmp_path: Path) -> Traffic:
    """A deployment with six partitions a topic."""
    made = plain(kafka, tmp_path)
    with kafka.admin() as client:
        made.make_topics(client, PARTITIONS)
    return Traffic(made)


def decided(port: int) -> float:
    """Return how many records the worker has decided that serves its metrics there; 0 while nobody does."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/metrics", timeout=5) as page:
            return sum(map(float, _DECIDED.findall(page.read().decode())))
    except OSError:
        return 0


def send_until_each_has_decided(traffic: Traffic, running: Running) -> None:
    """Give the group work until all members have had some of it."""
    ports = range(running.port, running.port + WORKERS)
    for _ in turns("work for each", _PATIENCE_S):
        assert running._process.is_alive(), running.said[-2000:]
        traffic.send()
        if all(map(decided, ports)):
            return


def test_three_workers_share_the_partitions(kafka: Broker, traffic: Traffic) -> None:
    """Each is a member with a name, a directory and a port of its own; each message comes out once; SIGTERM ends all well."""
    names = [f"w1-{number}" for number in range(WORKERS)]
    with Running(traffic.made, workers=WORKERS) as running:
        send_until_each_has_decided(traffic, running)
        traffic.wait_until_done()
        group = traffic.made.config().group
        with kafka.admin() as client:
            members = client.describe_groups([group])[group]["members"]
        assert sorted(one["group_instance_id"] for one in members) == [f"{group}.{name}" for name in names]
        assert running.terminate(_STOP_S) == DONE
    assert running.said.count("worker_stopped") == WORKERS
    assert sorted(path.name for path in running.data.iterdir()) == names


def test_one_that_is_killed_ends_all_and_the_next_start_goes_on(traffic: Traffic) -> None:
    """The exit code asks for a start, which finds the same names; nothing was lost, and nothing is done again."""
    with Running(traffic.made, workers=WORKERS) as running:
        send_until_each_has_decided(traffic, running)
        workers = spawned(running.pid)
        assert len(workers) == WORKERS
        traffic.send()
        os.kill(workers[1], signal.SIGKILL)
        assert running.wait_for_end(_STOP_S) == FAILED
    assert sum("was ended by SIGKILL" in line for line in running.words) == 1
    assert running.said.count("worker_stopped") == WORKERS - 1
    traffic.send()
    with Running(traffic.made, workers=WORKERS) as running:
        traffic.wait_until_done()
        assert running.terminate(_STOP_S) == DONE
