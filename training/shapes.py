"""Shapes: sentences with slots, one a line, as people wrote them by hand in ``shapes/*.txt``.

``{N}`` is a slot, ``{N2}`` another value of the same kind; ``[a|b|]`` is a choice. The prefix of the file name is the region
(``cn``, ``tw``, ``hk``) whose values fill the slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "shapes"
#: A slot, a choice, or a run of plain text.
TOKEN = re.compile(r"\{(?P<slot>[A-Z]+)(?P<number>\d?)\}|\[(?P<choice>[^\[\]{}|]*(?:\|[^\[\]]*)+)\]")


@dataclass(frozen=True, slots=True)
class Shape:
    """One line of a file of shapes."""

    region: str
    origin: str
    text: str

    def slots(self) -> set[str]:
        """Return the kinds of slots in it."""
        return {match["slot"] for match in TOKEN.finditer(self.text) if match["slot"]}

    def skeleton(self) -> str:
        """Return the text with each slot as one mark: what two shapes have in common apart from their values."""
        return TOKEN.sub(lambda match: "◇" if match["slot"] else match["choice"].split("|")[0], self.text)


def read(folder: Path = HERE) -> Iterator[Shape]:
    """Yield every shape, by file and line. Raises ValueError, with its place, for an unknown slot."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield Shape(path.name.split("_")[0], f"{path.name}:{number}", line.replace("\\n", "\n"))
