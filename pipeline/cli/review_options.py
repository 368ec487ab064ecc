"""What the review commands share: their options, how they end, and how a list looks."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline import logs
from pipeline.bus import Aborted, BusError
from pipeline.cli.exits import CHECK_FAILED
from pipeline.contract import BadInput
from pipeline.quarantine import Identity, KeyFileError, SealError, load_identity, load_recipients
from pipeline.review.desk import Desk
from pipeline.review.errors import Refused
from pipeline.review.opening import open_desk
from pipeline.review.reason import CODES, MAX_LENGTH, Reason, reason_of
from pipeline.review.visible import visible
from pipeline.worker.config import Config
from pipeline.worker.config_file import load_config

KEY_VARIABLE = "MIFENG_REVIEWER_KEY"
ConfigOption = Annotated[Path | None, typer.Option(help="TOML configuration; without it, ./mifeng-data.")]
KeyOption = Annotated[
    Path | None,
    typer.Option(envvar=KEY_VARIABLE, show_envvar=True, help="File of the reviewer's private key."),
]
ReviewerOption = Annotated[str, typer.Option(help="Your staff handle: letters, digits, dots, dashes.")]
ReasonOption = Annotated[
    str,
    typer.Option(
        help=f"One of {', '.join(CODES)}; or free text, which is sealed to the reviewers; - reads it from standard input."
    ),
]
RouteOption = Annotated[str | None, typer.Option(help="Only this route.")]
OlderOption = Annotated[
    str | None, typer.Option(help="Only what waits longer than this, such as 12h or 30d.")
]
NewerOption = Annotated[str | None, typer.Option(help="Only what waits no longer than this.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
WantedArgument = Annotated[str, typer.Argument(help="Reference (TOPIC/PARTITION/OFFSET) or message id.")]
StateFilter = Literal["open", "released", "rejected", "expired", "replayed", "all"]
StateOption = Annotated[StateFilter, typer.Option(help="Only what is in this state.")]


@contextmanager
def desk_of(path: Path | None) -> Iterator[tuple[Desk, Config]]:
    """Yield the desk of a configuration, and turn the errors of a review into words and exit codes.

    Exit 1: refused, or the bus failed; nothing was done that the command did not say. 2: wrong use, wrong key.
    """
    restore = logs.configure()
    try:
        config = load_config(path)
        with open_desk(config) as desk:
            yield desk, config
    except Refused as error:
        raise _ended(str(error)) from None
    except BusError as error:
        raise _ended(f"{error}{'; try again' if isinstance(error, Aborted) else ''}") from None
    except (SealError, KeyFileError) as error:
        raise BadInput(str(error)) from None
    finally:
        restore()


def _ended(words: str) -> typer.Exit:
    print(words, file=sys.stderr)
    return typer.Exit(CHECK_FAILED)


def identity_of(path: Path | None) -> Identity:
    """Return the reviewer's private key. Raises `BadInput` if none is named."""
    if path is None:
        raise BadInput(f"expected the reviewer's private key: --key FILE, or its path in {KEY_VARIABLE}")
    return load_identity(path)


def reason_given(given: str, config: Config) -> Reason:
    """Return the reason, free text sealed to the reviewers' public keys, which need not be there for a code."""
    text = given
    if given == "-":
        try:
            text = sys.stdin.buffer.read(8 * MAX_LENGTH).decode("utf-8")
        except UnicodeDecodeError:
            raise BadInput("expected a reason in UTF-8", "<stdin>") from None
    return reason_of(text, () if text.strip() in CODES else load_recipients(config.reviewer_public_path))


def require_terminal() -> None:
    """Raise `BadInput` unless standard output is a terminal: an opened seal belongs in no file and no pipe."""
    if not sys.stdout.isatty():
        raise BadInput("expected a terminal: what was sealed is shown there and nowhere else")


class Complaints:
    """Records that could not be read: each is told on stderr, and the command ends with 1."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: BadInput) -> None:
        """Tell one."""
        self.count += 1
        print(error, file=sys.stderr)

    def finish(self) -> None:
        """End with exit code 1 if there were any."""
        if self.count:
            raise typer.Exit(CHECK_FAILED)


def show_table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a table; what is in the cells is text and no markup."""
    table = Table(*headings)
    for row in rows:
        table.add_row(*(Text(visible(cell), overflow="fold") for cell in row))
    Console(width=None if Console().is_terminal else 160).print(table)
