"""Reading lines in one process or in several; what comes out has the same order and the same bytes.

    lines ─► chunks ─► a window of chunks, some waiting, one with each process ─► answers, in order

The window bounds memory, and how far a slow line lets the others run ahead. A process that ends early ends it all: its lines
might be what has ended it, and would end the next one.
"""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeVar

from pipeline.cli.internal import InternalError, where
from pipeline.contract import BadInput
from pipeline.processes import Child, ProcessFailed, start

_T = TypeVar("_T")
#: A line, and its place, FILE:LINE.
Placed = tuple[str, bytes]
#: What became of a line: its place, and what was read or why it cannot be.
Answered = Generator[tuple[str, _T | BadInput], None, None]

#: A chunk is full with so many lines, or bytes: enough that handing it over costs little beside inspecting it.
CHUNK_LINES, _CHUNK_BYTES = 32, 256 * 1024
#: Chunks in the window for each process: it has one, and the others are its share of what runs ahead.
AHEAD = 4


def answers(lines: Iterator[Placed], read: Callable[[bytes], _T], jobs: int) -> Answered[_T]:
    """Yield what `read` makes of each line, or the `BadInput` that it raises, from so many processes.

    With more than one, `read` and what it returns are pickled. Raises `InternalError` for whatever else `read` raises in
    another process, and `ProcessFailed` when one cannot be started or ends early.
    """
    if jobs == 1:
        return _here(lines, read)
    return _elsewhere(lines, read, jobs)


def _here(lines: Iterator[Placed], read: Callable[[bytes], _T]) -> Answered[_T]:
    for place, line in lines:
        yield place, _answer(read, line)


def _answer(read: Callable[[bytes], _T], line: bytes) -> _T | BadInput:
    try:
        return read(line)
    except BadInput as error:
        return error


def _elsewhere(lines: Iterator[Placed], read: Callable[[bytes], _T], jobs: int) -> Answered[_T]:
    window: deque[_Chunk] = deque()
    with closing(_Crew(read, jobs)) as crew:
        for chunk in _chunks(lines):
            window.append(chunk)
            with _told_from(window[0]):
                crew.give(chunk)
            yield from _collected(crew, window, jobs * AHEAD - 1)
        yield from _collected(crew, window, 0)


def _collected(crew: _Crew, window: deque[_Chunk], most: int) -> Iterator[tuple[str, Any]]:
    """Yield the answers whose turn it is, and wait for more of them while more than `most` chunks are in the window."""
    while window:
        with _told_from(window[0]):
            crew.collect(may_wait=len(window) > most)
        while window and window[0].is_answered:
            yield from window.popleft().answered()
        if len(window) <= most:
            return


@contextmanager
def _told_from(chunk: _Chunk) -> Iterator[None]:
    """Say of a process that failed from which line on there are no answers."""
    try:
        yield
    except ProcessFailed as error:
        words = f"nothing came of this line and those after it: {error}"
        raise ProcessFailed(f"{chunk.places[0]}: {words}") from None


class _Chunk:
    """Some lines that go to a process together, and its answers when they have come."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.lines: list[bytes] = []
        self.answers: list[Any] = []
        self.is_answered = False
        self._bytes = 0

    def add(self, place: str, line: bytes) -> bool:
        """Add a line; return whether the chunk is full."""
        self.places.append(place)
        self.lines.append(line)
        self._bytes += len(line)
        return len(self.lines) == CHUNK_LINES or self._bytes >= _CHUNK_BYTES

    def answered(self) -> Iterator[tuple[str, Any]]:
        """Yield the answers with their places, up to one that is an `InternalError`, which is raised."""
        for place, answer in zip(self.places, self.answers, strict=False):
            if isinstance(answer, InternalError):
                raise answer
            yield place, answer


def _chunks(lines: Iterator[Placed]) -> Iterator[_Chunk]:
    chunk = _Chunk()
    for place, line in lines:
        if chunk.add(place, line):
            yield chunk
            chunk = _Chunk()
    if chunk.lines:
        yield chunk


class _Crew:
    """Up to `jobs` processes, started as there are chunks for them. Each has at most one chunk, and is sent to only when
    it waits for something: who sends to somebody who sends as well may wait for ever.
    """

    def __init__(self, read: Callable[[bytes], Any], jobs: int) -> None:
        # Cases, policy and key are read once and sent: all processes judge by the same, and FILE may be a pipe.
        self._read = ForkingPickler.dumps(read)
        self._jobs = jobs
        self._children: dict[Connection, Child] = {}
        self._starting = 0
        self._idle: list[Connection] = []
        self._given: dict[Connection, _Chunk] = {}
        self._waiting: deque[_Chunk] = deque()

    def give(self, chunk: _Chunk) -> None:
        """Hand a chunk out, now or when a process is free. Raises `ProcessFailed`."""
        self._waiting.append(chunk)
        self._hand_out()

    def collect(self, may_wait: bool) -> None:
        """Take the answers that there are, or, if it `may_wait`, that come first. Raises `ProcessFailed`."""
        for connection in wait(list(self._children), None if may_wait else 0):
            assert isinstance(connection, Connection)  # noqa: S101 - we wait for nothing else
            self._take(connection)
        self._hand_out()

    def _take(self, connection: Connection) -> None:
        try:
            said = connection.recv()
            if said is None:
                connection.send_bytes(self._read)
                return
        except (EOFError, OSError):
            raise self._ended(connection) from None
        if (chunk := self._given.pop(connection, None)) is None:
            self._starting -= 1
        else:
            chunk.answers, chunk.is_answered = said, True
        self._idle.append(connection)

    def _hand_out(self) -> None:
        while self._waiting and self._idle:
            connection, chunk = self._idle.pop(), self._waiting.popleft()
            try:
                connection.send(chunk.lines)
            except OSError:
                raise self._ended(connection) from None
            self._given[connection] = chunk
        while len(self._waiting) > self._starting and len(self._children) < self._jobs:
            child = start(_work, held=[signal.SIGINT])  # Ctrl-C is for all at the terminal, and we end them
            self._children[child.connection] = child
            self._starting += 1

    def _ended(self, connection: Connection) -> ProcessFailed:
        child = self._children[connection]
        return ProcessFailed(f"process {child.process.pid} of --jobs {self._jobs} {child.ending()}")

    def close(self) -> None:
        """End the processes at once: they hold nothing that would have to be put in order."""
        for child in self._children.values():
            child.process.kill()
        for child in self._children.values():
            child.process.join()
            child.connection.close()


def _work(connection: Connection) -> None:
    """Be one of the processes: ask for `read`, then answer chunk after chunk, until nobody is there any more."""
    try:
        connection.send(None)
        read = connection.recv()
        connection.send([])
        while True:
            connection.send(list(_answers_until_error(read, connection.recv())))
    except (EOFError, OSError):
        return
    except Exception as error:  # noqa: BLE001  # the library would print a traceback
        print(f"internal error: {where(error)}", file=sys.stderr)
        sys.exit(1)


def _answers_until_error(read: Callable[[bytes], Any], lines: list[bytes]) -> Iterator[Any]:
    try:
        for line in lines:
            yield _answer(read, line)
    except Exception as error:  # noqa: BLE001  # it is told where a line's turn comes, and without its words
        yield InternalError(where(error))
