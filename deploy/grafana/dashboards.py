"""The three dashboards: rows of panels, variables, and links between them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from grafana_foundation_sdk.builders import dashboard
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import (
    DashboardLinkType,
    VariableOption,
    VariableRefresh,
    VariableSort,
)

from deploy.alerts.model import RUNBOOKS
from deploy.grafana import operations, overview, quality
from deploy.grafana.parts import SOURCE, Panel, runbook_link

FOLDER = Path(__file__).with_name("dashboards")
_TAG = "mifeng"
Rows: TypeAlias = tuple[tuple[str, tuple[Callable[[], Panel], ...]], ...]
#: Panels without data when all is well, and those that have data only where cases come from Kafka.
EMPTY_WHEN_WELL = frozenset({overview.FIRING})
ONLY_WITH_CASES_TOPIC = frozenset({"Cases to be read", "Age of the cases", "Cases"})
_LABELS = ("route", "channel", "group")


@dataclass(frozen=True, slots=True)
class Page:
    """One dashboard. `variables` are the labels that one can choose values of."""

    name: str
    title: str
    about: str
    rows: Rows
    variables: tuple[str, ...]


PAGES = (
    Page("overview", "mifeng: what was stopped", "What was held, blocked and redacted, on the way to whom, and why.",
         overview.ROWS, _LABELS),
    Page("operations", "mifeng: operations", "Lag, latency, transactions, errors, saturation.", operations.ROWS, ("route",)),
    Page("quality", "mifeng: quality", "Canaries, drift, what is held and what reviewers make of it.", quality.ROWS, _LABELS),
)  # fmt: skip


def generated() -> dict[Path, str]:
    """Return every file that is generated, with its text."""
    return {FOLDER / f"{page.name}.json": _text(page) for page in PAGES}


def _text(page: Page) -> str:
    built = json.loads(JSONEncoder().encode(_dashboard(page).build()))
    _number(built["panels"])
    return json.dumps(built, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _number(panels: list[dict[str, Any]]) -> None:
    """Give the panels ids, by which links to one of them know it; Grafana would give others at each start."""
    for number, panel in enumerate(panels, 1):
        panel["id"] = number


def _dashboard(page: Page) -> dashboard.Dashboard:
    made = dashboard.Dashboard(page.title).uid(f"mifeng-{page.name}").description(page.about).tags([_TAG])
    made.time("now-6h", "now").refresh("1m").timezone("browser").readonly()
    made.link(dashboard.DashboardLink("Other dashboards").type(DashboardLinkType.DASHBOARDS).tags([_TAG])
              .include_vars(True).keep_time(True))  # fmt: skip
    made.link(runbook_link("Runbooks", "README"))
    made.with_variable(dashboard.DatasourceVariable("datasource").label("Data source").type("prometheus"))
    for name in page.variables:
        made.with_variable(_choice(name))
    made.with_variable(dashboard.TextBoxVariable("runbooks").label("Runbooks at").default_value(RUNBOOKS))
    for title, panels in page.rows:
        made.with_row(dashboard.Row(title))
        for panel in panels:
            made.with_panel(panel())
    return made


def _choice(name: str) -> dashboard.QueryVariable:
    """Return a variable for the values of a label. All of them are matched by .*, so that no list makes queries long."""
    variable = dashboard.QueryVariable(name).label(name.capitalize()).datasource(SOURCE)
    variable.query(f"label_values(mifeng_messages_total, {name})").refresh(
        VariableRefresh.ON_TIME_RANGE_CHANGED
    )
    variable.multi(True).include_all(True).all_value(".*").sort(VariableSort.ALPHABETICAL_ASC)
    return variable.current(VariableOption(selected=True, text=["All"], value=["$__all"]))
