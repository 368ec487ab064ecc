"""Reading JSONL for the filters: a file or standard input, line by line, in bounded memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated, BinaryIO, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress

from pipeline.cli.jobs import Placed, answers
from pipeline.contract import BadInput
from pipeline.contract.decode import MAX_BYTES

_T = TypeVar("_T")
#: After this many bad lines only their number is told, so that a wrong file does not fill the screen.
_SHOWN = 20
#: The option of the filters for `Lines.each`. The limit is far above the cores of a machine, and keeps a slip from filling it.
Jobs = Annotated[
    int, typer.Option(min=1, max=256, help="Inspect in so many processes; what is printed is the same.")
]


class Lines:
    """The lines of one JSONL input. Bad lines are told on stderr with FILE:LINE and counted in `bad`."""

    def __init__(self, source: str) -> None:
        self.name = "<stdin>" if source == "-" else source
        self.bad = 0
        self._path = None if source == "-" else Path(source)

    def each(self, read: Callable[[bytes], _T], jobs: int = 1) -> Generator[_T, None, None]:
        """Yield each line through `read`; a line for which it raises `BadInput` is reported and passed over.

        With more than one of `jobs` the lines are read in so many processes, see `pipeline.cli.jobs`, which end when the
        generator is closed.
        """
        with closing(answers(self._placed(), read, jobs)) as answered:
            for place, answer in answered:
                if isinstance(answer, BadInput):
                    self._report(answer.at(place))
                else:
                    yield answer

    def _placed(self) -> Iterator[Placed]:
        for number, line in enumerate(self._raw(), start=1):
            if line.strip():
                yield f"{self.name}:{number}", line

    def _report(self, error: BadInput) -> None:
        self.bad += 1
        if self.bad <= _SHOWN:
            print(error, file=sys.stderr)
        elif self.bad == _SHOWN + 1:
            print(f"{self.name}: more bad lines follow, they are only counted", file=sys.stderr)

    def finish(self) -> bool:
        """Say how many lines were bad, if any were; return whether all were good."""
        if self.bad:
            print(f"{self.name}: {self.bad} bad line(s) were not used", file=sys.stderr)
        return not self.bad

    def _raw(self) -> Iterator[bytes]:
        if self._path is None:
            yield from _bounded(sys.stdin.buffer)
            return
        try:
            stream = self._path.open("rb")
            size = self._path.stat().st_size
        except OSError:
            raise BadInput("expected a readable file", self.name) from None
        with stream:
            yield from _with_progress(_bounded(stream), size)


def _bounded(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines; one that is too long is cut just beyond the limit, so that decoding refuses it, and its rest dropped."""
    while line := stream.readline(MAX_BYTES + 2):
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
                pass
        yield line


def _with_progress(lines: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Show a progress bar to a person, nothing to a pipe."""
    console = Console(stderr=True)
    if not console.is_terminal or sys.stdout.isatty() or size < 1_000_000:
        yield from lines
        return
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("inspecting", total=size)
        for line in lines:
            yield line
            progress.advance(task, len(line))


def write_line(data: bytes) -> None:
    """Write one line of output."""
    sys.stdout.buffer.write(data + b"\n")
