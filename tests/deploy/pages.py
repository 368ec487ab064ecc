"""Reading the pages about running mifeng: what they link to, which commands, queries and names they show."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from pipeline.cli.main import app
from tests.command import ROOT

RUNBOOKS = ROOT / "docs" / "runbooks"
OPERATIONS = ROOT / "docs" / "operations.md"
PAGES: Sequence[Path] = (*sorted(RUNBOOKS.glob("*.md")), OPERATIONS)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PROMQL = re.compile(r"^```promql\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_METRIC = re.compile(r"\bmifeng[_:][a-z0-9_:]+")


def headings(page: Path) -> list[str]:
    """Return the headings of the second rank, in order."""
    return re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)


def broken_links(page: Path) -> Iterator[str]:
    """Yield each relative link whose file or heading is not there."""
    for link in _LINK.findall(page.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        target = page.parent / path
        if not target.is_file() or (anchor and anchor not in map(_anchor, headings(target))):
            yield link


def queries(page: Path) -> list[str]:
    """Return the queries in the blocks of promql, one a line."""
    return [line for block in _PROMQL.findall(page.read_text("utf-8")) for line in block.splitlines()]


def inline(page: Path) -> list[str]:
    """Return what stands between backticks, without the blocks."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return _CODE.findall(text)


def metric_names(text: str) -> set[str]:
    """Return every word in a text that looks like a metric of mifeng."""
    return set(_METRIC.findall(text))


def commands(text: str) -> list[str]:
    """Return what begins with "mifeng" and the name of a command, up to the end of it or of the line."""
    return re.findall(r"\bmifeng [a-z][^`\n]*", text)


def fault_of(command: str) -> str | None:
    """Return what is wrong with a command line by the command line's own parser, or None. Nothing is run.

    Words behind the command that are no options may be anything, as in a sentence.
    """
    found: Any = typer.main.get_command(app)
    words = shlex.split(command.replace("'", ""))[1:]
    while (inner := getattr(found, "commands", None)) is not None:
        name = words.pop(0).rstrip(".,;:") if words else ""
        if name not in inner:
            return f"no command {name!r} in {command!r}"
        found = inner[name]
    known = {option for parameter in found.params for option in parameter.opts} | {"--help"}
    wrong = [word for word in words if word.startswith("--") and word.rstrip(".,;:") not in known]
    return f"no option {wrong[0]} in {command!r}" if wrong else None


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
