"""``mifeng test``: fixture tests with a readable difference for each that fails."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.exits import BAD_INPUT, CHECK_FAILED
from pipeline.fixtures import load_fixtures, run_fixture
from pipeline.fixtures.report import describe
from pipeline.policy import load_policy


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(test)


def test(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Fixture files or folders (default: fixtures).")
    ] = None,
    policy: Annotated[
        str | None, typer.Option(help="Run all of them under this policy instead of their own.")
    ] = None,
) -> None:
    """Run fixture tests; exit 1 when one fails.

    Example: `mifeng test fixtures/relay.yaml`
    """
    override = load_policy(policy) if policy else None
    passed = failed = 0
    for fixture in load_fixtures(paths or [Path("fixtures")]):
        _, differences = run_fixture(fixture, override)
        if differences:
            failed += 1
            typer.echo(describe(fixture, differences) + "\n")
        else:
            passed += 1
    typer.echo(f"{passed} passed, {failed} failed")
    if passed + failed == 0:
        typer.echo("expected at least one test in these paths", err=True)
        raise typer.Exit(BAD_INPUT)
    if failed:
        raise typer.Exit(CHECK_FAILED)
