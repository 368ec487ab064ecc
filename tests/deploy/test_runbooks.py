"""Each alert has its page, and what the pages name is there: files, commands, queries, metrics, log events, keys."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from deploy.alerts.alerts import ALERTS
from tests.command import ROOT
from tests.deploy import metric_names, pages
from tests.deploy.prometheus import Binaries

_SECTIONS = ["What it means", "Look at", "Do", "It is over when"]
_NAMES = sorted({alert.name for alert in ALERTS})
_SOURCES = [
    path for folder in ("pipeline", "deploy/alerts") for path in sorted((ROOT / folder).rglob("*.py"))
]
_CODE = "\n".join(path.read_text("utf-8") for path in _SOURCES)
_each_page = pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.stem)


def test_each_alert_has_a_page_and_each_page_an_alert() -> None:
    """The folder holds one page for each alert, and the index."""
    assert sorted(page.stem for page in pages.RUNBOOKS.iterdir()) == sorted([*_NAMES, "README"])


def test_the_links_of_alerts_lead_there() -> None:
    """A runbook_url is a path of this repository."""
    for alert in ALERTS:
        assert (ROOT / alert.rule()["annotations"]["runbook_url"]).is_file()


@pytest.mark.parametrize("name", _NAMES)
def test_a_page_says_everything(name: str) -> None:
    """The alert's severities, then the four sections, with at least one query and one thing to do."""
    page = pages.RUNBOOKS / f"{name}.md"
    text = page.read_text("utf-8")
    severities = " and ".join(alert.severity for alert in ALERTS if alert.name == name)
    assert text.startswith(f"# {name}\n\nSeverity: {severities}.")
    assert pages.headings(page) == _SECTIONS
    assert pages.queries(page)
    assert "\n1. " in text.partition("## Do")[2]


def test_the_index_has_every_alert_in_their_order() -> None:
    """One row each, with the severities and what the alert says."""
    text = (pages.RUNBOOKS / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| \[(\w+)\]\(\w+\.md\) \| ([\w ]+) \| (.+) \|$", text, re.MULTILINE)
    expected: dict[str, tuple[str, str]] = {}
    for alert in ALERTS:
        summary = re.sub(r"{{ \$labels\.(\w+) }}", lambda found: found[1].upper(), alert.summary)
        before = expected.get(alert.name)
        expected[alert.name] = f"{before[0]} and {alert.severity}" if before else alert.severity, summary
    assert rows == [(name, *said) for name, said in expected.items()]


@_each_page
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link has its file, and the heading in it."""
    assert list(pages.broken_links(page)) == []


@_each_page
def test_metrics_exist(page: Path) -> None:
    """A metric that a page names is exposed by a worker or the watch, or recorded."""
    known = metric_names.names() | set(metric_names.exposed())
    assert pages.metric_names(page.read_text("utf-8")) <= known


@_each_page
def test_commands_exist(page: Path) -> None:
    """Each command that a page shows, and each option in it, is one of the command line."""
    found = [command for code in pages.inline(page) for command in pages.commands(code)]
    assert [fault for command in found if (fault := pages.fault_of(command))] == []


@_each_page
def test_names_in_code_are_in_the_code(page: Path) -> None:
    """Log events and keys of the configuration that a page names are in the source."""
    names = [word for word in pages.inline(page) if re.fullmatch(r"[a-z]+[._][a-z_.]+", word)]
    words = {name.rpartition(".")[2] for name in names if not name.startswith("mifeng_")}
    assert {word for word in words if word not in _CODE and not (ROOT / "deploy" / word).exists()} == set()


def test_alerts_name_what_exists() -> None:
    """So it is with the metrics in their queries and the commands in their descriptions."""
    for alert in ALERTS:
        assert pages.metric_names(alert.expr) <= metric_names.names(), alert.name
        found = re.split(r"(?=\bmifeng )", alert.description)[1:]
        faults = [fault for command in found if (fault := pages.fault_of(command))]
        assert faults == [], alert.name


@pytest.mark.parametrize(
    "wrong",
    [
        "mifeng canary",
        "mifeng quarantine free",
        "mifeng check --no-such",
        "mifeng dead-letter --newer-than 1h",
    ],
)
def test_a_wrong_command_is_found(wrong: str) -> None:
    """The check above can fail: for a command, a subcommand, an option."""
    assert pages.fault_of(wrong)


def test_queries_parse(prometheus: Binaries, tmp_path: Path) -> None:
    """promtool takes every query of the pages."""
    found = [query for page in pages.PAGES for query in pages.queries(page)]
    rules = [{"record": f"query:number{number}", "expr": query} for number, query in enumerate(found)]
    file = tmp_path / "queries.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "pages", "rules": rules}]}), "utf-8")
    done = subprocess.run(
        [prometheus.promtool, "check", "rules", file], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(found)} rules found" in done.stdout
