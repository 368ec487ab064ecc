"""``mifeng keys``: make the keys of a deployment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.contract import BadInput
from pipeline.quarantine.keys import KeyFileError
from pipeline.worker.new_keys import create_keys

app = typer.Typer(help="Make the keys that workers and reviewers need.", no_args_is_help=True)


@app.callback()
def _options() -> None:
    """Make the keys that workers and reviewers need."""


@app.command()
def create(
    directory: Annotated[
        Path, typer.Argument(help="Where to; made if it is not there. Nothing is replaced.")
    ],
) -> None:
    """Make the reviewers' pair of keys and the key of pseudonyms, once for all workers of a deployment.

    Example: `mifeng keys create keys`
    """
    try:
        identity, public, pseudonym = create_keys(directory)
    except KeyFileError as error:
        raise BadInput(str(error)) from None
    typer.echo(f"{public}: for every worker (keys.reviewer_public); quarantined messages are sealed to it")
    typer.echo(f"{pseudonym}: for every worker (keys.pseudonym); a secret")
    typer.echo(
        f"{identity}: for the reviewers and nobody else; a secret. Move it away and keep a copy: "
        "without it nothing that was sealed can be opened"
    )
