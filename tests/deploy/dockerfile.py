"""Reading a Dockerfile: its stages and their instructions, enough for what ours has."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Instruction(NamedTuple):
    """A word such as RUN and what stands after it, lines joined."""

    word: str
    rest: str


@dataclass(frozen=True)
class Stage:
    """What stands from one FROM to the next."""

    base: str
    instructions: tuple[Instruction, ...]

    def all(self, word: str) -> list[str]:
        """Return what stands after each instruction of this word, in order."""
        return [one.rest for one in self.instructions if one.word == word]

    def one(self, word: str) -> str:
        """Return what stands after the only instruction of this word. Raises `ValueError` if there are more or none."""
        (rest,) = self.all(word)
        return rest

    def command(self, word: str) -> list[str]:
        """Return the words of an instruction in its JSON form; of HEALTHCHECK, those of its command."""
        found: list[str] = json.loads(self.one(word).partition("CMD")[2] or self.one(word))
        return found

    def environment(self) -> dict[str, str]:
        """Return what ENV sets."""
        return dict(pair.split("=", 1) for rest in self.all("ENV") for pair in shlex.split(rest))


def stages(path: Path) -> list[Stage]:
    """Return the stages of the file at `path`."""
    found: list[Stage] = []
    for instruction in _instructions(path.read_text("utf-8")):
        if instruction.word == "FROM":
            found.append(Stage(instruction.rest.split()[0], ()))
        else:
            found[-1] = Stage(found[-1].base, (*found[-1].instructions, instruction))
    return found


def _instructions(text: str) -> list[Instruction]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [
        Instruction(word, rest.strip())
        for word, _, rest in (line.partition(" ") for line in joined.splitlines())
    ]
