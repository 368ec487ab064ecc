"""Which streams the model combines around a character, each combination packed into one whole number."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from detectors.tagging.lexicon import Values
from detectors.tagging.streams import Streams

Template = tuple[tuple[str, int], ...]

#: Upper bounds of the streams' values, for packing.
SIZES = {"c": 1 << 13, "k": 16, "s": 8, "g": 8, "w": 256, "d": 256, "l": 16, "r": 16, "u": 16, "o": 16}


def _templates() -> Iterator[Template]:
    for offset in range(-4, 5):
        yield (("c", offset),)
    for offset in range(-3, 3):
        yield ("c", offset), ("c", offset + 1)
    yield ("c", -1), ("c", 1)
    for offset in (-2, -1, 0):
        yield ("c", offset), ("c", offset + 1), ("c", offset + 2)
    for offset in (-1, 0, 1):
        yield ("k", offset), ("k", offset + 1)
    yield ("k", -2), ("k", -1), ("k", 0), ("k", 1), ("k", 2)
    for offset in (0, 1, 2):  # a name of three, its first, second and last character
        yield ("s", -offset), ("g", 1 - offset), ("g", 2 - offset)
        yield ("s", -offset), ("g", 1 - offset), ("g", 2 - offset), ("w", -offset), ("w", 1 - offset)
        yield ("l", -offset - 1), ("s", -offset), ("g", 1 - offset), ("r", 3 - offset)
    for offset in (0, 1):  # a name of two
        yield ("s", -offset), ("g", 1 - offset), ("r", 2 - offset)
        yield ("l", -offset - 1), ("s", -offset), ("g", 1 - offset)
    for offset in range(-2, 3):
        yield (("w", offset),)
        yield (("d", offset),)
    for offset in range(3):
        yield (("r", offset - 1),)
        yield (("l", offset - 2),)
        yield (("o", offset),)
        yield (("u", 2 * offset - 2),)
    for offset in (-1, 0):
        yield ("w", offset), ("w", offset + 1)
        yield ("d", offset), ("d", offset + 1)
        yield ("d", offset), ("k", offset + 1)
        yield ("u", offset), ("k", offset + 1)
    yield ("w", -1), ("w", 0), ("w", 1)
    yield ("g", -1), ("g", 0), ("g", 1)


def _by_context() -> Iterator[Template]:
    """Yield combinations in which the words around decide, whatever the characters of the name are."""
    for offset in (0, 1):
        yield ("l", -offset - 1), ("w", -offset), ("w", 1 - offset)
        yield ("l", -offset - 1), ("g", -offset), ("g", 1 - offset), ("r", 2 - offset)
        yield ("l", -offset - 1), ("w", -offset), ("r", 2 - offset)
        yield ("k", -offset - 1), ("w", -offset), ("r", 2 - offset)
    for offset in (0, 1, 2):
        yield ("l", -offset - 1), ("w", -offset), ("w", 1 - offset), ("r", 3 - offset)
        yield ("k", -offset - 1), ("s", -offset), ("g", 1 - offset), ("g", 2 - offset), ("k", 3 - offset)
    for offset in (0, 1):  # a name of two between what is no part of it
        yield ("k", -offset - 1), ("s", -offset), ("g", 1 - offset), ("k", 2 - offset)
        yield ("k", -offset - 1), ("c", -offset), ("g", 1 - offset), ("k", 2 - offset)
        yield ("k", -offset - 1), ("w", -offset), ("w", 1 - offset), ("k", 2 - offset)
    for offset in (0, 1, 2):  # a name of three
        yield ("c", -offset), ("g", 1 - offset), ("g", 2 - offset)
        yield ("k", -offset - 1), ("w", -offset), ("w", 1 - offset), ("w", 2 - offset), ("k", 3 - offset)
    for offset in (-1, 0, 1):
        yield ("l", offset - 1), ("w", offset)
        yield ("l", offset), ("c", offset + 1)
        yield ("c", offset), ("r", offset + 1)
        yield ("o", offset), ("r", offset + 1)
        yield ("u", offset), ("u", offset + 1)


TEMPLATES: tuple[Template, ...] = (*_templates(), *_by_context())


def packed(streams: Streams, template: Template) -> Values:
    """Return the combination of `template` at each position; beyond the ends all streams are 0."""
    total = np.zeros(len(streams["c"]), dtype=np.int64)
    for name, offset in template:
        total *= SIZES[name]
        stream = streams[name]
        if offset > 0:
            total[:-offset] += stream[offset:]
        elif offset < 0:
            total[-offset:] += stream[:offset]
        else:
            total += stream
    return total
