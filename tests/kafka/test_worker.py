"""`mifeng run` on Kafka: from a configuration to what lies in the topics."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from kafka import KafkaConsumer

from pipeline.bus import Output
from pipeline.bus.kafka import KafkaBus
from pipeline.metrics import Health
from pipeline.worker.config import INSTANCE_VARIABLE, Config
from pipeline.worker.config_file import parse_config
from pipeline.worker.exit_codes import DONE
from pipeline.worker.new_keys import create_keys
from pipeline.worker.run import _open_bus, run
from tests.kafka.broker import Broker
from tests.kafka.buses import Site, config, turns
from tests.pipeline.worker_fakes import TellingInspector, message

_CONFIG = """
group = "{group}"
instance = "w1"
metrics.port = 0
bus.kind = "kafka"
[kafka]
bootstrap = "{bootstrap}"
session_timeout_s = 6
[[routes]]
name = "messages"
input = "{input}"
cleared = "{output}"
quarantine = "{quarantine}"
dead_letter = "{quarantine}.dead"
restricted = "{quarantine}.restricted"
decisions = "{decisions}"
"""


def configured(site: Site, folder: Path) -> Config:
    """Return a configuration for a site, whose keys, and topics other than the input, are made here."""
    text = _CONFIG.format(
        group=site.group,
        bootstrap=site.bootstrap,
        input=site.input,
        output=site.output,
        quarantine=site.side_topic("quarantine"),
        decisions=site.side_topic("decisions"),
    )
    create_keys(folder / "mifeng-data" / "keys")
    return parse_config(text, "kafka.toml").under(folder)


def test_run_moves_messages_once(kafka: Broker, tmp_path: Path) -> None:
    """Cleared messages keep key, headers and time; held ones are sealed; each has a decision; a second run does nothing."""
    site = Site(kafka.bootstrap)
    settings = configured(site, tmp_path)
    headers = (("traceparent", b"00-1"), ("raw", b"\xff"))
    with closing(KafkaBus(config(kafka.bootstrap), site.group, "producer")) as producer:
        producer.publish([Output(site.input, message(1), b"C-1", headers, 1_700_000_000_123)])
        producer.publish([Output(site.input, message(2, "hold"), b"C-2")])
    for _ in range(2):
        assert run(settings, until_idle=True, build_inspector=lambda _: TellingInspector()) == DONE
    with closing(KafkaConsumer(site.output, **reading(kafka))) as consumer:
        (cleared,) = [record for _, record in zip(range(1), consumer, strict=False)]
    assert (cleared.key, cleared.value, cleared.timestamp) == (b"C-1", message(1), 1_700_000_000_123)
    assert tuple(cleared.headers) == headers
    assert site.visible() == [message(1)]
    assert [json.loads(value)["id"] for value in site.visible(site.side_topic("decisions"))] == ["m-1", "m-2"]
    (sealed,) = site.visible(site.side_topic("quarantine"))
    assert b"C-2" not in sealed


def reading(kafka: Broker) -> dict[str, object]:
    """Return how a consumer reads a topic from its beginning."""
    return {**kafka.client_config(), "auto_offset_reset": "earliest", "consumer_timeout_ms": 20_000}


def test_the_bus_is_ready_when_partitions_are_assigned(kafka: Broker, tmp_path: Path) -> None:
    """/readyz misses the bus until the group has answered, although the broker has long been reached."""
    site = Site(kafka.bootstrap)
    health = Health()
    with closing(_open_bus(configured(site, tmp_path), health)) as bus:
        assert "bus" in health.missing
        for _ in turns("readiness"):
            bus.poll([site.input], 1, 0.1)
            if "bus" not in health.missing:
                break


def test_the_instance_comes_from_the_environment_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """One file can serve many workers: the environment tells them apart."""
    settings = parse_config('instance = "from-file"\n', "c.toml")
    monkeypatch.delenv(INSTANCE_VARIABLE, raising=False)
    assert settings.instance_name == "from-file"
    assert Config().instance_name
    monkeypatch.setenv(INSTANCE_VARIABLE, "pod-3")
    assert settings.instance_name == "pod-3"
