"""Other people's detectors, each in a virtual environment of its own, so that nothing of theirs mixes with ours.

`argus.py` and `presidio.py` are programs that run *in* those environments; nothing here imports them. Each reads JSONL
``{"id", "text"}`` on stdin. It writes one line about itself, ``{"attempts": [type, ...], "note": "..."}``, and then
``{"id", "findings": [{"type", "start", "end"}, ...]}`` for each text, in code points of the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.peers.environments import environment

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool to compare with. `command` gives what starts its program; it may take minutes, or raise `Unavailable`."""

    name: str
    version: str
    command: Callable[[], list[str]]


def _packaged(name: str, release: str, program: str) -> Peer:
    """Return the peer that is `name` in exactly this release, asked by one of the programs beside this file."""

    def command() -> list[str]:
        # -I: neither our working directory nor PYTHONPATH may lend the peer a module.
        return [str(environment(name, release)), "-I", "-X", "utf8", str(_HERE / program)]

    return Peer(name, release, command)


def peers() -> tuple[Peer, ...]:
    """Return the peers. Presidio is the release that we stand on ourselves, with its own recognizers in place of ours."""
    return (
        _packaged("presidio-analyzer", version("presidio-analyzer"), "presidio.py"),
        _packaged("argus-redact", "0.8.22", "argus.py"),
    )
