"""The built wheel is whole: it works alone, away from the repository, and carries nothing that is not for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_PACKAGES = ("detectors", "pipeline")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the backend that pyproject.toml names, from a copy, without a download."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into a new environment that borrows the dependencies, but not the repository."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    site = _site_packages(folder)
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(folder / "bin" / "python"),
         "install", "--no-deps", "--no-index", "--quiet", str(wheel)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    # A .pth file puts the folder behind ours on the path; .pth files in it, such as that of an editable install, are
    # not read, so the repository itself cannot be found.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def _site_packages(folder: Path) -> Path:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return folder / "lib" / version / "site-packages"


def _run(
    environment: Path, folder: Path, *arguments: str, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
    return subprocess.run(
        [environment / "bin" / "mifeng", *arguments],
        cwd=folder, env=clean, input=stdin, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def _files_of(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_every_file_of_the_packages_is_in_it(wheel: Path) -> None:
    """Code, policies, schemas, tables and the marker for type checkers; none is forgotten, and none is invented."""
    expected = {
        str(path.relative_to(ROOT))
        for package in _PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert _files_of(wheel) >= expected
    for needed in ("pipeline/policies/cn.yaml", "pipeline/schemas/message.schema.json",
                   "detectors/people/tables/surnames.txt"):  # fmt: skip
        assert needed in expected


def test_nothing_else_is_in_it(wheel: Path) -> None:
    """No tests, fixtures, deployment files, caches or keys."""
    files = _files_of(wheel)
    assert {name.split("/")[0] for name in files} == set(_PACKAGES)
    assert [
        name for name in files if "__pycache__" in name or name.endswith((".db", ".key", ".identity"))
    ] == []


def test_the_license_is_in_it(wheel: Path) -> None:
    """Apache-2.0 asks that its text and the notice go with every copy."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name.rpartition("/")[2] for name in archive.namelist() if ".dist-info/" in name}
    assert names >= {"LICENSE", "NOTICE", "METADATA", "entry_points.txt"}


def test_it_runs_from_an_empty_folder(environment: Path, tmp_path: Path) -> None:
    """Version, policies and a scan work without the repository, and what is imported is the installed copy."""
    version = _run(environment, tmp_path, "--version")
    assert (version.returncode, version.stderr) == (0, "")
    assert version.stdout == "mifeng 0.1.0\n"
    where = subprocess.run(
        [environment / "bin" / "python", "-c", "import detectors, pipeline; print(detectors.__file__, pipeline.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True,
    ).stdout.split()  # fmt: skip
    assert all(Path(path).is_relative_to(_site_packages(environment)) for path in where)
    for policy in ("cn", "tw", "us"):
        shown = _run(environment, tmp_path, "policy", "show", policy)
        assert shown.returncode == 0
        assert f"{policy}@" in shown.stdout


def test_it_scans_from_an_empty_folder(environment: Path, tmp_path: Path) -> None:
    """A leak to a third party is stopped by the installed command, tables and all, and nothing is left behind."""
    message = {
        "id": "m-1",
        "recipients": [{"relation": "parent"}],
        "text": "您好，请转告雷永强，他电话13855501234，住芜湖市镜湖区长江中路88号2栋301室。",
    }
    done = _run(environment, tmp_path, "scan", "-", stdin=json.dumps(message))
    assert (done.returncode, done.stderr) == (0, "")
    decision = json.loads(done.stdout)
    assert {f["type"] for f in decision["findings"]} == {"PERSON", "PHONE_NUMBER", "ADDRESS"}
    assert decision["action"] != "allow"
    assert list(tmp_path.iterdir()) == []
