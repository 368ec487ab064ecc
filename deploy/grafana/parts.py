"""What panels have in common: their kinds, their queries, their links."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

from grafana_foundation_sdk.builders import bargauge, common, dashboard, prometheus, stat, table, timeseries
from grafana_foundation_sdk.models.common import (
    BarGaugeDisplayMode,
    LegendDisplayMode,
    StackingMode,
    VizOrientation,
)
from grafana_foundation_sdk.models.dashboard import (
    DashboardLinkType,
    DataSourceRef,
    Threshold,
    ThresholdsMode,
)
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

Panel: TypeAlias = timeseries.Panel | stat.Panel | bargauge.Panel | table.Panel
_P = TypeVar("_P", timeseries.Panel, stat.Panel, bargauge.Panel, table.Panel)
SOURCE = DataSourceRef(type_val="prometheus", uid="${datasource}")
#: The selection of the variables, for metrics that have all three labels.
SELECTED = 'route=~"$route",channel=~"$channel",group=~"$group"'
ROUTE = 'route=~"$route"'
#: Colours of thresholds, from well to wrong.
_GREEN, _YELLOW, _RED = "green", "yellow", "red"


def series(expr: str, legend: str, exemplar: bool = False) -> prometheus.Dataquery:
    """Return a query over the time range; `legend` names its series."""
    return prometheus.Dataquery().expr(expr).legend_format(legend).range().exemplar(exemplar)


def now(expr: str, legend: str = "__auto") -> prometheus.Dataquery:
    """Return a query for the end of the time range."""
    return prometheus.Dataquery().expr(expr).legend_format(legend).instant()


def lines(
    title: str, about: str, unit: str, *queries: prometheus.Dataquery,
    runbook: str | None = None, span: int = 12, stacked: bool = False,
) -> timeseries.Panel:  # fmt: skip
    """Return a panel of lines over time, `span` of the 24 columns wide."""
    panel = timeseries.Panel().height(8).min(0).fill_opacity(30 if stacked else 5)
    legend = common.VizLegendOptions().display_mode(LegendDisplayMode.LIST).show_legend(True)
    panel.legend(legend)
    if stacked:
        panel.stacking(common.StackingConfig().mode(StackingMode.NORMAL))
    return _made(panel, title, about, unit, queries, runbook, span)


def number(
    title: str, about: str, unit: str, query: prometheus.Dataquery,
    runbook: str | None = None, span: int = 4, warn: float | None = None, alarm: float | None = None, low: bool = False,
) -> stat.Panel:  # fmt: skip
    """Return a panel with one number; it turns yellow at `warn` and red at `alarm`, or with `low` below `alarm`."""
    panel = stat.Panel().height(4).thresholds(_thresholds(warn, alarm, low))
    return _made(panel, title, about, unit, (query,), runbook, span)


def bars(
    title: str, about: str, unit: str, query: prometheus.Dataquery, runbook: str | None = None, span: int = 8
) -> bargauge.Panel:
    """Return a panel with one bar for each result."""
    panel = bargauge.Panel().height(9).min(0).display_mode(BarGaugeDisplayMode.BASIC)
    panel.orientation(VizOrientation.HORIZONTAL)
    return _made(panel, title, about, unit, (query,), runbook, span)


def listing(title: str, about: str, query: prometheus.Dataquery, span: int = 12) -> table.Panel:
    """Return a panel with a table of the labels of each result."""
    panel = table.Panel().height(8)
    return _made(panel, title, about, "short", (query.format(PromQueryFormat.TABLE),), None, span)


def runbook_link(title: str, page: str) -> dashboard.DashboardLink:
    """Return a link to a page among the runbooks, which are where the variable says."""
    link = dashboard.DashboardLink(title).type(DashboardLinkType.LINK)
    return link.url(f"${{runbooks}}/{page}.md").target_blank(True)


def _made(
    panel: _P, title: str, about: str, unit: str, queries: tuple[prometheus.Dataquery, ...],
    runbook: str | None, span: int,
) -> _P:  # fmt: skip
    panel.title(title).description(about).unit(unit).span(span).datasource(SOURCE)
    for name, query in zip("ABCDEF", queries, strict=False):
        panel.with_target(query.ref_id(name).datasource(SOURCE))
    if runbook is not None:
        panel.links([runbook_link(f"What to do: {runbook}", runbook)])
    return panel


def _thresholds(warn: float | None, alarm: float | None, low: bool) -> dashboard.ThresholdsConfig:
    steps = [Threshold(None, _RED if low else _GREEN)]
    if warn is not None:
        steps.append(Threshold(warn, _YELLOW))
    if alarm is not None:
        steps.append(Threshold(alarm, _GREEN if low else _RED))
    return dashboard.ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(steps)
