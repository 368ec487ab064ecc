"""``mifeng detect``: texts in, findings out; no case, no policy."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import Annotated, Any

import msgspec
import typer

from pipeline.cli.exits import BAD_INPUT
from pipeline.cli.lines import Jobs, Lines, write_line
from pipeline.contract import decode_object
from pipeline.contract.convert import convert
from pipeline.contract.sealed import Sealed
from pipeline.inspecting import detect as detect_text
from pipeline.inspecting import resolve


class Text(Sealed, frozen=True, kw_only=True):
    """One text to look at."""

    id: str | int
    text: str


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(detect)


def detect(
    texts: Annotated[
        str, typer.Argument(help='JSONL file of {"id", "text"}, or - for standard input.')
    ] = "-",
    jobs: Jobs = 1,
) -> None:
    """Print what personal data and debt facts a text holds.

    Example: `echo '{"id": "1", "text": "电话13800138000"}' | mifeng detect`
    """
    lines = Lines(texts)
    with closing(lines.each(_detect, jobs)) as results:
        for result in results:
            write_line(result)
    sys.stdout.flush()
    if not lines.finish():
        raise typer.Exit(BAD_INPUT)


def _detect(line: bytes) -> bytes:
    text = convert(decode_object(line), Text)
    return msgspec.json.encode({"id": text.id, "findings": findings(text.text)})


def findings(text: str) -> list[dict[str, Any]]:
    """Return the findings in a text as the contract's `detect` gives them."""
    _, found = detect_text(text)
    return [
        {"type": f.entity_type, "start": f.start, "end": f.end, "score": round(f.score, 4)}
        for f in resolve(found)
    ]
