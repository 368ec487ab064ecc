"""What rules are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["critical", "warning"]
#: Where the pages about alerts are, relative to the repository. Whoever publishes them puts an address in front.
RUNBOOKS = "docs/runbooks"


@dataclass(frozen=True, slots=True)
class Recording:
    """A query that Prometheus answers ahead; `record` is its name."""

    record: str
    expr: str

    def rule(self) -> dict[str, Any]:
        """Return it as it stands in a file of rules."""
        return {"record": self.record, "expr": self.expr}


@dataclass(frozen=True, slots=True)
class Alert:
    """Fires when `expr` has had a result for as long as `wait` (a duration such as 5m).

    `severity` critical wakes somebody; warning is for the next working day. `summary` and `description`, which says what
    to do, are templates of Prometheus. One name may be there twice, with different severities; both share a runbook.
    """

    name: str
    severity: Severity
    wait: str
    expr: str
    summary: str
    description: str

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells it from every other."""
        return self.name, self.severity

    def rule(self) -> dict[str, Any]:
        """Return it as it stands in a file of rules."""
        return {
            "alert": self.name,
            "expr": self.expr,
            "for": self.wait,
            "labels": {"severity": self.severity},
            "annotations": {
                "summary": self.summary,
                "description": self.description,
                "runbook_url": f"{RUNBOOKS}/{self.name}.md",
            },
        }


@dataclass(frozen=True, slots=True)
class Proof:
    """One unit test: fed with `series` (in promtool's notation, one sample each `step`), an alert does not fire at `quiet`
    and fires at `fires`, as one alert that has `labels` among its own. Times are durations since the start.
    """

    what: str
    alert: str
    severity: Severity
    series: Mapping[str, str]
    quiet: str
    fires: str
    labels: Mapping[str, str] = field(default_factory=dict)
    step: Literal["1m", "5m"] = "1m"
