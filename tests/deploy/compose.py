"""Reading compose.yaml, and carrying out what it starts as plain processes under a folder that stands for each container's /."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.command import ROOT
from tests.kafka.settings import HOST, free_port

FILE = ROOT / "deploy" / "compose" / "compose.yaml"
_PATHS = re.compile(r"(?<![\w./-])/(?=(?:data|keys|demo|etc/mifeng|opt/mifeng)\b)")


def services() -> dict[str, dict[str, Any]]:
    """Return the services by name, with YAML's merges carried out."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))["services"]
    return found


def mounts(service: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what a service mounts, the short form "SOURCE:TARGET[:ro]" made long."""
    return [_long(one) if isinstance(one, str) else one for one in service.get("volumes", [])]


def _long(short: str) -> dict[str, Any]:
    source, target, *flags = short.split(":")
    kind = "bind" if source.startswith((".", "/")) else "volume"
    return {"type": kind, "source": source, "target": target, "read_only": "ro" in flags}


def broker_properties(port: int, controller_port: int, data: Path) -> dict[str, str]:
    """Return Kafka's settings as its image makes them of the environment: KAFKA_A_B becomes a.b."""
    hosts = {"kafka:9093": f"{HOST}:{controller_port}", "kafka:9092": f"{HOST}:{port}",
             "//:9093": f"//{HOST}:{controller_port}", "//:9092": f"//{HOST}:{port}",
             "/var/lib/kafka/data": str(data)}  # fmt: skip
    settings = {}
    for name, value in services()["kafka"]["environment"].items():
        for there, here in hosts.items():
            value = value.replace(there, here)
        settings[name.removeprefix("KAFKA_").lower().replace("_", ".")] = value
    return settings


@dataclass(frozen=True)
class Ground:
    """Where services run as processes: `root` stands for /, `bootstrap` for kafka:9092, free ports for the others."""

    root: Path
    bootstrap: str
    ports: Mapping[str, int] = field(default_factory=lambda: {"9464": free_port(), "9465": free_port()})

    def __post_init__(self) -> None:
        """Lay out what is mounted."""
        (self.root / "data").mkdir()
        self._lay(FILE.parent / "mifeng.toml", self.root / "etc/mifeng/mifeng.toml")
        for file in (FILE.parent / "demo").iterdir():
            self._lay(file, self.root / "demo" / file.name)

    def _lay(self, source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.here(source.read_text("utf-8")), "utf-8")
        shutil.copymode(source, target)

    def here(self, text: str) -> str:
        """Return `text` with the containers' paths, host and ports as they are on this machine."""
        text = text.replace("kafka:9092", self.bootstrap).replace("0.0.0.0", HOST)  # noqa: S104 - taken away
        text = text.replace("/opt/mifeng/bin/mifeng", "mifeng")
        for there, port in self.ports.items():
            text = text.replace(there, str(port))
        return _PATHS.sub(f"{self.root}/", text)

    def command(self, name: str) -> list[str]:
        """Return the command line of a service; without an entry point of its own it is the image's."""
        service = services()[name]
        return [self.here(word) for word in (*service.get("entrypoint", ["mifeng"]), *service["command"])]

    def environment(self, name: str) -> dict[str, str]:
        """Return the environment of a service: its own, and a PATH to the command."""
        own = {key: self.here(value) for key, value in services()[name].get("environment", {}).items()}
        return {**own, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LANG": "C.UTF-8"}
