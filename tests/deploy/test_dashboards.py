"""The dashboards are what their code says, and are built as Grafana wants them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.alerts.alerts import ALERTS
from deploy.grafana.dashboards import EMPTY_WHEN_WELL, FOLDER, ONLY_WITH_CASES_TOPIC, PAGES, generated
from tests.deploy.panels import dashboards, panels, queries

_PAGES = list(dashboards())
#: Of Grafana's units, those that are used.
_UNITS = {"short", "percentunit", "reqps", "ops", "Bps", "s", "bytes"}
_KINDS = {"timeseries", "stat", "bargauge", "table"}
_COLUMNS = 24


@pytest.mark.parametrize("path", generated(), ids=lambda path: path.stem)
def test_generated_files_are_up_to_date(path: Path) -> None:
    """What is committed is what `make monitoring` writes."""
    assert path.read_text("utf-8") == generated()[path], "run make monitoring"


def test_there_are_three() -> None:
    """And no file of one that was taken out."""
    assert {"overview", "operations", "quality"} == set(_PAGES) == {page.name for page in PAGES}
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.json" for name in _PAGES}


@pytest.mark.parametrize("name", _PAGES)
def test_a_dashboard_is_complete(name: str) -> None:
    """An id that links can rely on, a title, the tag that the others link to, a schema that Grafana 12 reads, read-only."""
    page = dashboards()[name]
    assert (page["uid"], page["tags"], page["editable"]) == (f"mifeng-{name}", ["mifeng"], False)
    assert page["title"].startswith("mifeng: ")
    assert page["description"]
    assert page["schemaVersion"] >= 36  # from there on, data sources are named by type and uid, as here
    ids = [panel["id"] for panel in page["panels"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", _PAGES)
def test_panels_are_complete(name: str) -> None:
    """Each says what it shows, in which unit, from the data source that was chosen; no title is there twice."""
    titles = [panel["title"] for panel in panels(name)]
    assert len(titles) == len(set(titles))
    for panel in panels(name):
        assert panel["type"] in _KINDS, panel["title"]
        assert panel["description"].endswith("."), panel["title"]
        assert panel["fieldConfig"]["defaults"]["unit"] in _UNITS, panel["title"]
        assert panel["targets"], panel["title"]
        sources = [panel["datasource"], *(target["datasource"] for target in panel["targets"])]
        assert all(source == {"type": "prometheus", "uid": "${datasource}"} for source in sources)
        assert [target["refId"] for target in panel["targets"]] == list("ABCDEF"[: len(panel["targets"])])
        assert all(target["instant"] != target["range"] for target in panel["targets"])


@pytest.mark.parametrize("name", _PAGES)
def test_panels_do_not_overlap(name: str) -> None:
    """On the grid of 24 columns, each cell belongs to one panel at most."""
    taken: set[tuple[int, int]] = set()
    for panel in dashboards()[name]["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert max(x for x, _ in cells) < _COLUMNS, panel["title"]
        assert not cells & taken, panel["title"]
        taken |= cells


def _variables(name: str) -> dict[str, dict[str, Any]]:
    return {variable["name"]: variable for variable in dashboards()[name]["templating"]["list"]}


@pytest.mark.parametrize("name", _PAGES)
def test_variables_are_used_and_there(name: str) -> None:
    """Every variable of a query is declared, and every label that can be chosen changes some query."""
    used = set(
        re.findall(r"\$(?!__)(\w+)", " ".join(query.expr for query in queries() if query.page == name))
    )
    declared = _variables(name)
    assert used == {one for one, variable in declared.items() if variable["type"] == "query"}
    assert {"datasource", "runbooks"} == set(declared) - used
    for one in used:
        assert (declared[one]["includeAll"], declared[one]["multi"], declared[one]["allValue"]) == (
            True,
            True,
            ".*",
        )


def test_all_three_labels_can_be_chosen() -> None:
    """Route on every dashboard, channel and group where messages are counted."""
    assert {"route", "channel", "group"} <= set(_variables("overview"))
    assert all("route" in _variables(name) for name in _PAGES)


@pytest.mark.parametrize("name", _PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """To the other dashboards with the same choice and time, to the index of runbooks, and to pages of alerts that exist."""
    page = dashboards()[name]
    (others,) = [link for link in page["links"] if link["type"] == "dashboards"]
    assert (others["tags"], others["includeVars"], others["keepTime"]) == (["mifeng"], True, True)
    assert [link["url"] for link in page["links"] if link["type"] == "link"] == ["${runbooks}/README.md"]
    pages = {f"${{runbooks}}/{alert.name}.md" for alert in ALERTS}
    urls = [link["url"] for panel in panels(name) for link in panel.get("links", [])]
    assert urls
    assert set(urls) <= pages


def test_every_alert_has_a_panel_that_leads_to_it() -> None:
    """Whoever looks at a panel that an alert is about finds what to do; what has no number of its own is on the overview."""
    linked = {
        re.sub(r".*/|\.md$", "", link["url"])
        for name in _PAGES for panel in panels(name) for link in panel.get("links", [])
    }  # fmt: skip
    assert {alert.name for alert in ALERTS} - linked == {"MifengDown"}
    (listing,) = [panel for panel in panels("overview") if panel["title"] in EMPTY_WHEN_WELL]
    (link,) = listing["fieldConfig"]["defaults"]["links"]
    assert link["url"] == "${runbooks}/${__data.fields.alertname}.md"


def test_exceptions_are_panels() -> None:
    """What the tests of panels leave out by title is there, and about cases or alerts alone."""
    named = {query.panel: query.expr for query in queries()}
    assert all("case_store" in named[title] for title in ONLY_WITH_CASES_TOPIC)
    assert all("ALERTS" in named[title] for title in EMPTY_WHEN_WELL)


def test_provisioning_agrees_with_itself() -> None:
    """One data source of the type that the dashboards choose from, one provider that forbids changes which would be lost."""
    folder = FOLDER.parent / "provisioning"
    (source,) = yaml.safe_load((folder / "datasources" / "prometheus.yaml").read_text("utf-8"))["datasources"]
    assert (source["type"], source["isDefault"]) == ("prometheus", True)
    (provider,) = yaml.safe_load((folder / "dashboards" / "mifeng.yaml").read_text("utf-8"))["providers"]
    assert (provider["type"], provider["allowUiUpdates"]) == ("file", False)
    scraped = yaml.safe_load((FOLDER.parents[1] / "compose" / "prometheus.yaml").read_text("utf-8"))
    assert source["jsonData"]["timeInterval"] == scraped["global"]["scrape_interval"]
