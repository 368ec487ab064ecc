"""``mifeng run``: the streaming worker."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.exits import BAD_INPUT
from pipeline.cli.internal import where
from pipeline.worker.config import Config
from pipeline.worker.config_file import load_config
from pipeline.worker.members import members
from pipeline.worker.run import run as run_worker
from pipeline.worker.signals import Stop
from pipeline.worker.supervisor import supervise


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)


def run(
    config: Annotated[
        Path | None, typer.Option(help="TOML configuration; without it, ./mifeng-data.")
    ] = None,
    until_idle: Annotated[bool, typer.Option(help="Stop when nothing is left to do.")] = False,
    workers: Annotated[
        int, typer.Option(min=1, max=256, help="On Kafka: so many processes, which end together.")
    ] = 1,
) -> None:
    """Inspect messages and notes as they arrive. SIGTERM finishes the batch and stops.

    Example: `mifeng run`

    Example: `mifeng run --config mifeng.toml`

    Example: `mifeng run --config kafka.toml --workers 4`
    """
    settings = load_config(config)
    if workers == 1:
        code = run_worker(settings, until_idle=until_idle)
    else:
        code = supervise(members(settings, workers), work, until_idle=until_idle)
    if code:
        raise typer.Exit(code)


def work(config: Config, until_idle: bool, tie: Callable[[Stop], None]) -> int:
    """Run one of several workers in a process of its own; errors become words here, as in `main` for the command."""
    try:
        return run_worker(config, until_idle=until_idle, tie=tie)
    except Exception as error:  # noqa: BLE001  # a traceback could print a message's text
        print(f"internal error: {where(error)}", file=sys.stderr)
        return BAD_INPUT
