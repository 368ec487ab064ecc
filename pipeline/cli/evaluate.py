"""``mifeng eval``: precision, recall and F1 by entity type on a labelled corpus."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipeline.cli.exits import BAD_INPUT
from pipeline.cli.lines import Lines
from pipeline.evaluation import Scores, interval, read_labelled, score


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="eval")(evaluate)


def evaluate(
    corpus: Annotated[
        str,
        typer.Argument(
            help='JSONL of {"id", "text", "entities": [{"type", "start", "end"}], "optional"?, "types"?}, or -.'
        ),
    ],
    misses: Annotated[bool, typer.Option(help="Print every miss and false alarm (shows texts).")] = False,
    output: Annotated[Path | None, typer.Option("--json", help="Write the scores to this file.")] = None,
) -> None:
    """Score the detectors on a corpus.

    strict: same type and same span. covered: every character of the label is in some finding. The interval is Wilson's.

    Example: `mifeng eval corpus.jsonl --misses`
    """
    lines = Lines(corpus)
    scores = Scores()
    for labelled in lines.each(read_labelled):
        for problem in score(labelled, scores):
            if misses:
                typer.echo(problem)
    Console(width=None if Console().is_terminal else 110).print(_table(scores))
    if output is not None:
        output.write_text(json.dumps(scores.as_dict(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.flush()
    if not lines.finish():
        raise typer.Exit(BAD_INPUT)


def _table(scores: Scores) -> Table:
    table = Table()
    headings = (
        "type",
        "labels",
        "found",
        "strict",
        "covered",
        "precision",
        "recall",
        "F1",
        "full cover",
        "95 % of cover",
    )
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "type" else "right", no_wrap=True)
    for name, row in scores.rows():
        numbers = (row.labels, row.found, row.exact, row.covered)
        shares = (row.precision, row.recall, row.f1, row.cover)
        low, high = interval(row.covered, row.labels)
        table.add_row(
            name, *map(str, numbers), *(f"{share:.3f}" for share in shares), f"{low:.2f}–{high:.2f}"
        )
    return table
