"""Shapes: sentences with slots, one a line, as people wrote them by hand in ``shapes/*.txt``, and whole texts in ``texts/*.txt``.

``{N}`` is a slot, ``{N2}`` another value of the same kind; ``[a|b|]`` is a choice. ``⟦P:王芳⟧`` is a person (``A`` an address, ``E`` an
employer) as the author of a text named it, which another value may stand for; ``⟦?:老王⟧`` is what readers differ on. The prefix of the file
name is the region (``cn``, ``tw``, ``hk``) whose values fill the slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "shapes"
TEXTS = Path(__file__).parent / "texts"
#: A slot, a choice, or a value as it was written; between them plain text.
TOKEN = re.compile(
    r"\{(?P<slot>[A-Z]+)(?P<number>\d?)\}|\[(?P<choice>[^\[\]{}|]*(?:\|[^\[\]]*)+)\]|⟦(?P<mark>[PAE?]):(?P<value>[^⟦⟧]+)⟧"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One line of a file of shapes."""

    region: str
    origin: str
    text: str

    def skeleton(self) -> str:
        """Return the text with each slot as one mark: what two shapes have in common apart from their values."""
        return TOKEN.sub(
            lambda match: "◇" if match["choice"] is None else match["choice"].split("|")[0], self.text
        )


def read(folder: Path) -> Iterator[Shape]:
    """Yield every shape or text of a folder, by file and line."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield Shape(path.name.split("_")[0], f"{path.name}:{number}", line.replace("\\n", "\n"))
