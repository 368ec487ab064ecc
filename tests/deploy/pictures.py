"""``python -m tests.deploy.pictures``: draw the dashboards for the documentation, from a worker with traffic on Kafka."""

from __future__ import annotations

import math
import sys
import tempfile
import time
from pathlib import Path

from deploy.alerts.files import rules
from deploy.grafana.picture import picture
from tests.command import ROOT, mifeng
from tests.deploy.panels import dashboards
from tests.deploy.prometheus import missing as prometheus_missing
from tests.deploy.scene import DEMO, Scene, scene
from tests.kafka.broker import Broker
from tests.kafka.deployments import plain
from tests.kafka.jars import missing as kafka_missing
from tests.kafka.running import configuration
from tests.kafka.settings import free_port

_TRAFFIC_S = 300


def _traffic(running: Scene) -> None:
    """Send rounds for a while, now more, now fewer, and decide about two messages every half minute."""
    began = reviewed = time.monotonic()
    while (now := time.monotonic()) < began + _TRAFFIC_S:
        for _ in range(1 + round(2 + 2 * math.sin((now - began) / 25))):
            running.traffic.send()
        if now > reviewed + 30:
            running.review()
            reviewed = now
        time.sleep(1)


def main() -> int:
    """Draw all; return the exit code."""
    if (reason := kafka_missing() or prometheus_missing()) is not None:
        print(reason, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name, Broker(Path(name) / "kafka") as kafka:
        made = plain(kafka, Path(name))
        with kafka.admin() as client:
            made.make_topics(client)
        file = configuration(made, free_port(), {"worker__canary_s": 5})
        mifeng("cases", "load", DEMO / "cases.jsonl", "--config", file)
        with scene(Path(name), file, rules()) as running:
            _traffic(running)
            for page, dashboard in dashboards().items():
                path = ROOT / "docs" / "images" / f"dashboard-{page}.svg"
                path.write_text(picture(dashboard, running.prometheus, _TRAFFIC_S - 20), "utf-8")
                print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
