"""Other people's detectors, each in a virtual environment of its own, so that nothing of theirs mixes with ours.

`argus.py`, `presidio.py` and `jio.py` run *in* those environments; nothing here imports them. The first two are programs: each reads
JSONL ``{"id", "text"}`` on stdin. It writes one line about itself, ``{"attempts": [type, ...], "note": "..."}``, and then
``{"id", "findings": [{"type", "start", "end"}, ...]}`` for each text, in code points of the text.

All three have a ``reader()`` that gives what finds the values in a text, for `timed.py`, the program that times them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.peers.environments import environment

_HERE = Path(__file__).parent
ARGUS = ("argus-redact", "0.8.22")
JIONLP = ("jionlp", "1.5.31")
#: The release that we stand on ourselves.
PRESIDIO = ("presidio-analyzer", version("presidio-analyzer"))


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool to compare with. `command` gives what starts its program; it may take minutes, or raise `Unavailable`."""

    name: str
    version: str
    command: Callable[[], list[str]]


def _packaged(name: str, release: str, *programs: str) -> Peer:
    """Return the peer that is `name` in exactly this release, asked by programs beside this file: the first is given the others."""

    def command() -> list[str]:
        # -I: neither our working directory nor PYTHONPATH may lend the peer a module.
        return [str(environment(name, release)), "-I", "-X", "utf8", *(str(_HERE / one) for one in programs)]

    return Peer(name, release, command)


def peers() -> tuple[Peer, ...]:
    """Return the peers that look for names. Presidio has its own recognizers in place of ours."""
    return (_packaged(*PRESIDIO, "presidio.py"), _packaged(*ARGUS, "argus.py"))


def timed_peers() -> tuple[Peer, ...]:
    """Return the peers whose speed is taken, argus-redact first: the others and we are compared with it."""
    return (
        _packaged(*ARGUS, "timed.py", "argus.py"),
        _packaged(*JIONLP, "timed.py", "jio.py"),
        _packaged(*PRESIDIO, "timed.py", "presidio.py"),
    )
