"""Every panel shows data when a real Prometheus scrapes a real worker on real Kafka, those about cases included."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.alerts.files import rules
from deploy.grafana.dashboards import EMPTY_WHEN_WELL
from tests.command import mifeng
from tests.deploy.prometheus import missing
from tests.deploy.scene import DEMO, scene, wait_for_data
from tests.kafka.broker import Broker
from tests.kafka.deployments import plain
from tests.kafka.running import configuration
from tests.kafka.settings import free_port


def test_every_panel_has_data(kafka: Broker, tmp_path: Path) -> None:
    """A worker, its traffic, reviewers and the exporter; only what is empty when all is well is empty."""
    if (reason := missing()) is not None:
        pytest.skip(reason)
    made = plain(kafka, tmp_path)
    with kafka.admin() as client:
        made.make_topics(client)
    file = configuration(made, free_port(), {"worker__canary_s": 2})
    loaded = mifeng("cases", "load", DEMO / "cases.jsonl", "--config", file)
    assert loaded.out == b"2 case(s) loaded\n"
    with scene(tmp_path, file, rules()) as running:
        running.review()
        wait_for_data(running, {}, EMPTY_WHEN_WELL)
