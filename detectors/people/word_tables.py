"""Word tables as plain text, for any reader of Chinese to mend: ``[section]`` lines, words between blanks."""

from __future__ import annotations

from importlib.resources import files

Table = dict[str, tuple[str, ...]]


def table(name: str) -> Table:
    """Return the sections of ``tables/<name>.txt``; a line that starts with ``#`` is a comment.

    Raises ValueError for a word before the first section, FileNotFoundError for an unknown table.
    """
    text = (files(__package__) / "tables" / f"{name}.txt").read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    section: list[str] | None = None
    for line in text.splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[] "), [])
        elif line and not line.startswith("#"):
            if section is None:
                raise ValueError(f"{name}.txt: a word before the first section")
            section += line.split()
    return {title: tuple(words) for title, words in sections.items()}


def weights(name: str) -> dict[str, float]:
    """Return a table whose sections are weights as one mapping from word to weight."""
    return {word: float(section) for section, words in table(name).items() for word in words}
