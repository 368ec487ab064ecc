"""The model as it lies in the package: weights by template, transitions, and the tables that its streams read."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detectors.tagging.chain import Chain
from detectors.tagging.hashing import HashTable
from detectors.tagging.labels import LABELS
from detectors.tagging.lexicon import Codes, Lexicon, Values
from detectors.tagging.packing import Packer
from detectors.tagging.streams import Tables, kind_of
from detectors.tagging.templates import TEMPLATES

NAME = "names.npz"
#: The place of the pad in every alphabet.
PAD_NUMBER = 1
Scores = NDArray[np.float32]
#: How many blocks of characters are scored at once: few enough to stay in the processor's cache.
_SIDE_BY_SIDE = 16
#: Less than all the characters of a piece of text together can make up for.
_NOTHING = -1e7


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one template: a row of scores, one a label, for each key; keys ascend."""

    keys: Values
    rows: Scores


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that tagging needs; immutable, and shared by all threads."""

    tables: Tables
    weights: tuple[Weights, ...]
    transitions: Scores
    packer: Packer = field(init=False, repr=False, compare=False)
    table: HashTable = field(init=False, repr=False, compare=False)
    chain: Chain = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Derive what makes it fast: one table of all weights, and the chain of labels.

        Raises `ValueError` for the weights of other templates.
        """
        if len(self.weights) != len(TEMPLATES):
            raise ValueError("the model was trained for other templates")
        packer = Packer(TEMPLATES)
        keys = [packer.numbered(number, weights.keys) for number, weights in enumerate(self.weights)]
        rows = np.concatenate([weights.rows for weights in self.weights])
        object.__setattr__(self, "packer", packer)
        object.__setattr__(self, "table", HashTable(np.concatenate(keys), rows))
        object.__setattr__(self, "chain", Chain(self.transitions))

    def emissions(self, streams: Values) -> Scores:
        """Return the score of each label at each character, shape (characters, labels); streams are as `matrix` gives them."""
        length = streams.shape[1]
        scores = np.empty((length, len(LABELS)), dtype=np.float32)
        step = _SIDE_BY_SIDE * self.packer.block
        for start in range(0, length, step):
            last = min(length, start + step)
            first, end = max(0, start - self.packer.reach), min(length, last + self.packer.reach)
            scores[start:last] = self._summed(streams[:, first:end])[start - first : last - first]
        scores[streams[0] == PAD_NUMBER, 1:] = (
            _NOTHING  # nothing reaches from one text of a batch into the next
        )
        return scores

    def _summed(self, streams: Values) -> Scores:
        keys = self.packer.keys(streams)
        rows: Scores = self.table.rows.take(self.table.places(keys), axis=0)
        summed: Scores = rows.sum(axis=1).reshape(-1, len(LABELS))
        return summed


_LEXICONS = tuple(one.name for one in fields(Tables) if one.type == "Lexicon")


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
