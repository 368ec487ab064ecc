"""The watch tells how much waits for a reviewer and since when, and nothing of what it is."""

from __future__ import annotations

import re
import subprocess
import time
import urllib.request
from pathlib import Path

from pipeline.review import decisions
from pipeline.review.backlog import Backlog
from pipeline.review.reason import Reason
from pipeline.review.search import find
from pipeline.review.watch import registry_of
from pipeline.worker.routes import MESSAGES
from tests.command import MIFENG
from tests.pipeline.review_fakes import REVIEWER, Plant, reference
from tests.pipeline.worker_fakes import CANARY, message


def test_depth_and_decisions_follow_the_topics(tmp_path: Path) -> None:
    """Held and blocked records wait until somebody decides; later ones are read on from where the last look ended."""
    plant = Plant(tmp_path, ("hold", "block", "crash", "allow", "hold"))
    backlog = Backlog(MESSAGES)
    value = registry_of([backlog]).get_sample_value
    with plant.desk() as desk:
        backlog.catch_up(desk)
        assert value("mifeng_quarantine_depth", {"route": "messages"}) == 3
        item, _ = find(desk, "quarantine", reference(0))
        decisions.reject(desk, item, REVIEWER, Reason(code="confirmed-leak"))
        plant.publish([message(9, "block")])
        plant.work()
        backlog.catch_up(desk)
    assert value("mifeng_quarantine_depth", {"route": "messages"}) == 3
    assert value("mifeng_reviews_total", {"route": "messages", "state": "rejected"}) == 1
    assert value("mifeng_reviews_total", {"route": "messages", "state": "released"}) == 0
    assert set(backlog.waiting) == {reference(1), reference(4), reference(5)}
    oldest = value("mifeng_quarantine_oldest_seconds", {"route": "messages"})
    assert oldest is not None
    assert 0 <= oldest < 600


def test_an_empty_quarantine_has_no_age(tmp_path: Path) -> None:
    """Nothing waits: the depth and the age are 0, not absent, so that an alert can tell."""
    plant = Plant(tmp_path, ("allow",))
    backlog = Backlog(MESSAGES)
    with plant.desk() as desk:
        backlog.catch_up(desk)
    value = registry_of([backlog]).get_sample_value
    assert value("mifeng_quarantine_depth", {"route": "messages"}) == 0
    assert value("mifeng_quarantine_oldest_seconds", {"route": "messages"}) == 0


def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    """`mifeng quarantine watch` serves the metrics of every route and ends with 0 on SIGTERM."""
    Plant(tmp_path, ("hold",))
    command = [str(MIFENG), "quarantine", "watch", "--port", "0", "--interval", "0.2"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        url = re.search(r"http://[^\"]*", process.stderr.readline())
        assert url is not None
        until = time.monotonic() + 20
        page = ""
        while 'mifeng_quarantine_depth{route="messages"} 1.0' not in page and time.monotonic() < until:
            with urllib.request.urlopen(url[0], timeout=10) as answer:  # noqa: S310 - http, local
                page = answer.read().decode()
            time.sleep(0.1)
        process.terminate()
        assert process.wait(20) == 0
    assert 'mifeng_quarantine_depth{route="messages"} 1.0' in page
    assert 'mifeng_quarantine_depth{route="notes"} 0.0' in page
    assert CANARY.split()[1] not in page
