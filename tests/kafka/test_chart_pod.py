"""A pod of the chart as a process: what Helm renders, laid out as a kubelet would, on a broker with passwords, TLS and ACLs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from pipeline.provision.permissions import permissions
from pipeline.worker.config_file import load_config
from tests.deploy.chart import VALUES, Object, one, render
from tests.deploy.tools import missing, tools
from tests.kafka.deployments import Deployment, allow, secured
from tests.kafka.secure import SecureBroker
from tests.kafka.settings import HOST, free_port

_WAIT_S = 120


def _rendered(kafka: SecureBroker, made: Deployment) -> list[Object]:
    """Return the chart's objects for the broker, with names that no other test uses."""
    settings = {
        "config.kafka.bootstrap": kafka.bootstrap,
        "config.kafka.security_protocol": "SASL_SSL",
        "config.kafka.sasl_username": "worker",
        "config.group": made.config().group,
        "config.cases_topic.name": made.config().cases_topic.name,
        "config.routes[0].name": "messages",
        "config.routes[0].input": made.route.input,
        "secrets.kafkaPassword.name": "kafka",
        "secrets.kafkaTls.name": "ca",
        "secrets.casesKey.name": "cases",
    }
    options = [word for name, value in settings.items() for word in ("--set", f"{name}={value}")]
    return render(tools(), VALUES["minimal"], *options)


def _secrets(kafka: SecureBroker, made: Deployment) -> dict[str, dict[str, str]]:
    """Return what the Secrets hold that the values name."""
    keys = made.folder / "keys"
    return {
        "mifeng-keys": {name: (keys / name).read_text() for name in ("reviewer.pub", "pseudonym.key")},
        "kafka": {"password": kafka.password("worker")},
        "ca": {"ca.crt": Path(kafka.cafile).read_text()},
        "cases": {"cases.key": "ab" * 32},
    }


class _Pod:
    """The worker of a StatefulSet under a folder that stands for its root."""

    def __init__(self, objects: list[Object], secrets: dict[str, dict[str, str]], root: Path) -> None:
        self._spec: dict[str, Any] = one(objects, "StatefulSet")["spec"]["template"]["spec"]
        (self._container,) = self._spec["containers"]
        self._root, self.port = root, free_port()
        self._files = {"config": one(objects, "ConfigMap")["data"]}
        for volume in self._spec["volumes"]:
            if "secret" in volume:
                given, items = secrets[volume["secret"]["secretName"]], volume["secret"]["items"]
                self._files[volume["name"]] = {item["path"]: given[item["key"]] for item in items}
        for mount in self._container["volumeMounts"]:
            self._mount(root / mount["mountPath"][1:], self._files.get(mount["name"], {}))

    def _mount(self, folder: Path, files: dict[str, str]) -> None:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(self.here(text))
            (folder / name).chmod(0o440)

    def here(self, text: str) -> str:
        """Return `text` with the pod's paths and port as they are on this machine."""
        for folder in ("/etc/mifeng", "/data"):
            text = text.replace(folder, f"{self._root}{folder}")
        return text.replace("9464", str(self.port))

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the container's command, or another of mifeng's with its configuration."""
        given = {
            each["name"]: self.here(each.get("value", "prod-mifeng-0")) for each in self._container["env"]
        }
        _, *options = self._container["args"]
        words = [self.here(word) for word in (*(arguments or ["run"]), *options)]
        return subprocess.Popen(
            [Path(sys.executable).parent / "mifeng", *words],
            env={**given, "PATH": "/usr/bin:/bin"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def probe(self, name: str) -> bool:
        """Ask as the kubelet does."""
        path = self._container[name]["httpGet"]["path"]
        try:
            with urlopen(f"http://{HOST}:{self.port}{path}", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            return False


def test_a_pod_becomes_ready(secure_kafka: SecureBroker, tmp_path: Path) -> None:
    """With a worker's permissions and no others: the check finds nothing, all probes answer, SIGTERM ends it with 0."""
    if (reason := missing()) is not None:
        pytest.skip(reason)
    made = secured(secure_kafka, tmp_path)
    with secure_kafka.admin() as client:
        made.make_topics(client)
    pod = _Pod(_rendered(secure_kafka, made), _secrets(secure_kafka, made), tmp_path / "root")
    config = load_config(tmp_path / "root/etc/mifeng/config/mifeng.toml")
    secure_kafka.allow(*allow("worker", [*permissions(config, "worker"), *permissions(config, "check")]))
    check = pod.start("check")
    found, _ = check.communicate(timeout=_WAIT_S)
    assert check.returncode == 0, found
    worker = pod.start()
    try:
        until = time.monotonic() + _WAIT_S
        while not pod.probe("readinessProbe") and worker.poll() is None and time.monotonic() < until:
            time.sleep(0.2)
        assert [pod.probe(name) for name in ("startupProbe", "livenessProbe", "readinessProbe")] == [True] * 3
    finally:
        worker.terminate()
        said, _ = worker.communicate(timeout=60)
    assert worker.returncode == 0, said
