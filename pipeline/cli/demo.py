"""``mifeng demo``: the whole pipeline on the fixtures, embedded."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.demo.stream import stream
from pipeline.demo.summary import show
from pipeline.worker.config import Config


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    directory: Annotated[
        Path | None,
        typer.Option(help="Where the demo keeps its topics and keys (default: a new temporary one)."),
    ] = None,
) -> None:
    """Stream the fixtures through the embedded bus and show what was allowed, redacted, held and blocked.

    Example: `mifeng demo`
    """
    data = directory or Path(tempfile.mkdtemp(prefix="mifeng-demo-")) / "mifeng-data"
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print("All names, numbers and messages below are made up.", style="dim")
    show(stream(Config(data_dir=str(data))), data, console)
