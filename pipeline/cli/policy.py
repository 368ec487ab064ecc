"""``mifeng policy``: show a policy as a matrix, check a policy file."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipeline.policy import Policy, load_policy

app = typer.Typer(help="Show and check policies.", no_args_is_help=True)
_COLOURS = {"allow": "green", "mask": "cyan", "redact": "yellow", "hold": "magenta", "block": "red"}


@app.command()
def show(policy: Annotated[str, typer.Argument(help="cn, tw, us or a policy file.")] = "cn") -> None:
    """Print the matrix: whose data (rows) × who would read it (columns), and the exceptions.

    Example: `mifeng policy show tw`
    """
    loaded = load_policy(policy)
    console = Console(width=None if Console().is_terminal else 140)
    console.print(_matrix(loaded))
    for line in _notes(loaded):
        console.print(line, markup=False, highlight=False)


@app.command()
def check(policy: Annotated[str, typer.Argument(help="A policy file.")]) -> None:
    """Validate a policy file; exit 2 with FILE:LINE and what was expected.

    Example: `mifeng policy check my-policy.yaml`
    """
    loaded = load_policy(policy)
    typer.echo(f"{policy}: {loaded.id} is a complete policy of {len(loaded.rows)} cells a column")


def _matrix(policy: Policy) -> Table:
    table = Table(title=f"{policy.id} {policy.title}", show_lines=False)
    table.add_column("whose.what", no_wrap=True)
    for column in policy.columns:
        table.add_column(column)
    for (subject, category), actions in policy.rows.items():
        cells = [f"[{_COLOURS[action]}]{action}[/]" for action in actions]
        table.add_row(f"{subject}.{category}", *cells)
    return table


def _notes(policy: Policy) -> list[str]:
    lines = ["Relations:"]
    for column in policy.columns:
        names = [relation for relation, where in policy.relations.items() if where == column]
        if names:
            lines.append(f"  {column}: {', '.join(names)}")
    routing = policy.routing
    lines += [
        "Routing:",
        f"  borrower at an address that is not their own: {routing.borrower_not_verified}",
        f"  co-borrower or guarantor whom the case does not name: {routing.obligor_not_verified}",
        f"  contact whom the case flags as obligor: {routing.contact_with_obligor_flag}",
        f"  unknown case: {routing.unknown_case}, but for {', '.join(routing.unknown_case_spares) or 'nobody'}",
        f"  channels {', '.join(routing.public_channels) or 'none'}: {routing.public_channel}",
        "Exceptions:",
    ]
    for exception in policy.exceptions:
        rows = ", ".join(sorted(f"{subject}.{category}" for subject, category in exception.rows))
        columns = ", ".join(sorted(exception.columns))
        lines.append(f"  {exception.id}: when {exception.when}, for {columns}: {exception.action} {rows}")
    low, high = policy.ignore_below, policy.act_from
    lines.append(f"Confidence: below {low:g} ignored, from {high:g} on as above, between the two hold")
    return lines
