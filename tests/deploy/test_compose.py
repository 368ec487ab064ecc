"""compose.yaml is what the Compose specification says, mounts only what is there, and shuts in what it starts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from pipeline.worker.config_file import load_config
from tests.deploy.compose import FILE, mounts, services
from tests.deploy.dockerfile import stages
from tests.deploy.image import DOCKERFILE
from tests.deploy.tools import Tools
from tests.kafka.jars import version

_OURS = [name for name, service in services().items() if service["image"].startswith("mifeng:")]
_VALIDATE = """\
import sys, compose_spec
try:
    compose_spec.PyCompose.from_yaml(sys.stdin.read()).validate()
except ValueError as error:
    sys.exit(str(error))
"""


def _validated(tools: Tools, text: str) -> str:
    """Return what is wrong with a Compose file; its merges are carried out first, which this parser leaves to others."""
    merged = yaml.safe_dump(yaml.safe_load(text))
    command = [str(tools.python), "-c", _VALIDATE]
    done = subprocess.run(command, input=merged, capture_output=True, text=True, timeout=60, check=False)
    return done.stderr


def test_it_is_valid(tools: Tools) -> None:
    """By the Compose specification, down to every key."""
    assert _validated(tools, FILE.read_text("utf-8")) == ""


def test_volumes_are_declared() -> None:
    """Every volume that is used is declared, and none is declared in vain."""
    used = {
        one["source"] for service in services().values() for one in mounts(service) if one["type"] == "volume"
    }
    assert used == set(yaml.safe_load(FILE.read_text("utf-8"))["volumes"])


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("read_only: true", "readonly: true", "readonly"),
        ("service_healthy", "service_well", "service_well"),
        ("retries: 24", "retries: often", "often"),
    ],
)
def test_what_is_not_valid_is_told(tools: Tools, right: str, wrong: str, told: str) -> None:
    """A misspelt key, a state that does not exist and a word for a number are found: the check can fail."""
    text = FILE.read_text("utf-8").replace(right, wrong, 1)
    assert told in _validated(tools, text)


def test_everything_that_is_mounted_is_there() -> None:
    """A bind of a file that is missing would be made as an empty folder, owned by root."""
    sources = [
        one["source"] for service in services().values() for one in mounts(service) if one["type"] == "bind"
    ]
    missing = [source for source in sources if not (FILE.parent / source).exists()]
    assert len(sources) > 8
    assert missing == []


def test_images_are_exact() -> None:
    """Each by a full version; Kafka's is the one that the tests run on; ours is built by the Dockerfile that is tested."""
    images = {name: service["image"] for name, service in services().items()}
    assert all(re.fullmatch(r"[a-z/]+:v?[0-9]+\.[0-9]+\.[0-9]+", image) for image in images.values())
    assert images["kafka"] == f"apache/kafka:{version()}"
    for name in _OURS:
        build = services()[name]["build"]
        assert (FILE.parent / build["context"] / build["dockerfile"]).resolve() == DOCKERFILE


@pytest.mark.parametrize("name", _OURS)
def test_our_services_are_shut_in(name: str) -> None:
    """Read-only root, no capabilities, no new privileges; what can be written is /data and nothing else."""
    service = services()[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    written = {one["target"] for one in mounts(service) if not one.get("read_only")}
    written |= {one.partition(":")[0] for one in service.get("tmpfs", [])}
    assert written <= {"/data"}


def test_ports_are_published_on_this_machine_only() -> None:
    """Nothing listens to the network."""
    ports = [port for service in services().values() for port in service.get("ports", [])]
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_no_worker_sees_the_reviewers_key() -> None:
    """What the worker mounts of the keys is the folder without the identity."""
    (keys,) = [one for one in mounts(services()["worker"]) if one["target"] == "/keys"]
    assert (keys["volume"]["subpath"], keys["read_only"]) == ("keys/worker", True)


def test_a_worker_has_time_to_stop() -> None:
    """The grace period is longer than the time that a worker takes at most."""
    config = load_config(FILE.parent / "mifeng.toml")
    assert int(services()["worker"]["stop_grace_period"].removesuffix("s")) > config.worker.stop_s


def test_prometheus_scrapes_what_there_is() -> None:
    """Targets are services, at the ports where they serve; the rules are where the configuration looks for them."""
    text = (FILE.parent / "prometheus.yaml").read_text("utf-8")
    scraped = yaml.safe_load(text)
    targets = {
        target
        for job in scraped["scrape_configs"]
        for one in job["static_configs"]
        for target in one["targets"]
    }
    port = services()["quarantine"]["command"][services()["quarantine"]["command"].index("--port") + 1]
    assert targets == {
        f"worker:{load_config(FILE.parent / 'mifeng.toml').metrics.port}",
        f"quarantine:{port}",
    }
    (rules,) = [one for one in mounts(services()["prometheus"]) if one["source"] == "../prometheus"]
    (pattern,) = scraped["rule_files"]
    assert Path(pattern).parent == Path(rules["target"])
    assert list((FILE.parent / rules["source"]).glob(Path(pattern).name))


def test_grafana_finds_dashboards_and_data() -> None:
    """The provisioned folder of dashboards is mounted where it is looked for, and the data source is our Prometheus."""
    mounted = {one["target"]: FILE.parent / one["source"] for one in mounts(services()["grafana"])}
    provisioning = mounted["/etc/grafana/provisioning"]
    providers = [
        yaml.safe_load(file.read_text("utf-8")) for file in (provisioning / "dashboards").glob("*.y*ml")
    ]
    paths = {one["options"]["path"] for file in providers for one in file["providers"]}
    assert paths
    assert paths <= set(mounted)
    sources = [
        yaml.safe_load(file.read_text("utf-8")) for file in (provisioning / "datasources").glob("*.y*ml")
    ]
    assert {one["url"] for file in sources for one in file["datasources"]} == {"http://prometheus:9090"}


def test_the_health_check_is_for_workers_only() -> None:
    """The image asks port 9464; services of ours that do not serve it have it switched off."""
    assert "9464" in " ".join(stages(DOCKERFILE)[-1].command("HEALTHCHECK"))
    assert {name for name in _OURS if not services()[name].get("healthcheck", {}).get("disable")} == {
        "worker"
    }
