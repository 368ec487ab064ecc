"""Every panel shows data when a real Prometheus scrapes a real worker; a broken detector makes a real alert fire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from deploy.alerts.alerts import ALERTS
from deploy.alerts.files import rules
from deploy.grafana.dashboards import EMPTY_WHEN_WELL, ONLY_WITH_CASES_TOPIC
from deploy.grafana.drawing import NO_DATA
from deploy.grafana.picture import picture
from tests.deploy.panels import choices, dashboards, panels, queries
from tests.deploy.prometheus import Binaries
from tests.deploy.scene import BLIND, Scene, embedded, scene, wait_for_data


@pytest.fixture(scope="module")
def well(prometheus: Binaries, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A worker on the embedded bus, with traffic and with reviewers who have decided."""
    folder = tmp_path_factory.mktemp("well")
    with scene(folder, embedded(folder), rules()) as running:
        running.review()
        yield running


def test_every_panel_has_data(well: Scene) -> None:
    """With everything chosen; no alert fires."""
    wait_for_data(well, {}, EMPTY_WHEN_WELL | ONLY_WITH_CASES_TOPIC)


def test_every_panel_has_data_for_chosen_values(well: Scene) -> None:
    """The variables offer routes, channels and groups of the traffic, and a choice of them is a query that works."""
    chosen = choices(well.prometheus)
    assert {"messages", "notes"} == set(chosen["route"].split("|"))
    assert {"sms", "im", "email"} <= set(chosen["channel"].split("|"))
    assert {"borrower", "contact", "employer"} <= set(chosen["group"].split("|"))
    wait_for_data(well, chosen, EMPTY_WHEN_WELL | ONLY_WITH_CASES_TOPIC)


def test_a_choice_that_nothing_meets_is_empty(well: Scene) -> None:
    """The check can fail: a panel of a route that is not there has no data."""
    (lag,) = [query for query in queries() if query.panel == "Lag by route"]
    assert lag.has_data(well.prometheus, {"route": "notes"})
    assert not lag.has_data(well.prometheus, {"route": "nowhere"})


@pytest.mark.parametrize("page", dashboards())
def test_a_picture_shows_every_panel(well: Scene, page: str) -> None:
    """It is XML with each panel's title, and without data are only those that have none here."""
    wait_for_data(well, {}, EMPTY_WHEN_WELL | ONLY_WITH_CASES_TOPIC)
    drawn = picture(dashboards()[page], well.prometheus, 30)
    words = [element.text for element in ElementTree.fromstring(drawn).iter() if element.text]  # noqa: S314 - it is ours
    titles = [panel["title"] for panel in panels(page)]
    assert set(titles) <= set(words)
    assert words.count(NO_DATA) == len(set(titles) & (EMPTY_WHEN_WELL | ONLY_WITH_CASES_TOPIC))
    assert "nan" not in drawn.lower().split('"')


def test_rules_are_evaluated(well: Scene) -> None:
    """No rule fails on the labels of the real thing, and none of the alerts fires."""
    found = [rule for group in well.prometheus.get("rules")["groups"] for rule in group["rules"]]
    assert len([rule for rule in found if rule["type"] == "alerting"]) == len(ALERTS)
    assert {rule["health"] for rule in found} == {"ok"}
    assert [rule["name"] for rule in found if rule.get("state") == "firing"] == []


def test_a_broken_detector_makes_the_alert_fire(
    prometheus: Binaries, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A worker that finds nothing: its canaries miss, the alert fires in Prometheus, and the overview shows it."""
    folder = tmp_path_factory.mktemp("blind")
    impatient = [replace(alert, wait="1s") for alert in ALERTS]
    (firing,) = [query for query in queries() if query.panel in EMPTY_WHEN_WELL]
    with scene(folder, embedded(folder), rules(impatient), BLIND) as running:
        shown = firing.filled({})

        def names() -> set[str]:
            return {one["metric"]["alertname"] for one in running.prometheus.query(shown)}

        running.wait_until("alert", lambda: "MifengCanaryMissed" in names(), 60, sends=False)
        (alert,) = [
            one for one in running.prometheus.alerts() if one["labels"]["alertname"] == "MifengCanaryMissed"
        ]
    assert alert["labels"]["severity"] == "critical"
    assert "of the built-in leaks were stopped" in alert["annotations"]["description"]
    assert alert["annotations"]["description"].startswith("Only ")
    assert "<no value>" not in str(alert["annotations"])
    assert set(alert["labels"]) == {"alertname", "instance", "severity"}
