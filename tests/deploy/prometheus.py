"""A real Prometheus: its binaries, taken once from the distribution's package, and a server that the tests start and stop.

The package is unpacked into .cache/prometheus and not installed: that needs apt-get and dpkg-deb, but no root.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import yaml

from tests.command import ROOT
from tests.deploy.tools import FetchFailed, alone
from tests.kafka.settings import HOST, free_port

_CACHE = ROOT / ".cache" / "prometheus"
_FETCH_S = 300
_START_S = 60.0


class Binaries(NamedTuple):
    """Where the two programs are."""

    prometheus: Path
    promtool: Path


def missing() -> str | None:
    """Say why Prometheus cannot be had here, or None."""
    if all(map(shutil.which, Binaries._fields)) or all(map(shutil.which, ("apt-get", "dpkg-deb"))):
        return None
    return "prometheus and promtool are not installed, and there is no apt-get with dpkg-deb to fetch them"


def prometheus_binaries() -> Binaries:
    """Return those that are installed, else those of the package, fetching it first if need be. Raises `FetchFailed`."""
    installed = [shutil.which(name) for name in Binaries._fields]
    if all(installed):
        return Binaries(*(Path(found) for found in installed if found))
    folder = _CACHE / "package"
    with alone(_CACHE):
        if not (folder / "complete").exists():
            _fetch(folder)
    return Binaries(*(folder / "usr" / "bin" / name for name in Binaries._fields))


def _fetch(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "lists" / "partial").mkdir(parents=True)
    try:
        _run("apt-get", "download", "prometheus", cwd=folder)
    except FetchFailed:  # a bare machine has no lists of packages, and only root may fetch the system's
        own = ("-o", f"Dir::State::lists={folder}/lists", "-o", f"Dir::Cache={folder}")
        _run("apt-get", *own, "update", cwd=folder)
        _run("apt-get", *own, "download", "prometheus", cwd=folder)
    (package,) = folder.glob("prometheus_*.deb")
    _run("dpkg-deb", "--extract", str(package), str(folder), cwd=folder)
    package.unlink()
    shutil.rmtree(folder / "lists")
    (folder / "complete").touch()


def _run(*command: str, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=_FETCH_S, check=False)
    if done.returncode != 0:
        raise FetchFailed(f"{' '.join(command)}: {done.stdout[-1000:]}{done.stderr[-3000:]}")


class Server:
    """A Prometheus that scrapes `targets` (HOST:PORT by job) every `scrape_s` seconds and evaluates `rules` as often.

    A context manager: it runs inside, on a free port, with its data and its log in `folder`.
    """

    def __init__(
        self, folder: Path, targets: Mapping[str, Sequence[str]], rules: Path | None = None, scrape_s: int = 1
    ) -> None:
        self._folder = folder
        self._content = _configuration(targets, rules, scrape_s)
        self.address = f"{HOST}:{free_port()}"
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Server:
        """Start it; return when it answers. Raises `AssertionError` with its log when it does not."""
        self._folder.mkdir(parents=True, exist_ok=True)
        configuration = self._folder / "prometheus.yaml"
        configuration.write_text(yaml.safe_dump(self._content), "utf-8")
        options = {
            "config.file": configuration,
            "storage.tsdb.path": self._folder / "data",
            "web.listen-address": self.address,
            "log.level": "warn",
        }
        binary = str(prometheus_binaries().prometheus)
        command = [binary, *(f"--{name}={value}" for name, value in options.items())]
        with (self._folder / "log").open("wb") as log:
            self._child = subprocess.Popen(command, stdout=log, stderr=log)
        self._wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it."""
        if self._child is None:
            return
        self._child.terminate()
        try:
            self._child.wait(10)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def query(self, promql: str) -> list[dict[str, Any]]:
        """Return the samples of an instant query, each with `metric` and `value`. Raises `ValueError` for a wrong query."""
        data = self.get("query", query=promql)
        result = data["result"]
        return [{"metric": {}, "value": result}] if data["resultType"] == "scalar" else list(result)

    def query_range(self, promql: str, last_s: float, step_s: float) -> list[dict[str, Any]]:
        """Return the series of the last seconds, each with `metric` and `values`. Raises `ValueError`."""
        now = time.time()
        return list(self.get("query_range", query=promql, start=now - last_s, end=now, step=step_s)["result"])

    def alerts(self) -> list[dict[str, Any]]:
        """Return the alerts that are pending or firing, each with `labels`, `annotations` and `state`."""
        return list(self.get("alerts")["alerts"])

    def get(self, what: str, **parameters: str | float) -> Any:
        """Return the data of an answer of the API, whose path ends with `what`. Raises `ValueError` for a wrong request."""
        url = f"http://{self.address}/api/v1/{what}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise ValueError(f"{parameters}: {error.read().decode()}") from error

    def _wait(self) -> None:
        assert self._child is not None
        until = time.monotonic() + _START_S
        while self._child.poll() is None and time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://{self.address}/-/ready", timeout=5).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        self.__exit__(None, None, None)
        raise AssertionError((self._folder / "log").read_text("utf-8", "replace"))


def _configuration(targets: Mapping[str, Sequence[str]], rules: Path | None, scrape_s: int) -> dict[str, Any]:
    return {
        "global": {"scrape_interval": f"{scrape_s}s", "evaluation_interval": f"{scrape_s}s"},
        "rule_files": [] if rules is None else [str(rules.absolute())],
        "scrape_configs": [
            {"job_name": job, "static_configs": [{"targets": list(found)}]} for job, found in targets.items()
        ],
    }
