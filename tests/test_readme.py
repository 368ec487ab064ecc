"""The README is executed: each command runs, and prints what is shown below it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readme_blocks import Step, matches, steps

ROOT = Path(__file__).parent.parent
READMES = ["README.md", "README.zh.md"]
#: These would run this test again, or take the whole demo; their recipes are looked at instead.
_MAKE = {"make demo", "make test", "make lint", "make bench"}


def _run(step: Step, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    result = subprocess.run(
        ["bash", "-c", step.command],
        cwd=folder,
        env={**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "140"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in result.stderr
    return result.stdout + result.stderr


@pytest.mark.parametrize("readme", READMES)
def test_every_command_runs_and_prints_what_is_shown(readme: str, tmp_path: Path) -> None:
    """The commands run in order in one scratch folder that has the fixtures beside it."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    found = [step for step in steps(ROOT / readme) if step.command not in _MAKE]
    assert len(found) >= 8
    for step in found:
        actual = _run(step, tmp_path)
        assert matches(step.output, actual), f"$ {step.command}\n{actual}"


@pytest.mark.parametrize("readme", READMES)
def test_the_two_commands_are_there_and_are_targets(readme: str) -> None:
    """`make demo` and `make test` are shown, and make knows how to make them."""
    commands = {step.command for step in steps(ROOT / readme)}
    assert {"make demo", "make test"} <= commands
    for target in ("demo", "test"):
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


def test_both_languages_show_the_same_commands() -> None:
    """The Chinese twin is a twin."""
    first, second = ([step.command for step in steps(ROOT / readme)] for readme in READMES)
    assert first == second
