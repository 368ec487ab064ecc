"""Every text that lies in the repository for the detectors to be tried on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from detectors.proof import parse
from detectors.registry import RECOGNIZERS

_ROOT = Path(__file__).parents[1]
_FOLDERS = (_ROOT / "tests" / "development", _ROOT / "fixtures")


@cache
def every_text() -> tuple[str, ...]:
    """Return the texts of the recognizers' proofs, of the development and evaluation sets, and of the fixtures, each once."""
    proofs = (
        parse(line, cls.ENTITIES[0])[0] for cls in RECOGNIZERS for line in cls.PROOF.catch + cls.PROOF.avoid
    )
    return tuple(dict.fromkeys([*proofs, *_of_files()]))


def _of_files() -> Iterator[str]:
    for folder in _FOLDERS:
        for path in sorted(folder.rglob("*.jsonl")):
            for line in path.read_text("utf-8").splitlines():
                text = json.loads(line).get("text")
                if isinstance(text, str):
                    yield text
        for path in sorted(folder.rglob("*.yaml")):
            yield from _strings(yaml.safe_load(path.read_text("utf-8")))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
