"""The model as it lies in the package: weights by template, transitions, and the tables that its streams read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detectors.tagging.labels import LABELS
from detectors.tagging.lexicon import Codes, Lexicon, Values
from detectors.tagging.streams import Streams, Tables, kind_of
from detectors.tagging.templates import TEMPLATES, packed

NAME = "names.npz"
#: The place of the pad in every alphabet.
PAD_NUMBER = 1
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one template: a row of scores, one a label, for each key; keys ascend."""

    keys: Values
    rows: Scores

    def add_to(self, scores: Scores, wanted: Values) -> None:
        """Add the row of each wanted key to `scores`, shape (characters, labels)."""
        if not len(self.keys):
            return
        places = np.searchsorted(self.keys, wanted)
        places[places == len(self.keys)] = 0
        (known,) = np.nonzero(self.keys[places] == wanted)
        scores[known] += self.rows[places[known]]


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that tagging needs; immutable, and shared by all threads."""

    tables: Tables
    weights: tuple[Weights, ...]
    transitions: Scores

    def emissions(self, streams: Streams) -> Scores:
        """Return the score of each label at each character, shape (characters, labels)."""
        scores = np.zeros((len(streams["c"]), len(LABELS)), dtype=np.float32)
        for template, weights in zip(TEMPLATES, self.weights, strict=True):
            weights.add_to(scores, packed(streams, template))
        scores[streams["c"] == PAD_NUMBER, 1:] = -1e4  # nothing reaches from one text of a batch into the next
        return scores


_LEXICONS = tuple(field.name for field in fields(Tables) if field.name not in ("alphabet", "kinds"))


def alphabet_of(characters: str) -> NDArray[np.int32]:
    """Return the map from a code point to the place of its character in `characters`, from 2; pads are 1, others 0."""
    found = np.zeros(0x10000, dtype=np.int32)
    for number, character in enumerate(characters, 2):
        found[ord(character)] = number
    found[0] = PAD_NUMBER
    return found


def kinds() -> NDArray[np.uint8]:
    """Return the class of each code point of the Basic Multilingual Plane."""
    return np.array([kind_of(chr(point)) for point in range(0x10000)], dtype=np.uint8)


def save(model: Model, characters: str, path: Path) -> None:
    """Write a model; the same model gives the same bytes."""
    arrays: dict[str, NDArray[np.generic]] = {
        "characters": codes_of_characters(characters),
        "transitions": model.transitions,
        "kinds": model.tables.kinds,
        "sizes": np.array([len(w.keys) for w in model.weights], dtype=np.int64),
        "keys": np.concatenate([w.keys for w in model.weights]),
        "rows": np.concatenate([w.rows for w in model.weights]).astype(np.float16),
    }
    for name in _LEXICONS:
        lexicon: Lexicon = getattr(model.tables, name)
        arrays[f"{name}.keys"] = lexicon.keys
        arrays[f"{name}.values"] = lexicon.values
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # numpy's stub wants to see allow_pickle


def codes_of_characters(characters: str) -> Codes:
    """Return the code points of an alphabet."""
    return np.array([ord(character) for character in characters], dtype=np.uint64)


def read(path: Path) -> Model:
    """Read a model. Raises `OSError`, `ValueError` or `KeyError` for what is none."""
    with np.load(path, allow_pickle=False) as arrays:
        lexicons = {n: Lexicon(arrays[f"{n}.keys"], arrays[f"{n}.values"]) for n in _LEXICONS}
        characters = "".join(chr(int(point)) for point in arrays["characters"])
        ends = np.cumsum(arrays["sizes"])[:-1]
        keys = np.split(arrays["keys"], ends)
        rows = np.split(arrays["rows"].astype(np.float32), ends)
        return Model(
            Tables(alphabet=alphabet_of(characters), kinds=arrays["kinds"], **lexicons),
            tuple(Weights(k, r) for k, r in zip(keys, rows, strict=True)),
            arrays["transitions"],
        )


@cache
def model() -> Model:
    """Return the model of this package, read once a process."""
    with as_file(files(__package__) / NAME) as path:
        return read(path)
