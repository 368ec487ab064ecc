"""An image without a container engine: the Dockerfile's own lines, carried out under a folder that stands for /.

What stays the machine's own is Python itself, the C library and the kernel; what an engine adds (layers, namespaces, a
read-only root) is not here. In place of the last, the code belongs to another user and has no write bits, and where
the tests run as root the worker runs as the Dockerfile's user, who may read everything and write only where that user may.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.command import ROOT
from tests.deploy.dockerfile import Stage, stages

DOCKERFILE = ROOT / "deploy" / "docker" / "Dockerfile"
#: Absolute paths of the Dockerfile, and the port of the configuration that it copies.
_PATHS = re.compile(r"(?<![\w./-])/(?=(?:src|wheels|opt/mifeng|data|etc/mifeng|usr/local/bin)\b)")
_PORT = re.compile(r"\b9464\b")
#: How pip gets at packages on this machine; in a container these would be build arguments.
_PASSED_ON = re.compile(r"PIP_.*|.*_proxy|SSL_CERT_FILE", re.IGNORECASE)
_BUILD_S = 500
_ROOT_USER = 0


@dataclass(frozen=True)
class Image:
    """What has been built: the folder that stands for /, the last stage, and the port that stands for 9464."""

    root: Path
    stage: Stage
    port: int

    def here(self, text: str) -> str:
        """Return `text` with the image's paths and port as they are on this machine."""
        return _PORT.sub(str(self.port), _PATHS.sub(f"{self.root}/", text))

    @property
    def data(self) -> Path:
        """Return what stands for the volume."""
        return self.root / "data"

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of a container: what ENV sets, and nothing else."""
        return {name: self.here(value) for name, value in self.stage.environment().items()}

    def command(self, words: Sequence[str]) -> list[str]:
        """Return a command as the image's user would start it."""
        return [*_as_user(self.stage.one("USER")), *map(self.here, words)]

    def entry(self, *arguments: str) -> list[str]:
        """Return the ENTRYPOINT with `arguments`, or with CMD."""
        words = self.stage.command("ENTRYPOINT")
        return self.command([*words, *(arguments or self.stage.command("CMD"))])

    def run(self, command: Sequence[str], stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of the image to its end, at most two minutes."""
        return subprocess.run(
            command, cwd=self.data, env=self.environment, input=stdin, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip


def build(root: Path, port: int) -> Image:
    """Carry out the Dockerfile under `root`, which others must be able to reach. Raises `AssertionError` with what failed."""
    build_stage, last = stages(DOCKERFILE)
    image = Image(root, last, port)
    for folder in ("usr/local", "data"):
        (root / folder).mkdir(parents=True)
    _shell("python3 -m venv usr/local", root, {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"})
    for stage in (build_stage, last):
        for word, rest in stage.instructions:
            if word == "COPY":
                _copy(image, rest.split())
            elif word == "RUN":
                _shell(_owned(image.here(rest)), root, _build_environment(root))
    _without_write_bits(root)
    return image


def _copy(image: Image, words: list[str]) -> None:
    if words[0].startswith("--from"):
        # Both stages have the same folder for /, so what is copied must have the same path in both: environments do
        # not work elsewhere anyway.
        assert words[1] == words[2]
        return
    *sources, to = words
    target = Path(image.here(to))
    for source in (ROOT / name for name in sources):
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            place = target / source.name if to.endswith("/") else target
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(_here(image, source), "utf-8")


def _here(image: Image, source: Path) -> str:
    """Return a file's text; paths and port are put in place only in what belongs to the image."""
    text = source.read_text("utf-8")
    return image.here(text) if source.parent == DOCKERFILE.parent else text


def _build_environment(root: Path) -> dict[str, str]:
    passed = {name: value for name, value in os.environ.items() if _PASSED_ON.fullmatch(name)}
    # The build's HOME holds nothing but pip's cache, which Docker keeps with its layers.
    cache = os.environ.get("PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip"))
    return {
        **passed,
        "PATH": f"{root}/usr/local/bin:/usr/bin:/bin",
        "PIP_CACHE_DIR": cache,
        "HOME": str(root),
    }


def _shell(line: str, folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=_BUILD_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{line}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"


def _owned(line: str) -> str:
    """Only root can give a folder away; for anybody else it is their own."""
    if os.geteuid() == _ROOT_USER:
        return line
    return line.replace("--owner 10001 --group 10001", "")


def _as_user(user: str) -> list[str]:
    """Become the image's user, who beside their own rights may read: Python may lie in a closed home directory."""
    if os.geteuid() != _ROOT_USER:
        return []
    number, _, group = user.partition(":")
    reading = [f"--{kind}-caps=-all,+dac_read_search" for kind in ("inh", "ambient")]
    bound = "--bounding-set=-all,+dac_read_search"
    return [
        "setpriv",
        f"--reuid={number}",
        f"--regid={group}",
        "--clear-groups",
        *reading,
        bound,
        "--no-new-privs",
    ]


def _without_write_bits(root: Path) -> None:
    for place in (root, *root.rglob("*")):
        if not place.is_symlink() and not place.is_relative_to(root / "data"):
            place.chmod(place.stat().st_mode & 0o555)
