"""The command ``mifeng``: wiring of subcommands, and the one place where errors become words and exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

from pipeline import version
from pipeline.cli import (
    cases,
    check,
    dead_letter,
    demo,
    detect,
    evaluate,
    keys,
    policy,
    quarantine,
    run,
    scan,
    test,
    topics,
)
from pipeline.cli.exits import BAD_INPUT, FAILED, INTERRUPTED
from pipeline.cli.internal import InternalError, where
from pipeline.contract import BadInput
from pipeline.processes import ProcessFailed

app = typer.Typer(
    help="mifeng (密封): stop a borrower's personal data and debt from reaching third parties.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (scan, detect, test, evaluate, run, check, demo):
    command.register(app)
app.add_typer(policy.app, name="policy")
app.add_typer(topics.app, name="topics")
app.add_typer(cases.app, name="cases")
app.add_typer(keys.app, name="keys")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(dead_letter.app, name="dead-letter")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mifeng {version()}")
        raise typer.Exit


@app.callback()
def options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options before the subcommand."""


def main() -> NoReturn:
    """Run the command line. Exit codes: 0 done, 1 a check failed, 2 wrong use or bad input, 3 --fail-on met."""
    try:
        app()
    except BadInput as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_INPUT)
    except ProcessFailed as error:
        print(error, file=sys.stderr)
        sys.exit(FAILED)
    except InternalError as error:
        print(f"internal error: {error}", file=sys.stderr)
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has left; closing stdout quietly keeps Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(INTERRUPTED)
    except Exception as error:  # noqa: BLE001  # a traceback could print a message's text
        print(f"internal error: {where(error)}", file=sys.stderr)
        sys.exit(BAD_INPUT)
    sys.exit(0)
