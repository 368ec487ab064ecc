"""Asking a peer: its program reads every text and answers with findings."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.peers import Peer
from benchmarks.peers.environments import Unavailable, last_line
from pipeline.evaluation import Labelled

#: Seconds that a peer has for the whole corpus.
_PATIENCE = 900


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a peer: a half-open span in code points."""

    entity_type: str
    start: int
    end: int
    rule: str = "peer"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer said: the types that it attempts at all, a note on how it ran, and its findings, text by text."""

    attempts: frozenset[str]
    note: str
    findings: tuple[tuple[Found, ...], ...]


def ask(peer: Peer, texts: Sequence[Labelled]) -> Answer:
    """Return the peer's findings in the order of `texts`. Raises `Unavailable` when it cannot be asked."""
    # Numbers of our own for ids: those of different sets may be the same.
    asked = "".join(f"{json.dumps({'id': i, 'text': one.text})}\n" for i, one in enumerate(texts))
    what = f"{peer.name} {peer.version}"
    lines = iter(_output(peer.command(), asked, what).splitlines())
    try:
        about = json.loads(next(lines))
        found = tuple(_read(lines, texts))
        return Answer(frozenset(about["attempts"]), str(about["note"]), found)
    except (StopIteration, ValueError, KeyError, TypeError) as error:
        raise Unavailable(f"{what} gave an answer that cannot be used: {error!r}") from None


def _output(command: list[str], asked: str, what: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603
            command, input=asked, capture_output=True, encoding="utf-8", timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"{what} cannot be asked: {type(error).__name__}") from None
    if done.returncode:
        raise Unavailable(f"{what} stopped: {last_line(done.stderr)}")
    return done.stdout


def _read(lines: Iterator[str], texts: Sequence[Labelled]) -> Iterator[tuple[Found, ...]]:
    answers: dict[int, list[dict[str, Any]]] = {}
    for line in lines:
        answer = json.loads(line)
        answers[answer["id"]] = answer["findings"]
    for i, one in enumerate(texts):
        found = tuple(Found(f["type"], f["start"], f["end"]) for f in answers[i])
        if not all(0 <= f.start < f.end <= len(one.text) for f in found):
            raise ValueError(f"a span outside text {i}")
        yield found
