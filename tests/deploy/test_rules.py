"""The rules are what their lists say, promtool takes them, and each alert is proved both ways."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from deploy.alerts.alerts import ALERTS
from deploy.alerts.files import RULES_FILE, TESTS, generated
from deploy.alerts.model import Alert
from deploy.alerts.proofs import PROOFS
from tests.deploy.prometheus import Binaries

_FILES = sorted(TESTS.glob("*.tests.yaml"))


def _promtool(prometheus: Binaries, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(prometheus.promtool), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize("path", generated(), ids=lambda path: path.name)
def test_generated_files_are_up_to_date(path: Path) -> None:
    """What is committed is what `make monitoring` writes."""
    assert path.read_text("utf-8") == generated()[path], "run make monitoring"


def test_promtool_takes_the_rules(prometheus: Binaries) -> None:
    """Every expression and template parses."""
    done = _promtool(prometheus, "check", "rules", RULES_FILE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "SUCCESS" in done.stdout


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_alerts_fire_when_they_should_and_not_before(prometheus: Binaries, file: Path) -> None:
    """promtool's unit tests pass."""
    done = _promtool(prometheus, "test", "rules", file)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_proved() -> None:
    """An alert without a unit test is an error here, and so is one that is there twice."""
    keys = [alert.key for alert in ALERTS]
    assert len(keys) == len(set(keys))
    assert set(keys) == {(proof.alert, proof.severity) for proof in PROOFS}
    assert sum(len(yaml.safe_load(file.read_text("utf-8"))["tests"]) for file in _FILES) == len(PROOFS)


def _never(alert: Alert) -> dict[str, object]:
    return replace(alert, expr="vector(1) < 0").rule()


def _always(alert: Alert) -> dict[str, object]:
    labels = {
        name: value for proof in PROOFS if proof.alert == alert.name for name, value in proof.labels.items()
    }
    rule = replace(alert, expr="vector(1)", wait="0m").rule()
    return {**rule, "labels": {**rule["labels"], **labels}}


@pytest.mark.parametrize("broken", [_never, _always])
def test_every_proof_can_fail(
    prometheus: Binaries, tmp_path: Path, broken: Callable[[Alert], dict[str, object]]
) -> None:
    """With alerts that never fire, and with alerts that always do, each of the unit tests fails."""
    rules = {"groups": [{"name": "broken", "rules": [broken(alert) for alert in ALERTS]}]}
    (tmp_path / RULES_FILE.name).write_text(yaml.safe_dump(rules), "utf-8")
    (tmp_path / "tests").mkdir()
    failed = 0
    for file in _FILES:
        copy = tmp_path / "tests" / file.name
        copy.write_text(file.read_text("utf-8"), "utf-8")
        done = _promtool(prometheus, "test", "rules", copy)
        assert done.returncode != 0
        failed += (done.stdout + done.stderr).count("expr: ")
    assert failed == len(PROOFS)


def test_alerts_say_what_to_do() -> None:
    """Each has a summary, a description of its own and the page about it."""
    for alert in ALERTS:
        notes = alert.rule()["annotations"]
        assert notes["runbook_url"].endswith(f"/{alert.name}.md")
        assert notes["summary"] != notes["description"]
        assert all(len(text) > 10 for text in notes.values())
