"""The guide to Kafka is executed: each command runs against a real broker, and prints what is shown below it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kafka.broker import Broker
from tests.kafka.jars import missing
from tests.readme_blocks import Step, matches, steps

ROOT = Path(__file__).parent.parent
#: Pages with commands; others only tell.
DOCS = [doc for doc in sorted((ROOT / "docs").glob("*.md")) if steps(doc)]
#: The address in the text, instead of which the commands get that of the test's broker.
_SHOWN = "127.0.0.1:9092"


def _run(step: Step, folder: Path, bootstrap: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail\n{step.command.replace(_SHOWN, bootstrap)}"],
        cwd=folder,
        env={**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "140"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _words(stderr: str) -> str:
    """Return what commands say, without the log lines that kafka-python causes on a machine with much else to do."""
    return "".join(line for line in stderr.splitlines(True) if '"event": "library_message"' not in line)


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.stem)
def test_every_command_runs_and_prints_what_is_shown(doc: Path, tmp_path: Path) -> None:
    """The commands of a page run in order in one scratch folder, on Kafka of its own, whose topics have their real names."""
    if (reason := missing()) is not None:
        pytest.skip(reason)
    found = steps(doc)
    assert found
    folder = tmp_path / "scratch"
    folder.mkdir()
    with Broker(tmp_path / "kafka") as kafka:
        for step in found:
            done = _run(step, folder, kafka.bootstrap)
            actual = (done.stdout + _words(done.stderr)).replace(kafka.bootstrap, _SHOWN)
            assert "Traceback" not in actual, f"$ {step.command}\n{actual}"
            assert matches(step.output, actual), f"$ {step.command}\n{actual}"
            assert done.returncode == 0 or "already" in step.output, f"$ {step.command}: {done.returncode}"


def test_there_are_docs() -> None:
    """The pattern above finds the guides."""
    assert {"bus.md", "operations.md"} <= {doc.name for doc in DOCS}
