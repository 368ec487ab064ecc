"""``mifeng run``: the streaming worker."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.worker.config_file import load_config
from pipeline.worker.run import run as run_worker


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)


def run(
    config: Annotated[
        Path | None, typer.Option(help="TOML configuration; without it, ./mifeng-data.")
    ] = None,
    until_idle: Annotated[bool, typer.Option(help="Stop when nothing is left to do.")] = False,
) -> None:
    """Inspect messages and notes as they arrive. SIGTERM finishes the batch and stops.

    Example: `mifeng run`

    Example: `mifeng run --config mifeng.toml`
    """
    code = run_worker(load_config(config), until_idle=until_idle)
    if code:
        raise typer.Exit(code)
