"""``mifeng check``: everything that is wrong, before anything runs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from pipeline import logs
from pipeline.checking import Finding, findings
from pipeline.checking.finding import ok, wrong
from pipeline.cli.exits import CHECK_FAILED
from pipeline.cli.lines import write_line
from pipeline.contract import BadInput
from pipeline.worker.config_file import load_config


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)


def check(
    config: Annotated[
        Path | None, typer.Option(help="TOML configuration; without it, ./mifeng-data.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Look at everything that `mifeng run` will need, and print a line for each thing: ok, wrong or unknown.

    Nothing is changed, here or on Kafka. Exit code 1 if anything is wrong.

    Example: `mifeng check --config mifeng.toml`
    """
    if config is not None and not config.is_file():
        raise BadInput("expected a readable configuration file in UTF-8", str(config))
    restore = logs.configure()  # keeps kafka-python's own words off the terminal
    try:
        failed = False
        for finding in _all(config):
            failed |= finding.state == "wrong"
            if as_json:
                write_line(msgspec.json.encode(dataclasses.asdict(finding)))
            else:
                typer.echo(finding.line)
    finally:
        restore()
    if failed:
        raise typer.Exit(CHECK_FAILED)


def _all(path: Path | None) -> Iterator[Finding]:
    try:
        config = load_config(path)
    except BadInput as error:
        yield wrong("configuration", str(error))
        return
    yield ok(f"configuration {path or '(defaults)'}")
    yield from findings(config)
