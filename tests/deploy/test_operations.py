"""What docs/operations.md says of metrics and objectives is what the code has."""

from __future__ import annotations

import re

from deploy.alerts.objectives import LATE_S, LATENCY, LEAST, OBJECTIVES
from pipeline.metrics.registry import END_TO_END_SECONDS
from tests.deploy.metric_names import exposed
from tests.deploy.pages import OPERATIONS

_TEXT = OPERATIONS.read_text("utf-8")


def test_the_table_has_every_metric() -> None:
    """Each with its kind, its labels and the help that /metrics gives, in the same order, and no other."""
    rows = re.findall(r"^\| `(mifeng_\w+)` \| (\w+) \| ([\w, ]*?) ?\| (.+) \|$", _TEXT, re.MULTILINE)
    assert rows == [(name, one.kind, ", ".join(one.labels), one.help) for name, one in exposed().items()]


def test_objectives_are_those_of_the_alerts() -> None:
    """Their goals stand in a table in their order, with the limit of latency and the least number of bad events."""
    assert re.findall(r"^\| .+ \| ([\d.]+)% \|$", _TEXT, re.MULTILINE) == [
        f"{100 * objective.goal:g}" for objective in OBJECTIVES
    ]
    assert f"no more than {LATE_S} seconds" in _TEXT
    assert LEAST == 10
    assert "Fewer than ten bad events" in _TEXT


def test_the_limit_of_latency_is_a_bound_of_the_histogram() -> None:
    """Else the rule would ask for a bucket that no worker has, and never fire."""
    assert float(LATE_S) in END_TO_END_SECONDS
    assert f'le="{float(LATE_S)}"' in LATENCY.bad
