"""How the reports look: a table under its headings, and decisions as shares."""

from __future__ import annotations

from collections.abc import Mapping

from rich import box
from rich.table import Table


def headed(*headings: str, left: int = 1) -> Table:
    """Return a table without rows. Its first `left` columns hold names, the others numbers, which stand to the right."""
    built = Table(box=box.SIMPLE_HEAD, collapse_padding=True, pad_edge=False)
    for number, heading in enumerate(headings):
        built.add_column(heading, justify="left" if number < left else "right", no_wrap=True)
    return built


def shares(actions: Mapping[str, int]) -> str:
    """Return decisions by action as shares of all of them; empty where there are none."""
    total = sum(actions.values())
    return ", ".join(f"{action} {count / total:.0%}" for action, count in sorted(actions.items()))
