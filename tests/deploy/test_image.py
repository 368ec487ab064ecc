"""The image: what the Dockerfile says, and its own lines carried out as plain commands and tried."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.command import ROOT
from tests.deploy.dockerfile import Stage, stages
from tests.deploy.image import DOCKERFILE, Image, build
from tests.deploy.tools import Tools
from tests.kafka.settings import free_port

_READY_S = 120
_MESSAGE = {
    "id": "m-1",
    "recipients": [{"relation": "parent"}],
    "text": "您儿子齐鸿远欠款8600.50元，请督促他尽快归还。",
}


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """The image, built once. Not in pytest's folders: those are closed to the image's user."""
    root = Path(tempfile.mkdtemp(prefix="mifeng-image-"))
    root.chmod(0o755)
    try:
        yield build(root, free_port())
    finally:
        subprocess.run(["chmod", "-R", "u+w", root], check=True)
        shutil.rmtree(root)


@pytest.fixture
def last() -> Stage:
    """The stage that becomes the image."""
    return stages(DOCKERFILE)[-1]


def _get(image: Image, path: str) -> int:
    try:
        with urlopen(f"http://127.0.0.1:{image.port}{path}", timeout=5) as answer:
            return int(answer.status)
    except URLError as error:
        return getattr(error, "code", 0)


def _files(image: Image) -> set[Path]:
    return {path for path in image.root.rglob("*") if not path.is_relative_to(image.data)}


def test_hadolint_has_nothing_to_say(tools: Tools) -> None:
    """The linter finds no fault, down to matters of style."""
    done = subprocess.run(
        [tools.hadolint, DOCKERFILE], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_base_is_one_exact_version() -> None:
    """Both stages are on the same base, by a tag that names a patch release."""
    name, _, tag = stages(DOCKERFILE)[0].base.partition(":")
    assert {stage.base for stage in stages(DOCKERFILE)} == {f"{name}:{tag}"}
    assert tag.split("-")[0].count(".") == 2


def test_the_user_is_a_number_above_zero(last: Stage) -> None:
    """Kubernetes' runAsNonRoot can only tell from a number; and what is writable is one volume."""
    assert all(int(number) > 0 for number in last.one("USER").split(":"))
    assert json.loads(last.one("VOLUME")) == ["/data"]


def test_only_what_the_wheel_is_made_of_reaches_the_build() -> None:
    """The list of exceptions in .dockerignore is what is copied, no more and no less."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    copied = {
        source
        for stage in stages(DOCKERFILE)
        for rest in stage.all("COPY")
        if "--from" not in rest
        for source in rest.split()[:-1]
    }
    assert {rule[1:] for rule in rules if rule.startswith("!")} == copied


def test_nothing_in_it_builds_or_installs(image: Image) -> None:
    """There is no pip and no tool of development, in the environment or beside it; the library for Kafka is there."""
    installed = {path.name.split("-")[0].lower() for path in image.root.rglob("*.dist-info")}
    assert installed >= {"mifeng", "kafka_python", "presidio_analyzer"}
    # setuptools and wheel are there because spaCy names them as what it needs.
    assert installed & {"pip", "pytest", "mypy", "ruff", "hatchling", "build", "hypothesis"} == set()
    assert not (image.root / "opt/mifeng/bin/pip").exists()


def test_it_scans(image: Image) -> None:
    """The entry point takes arguments: a leak to a parent is stopped, by the installed code."""
    done = image.run(image.entry("scan", "-"), stdin=json.dumps(_MESSAGE))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["action"] == "block"
    where = image.run(
        image.command(["/opt/mifeng/bin/python", "-c", "import pipeline; print(pipeline.__file__)"])
    )
    assert Path(where.stdout.strip()).is_relative_to(image.root / "opt/mifeng")


def test_it_runs_ready_and_healthy_and_stops(image: Image) -> None:
    """As it is started: ready, found healthy by its own check, stopped by SIGTERM with 0, and it has written only to the volume."""
    before = _files(image)
    worker = subprocess.Popen(
        image.entry(), cwd=image.data, env=image.environment, stderr=subprocess.PIPE, text=True
    )
    try:
        until = time.monotonic() + _READY_S
        while _get(image, "/readyz") != 200 and worker.poll() is None and time.monotonic() < until:
            time.sleep(0.2)
        ready, healthy = _get(image, "/readyz"), image.run(image.command(image.stage.command("HEALTHCHECK")))
        worker.send_signal(signal.SIGTERM)
        _, log = worker.communicate(timeout=60)
    finally:
        worker.kill()
    assert (ready, healthy.returncode, worker.returncode) == (200, 0, 0), log
    assert _files(image) == before
    written = {path.name.split(".")[0] for path in image.data.iterdir()}
    assert written == {"README", "keys", "topics", "hang", "in-hand"}


def test_a_worker_that_is_not_there_is_unhealthy(image: Image) -> None:
    """The check fails where nobody answers."""
    assert image.run(image.command(image.stage.command("HEALTHCHECK"))).returncode != 0


def test_the_code_cannot_be_written(image: Image) -> None:
    """The image's user can write to the volume and not to the code or the configuration."""
    for place, can in (("/data", 0), ("/opt/mifeng", 1), ("/etc/mifeng", 1)):
        assert (
            image.run(image.command(["/bin/sh", "-c", f"touch {place}/x && rm {place}/x"])).returncode == can
        )
