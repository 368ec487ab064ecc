"""Reading the console blocks of the README files: commands behind ``$ ``, their output below."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*(?:\n> .*)*)$", re.MULTILINE)


class Step(NamedTuple):
    """One command and the output that the README shows for it; a line ``...`` stands for any lines."""

    command: str
    output: str


def steps(readme: Path) -> list[Step]:
    """Return every command of a README in order. A line that starts with ``> `` continues the one above."""
    found: list[Step] = []
    for block in _BLOCK.findall(readme.read_text("utf-8")):
        parts = _COMMAND.split(block)
        for command, output in zip(parts[1::2], parts[2::2], strict=True):
            found.append(Step(command.replace("\n> ", "\n"), output.strip("\n")))
    return found


def matches(shown: str, actual: str) -> bool:
    """Tell whether the shown output is the actual one, up to trailing blanks and ``...``."""
    lines = [re.escape(line.rstrip()) if line.strip() != "..." else r"(?s:.*)" for line in shown.splitlines()]
    text = "\n".join(line.rstrip() for line in actual.strip("\n").splitlines())
    return re.fullmatch("\n".join(lines), text) is not None
