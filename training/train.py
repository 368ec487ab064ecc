"""Training: a conditional random field over the model's own templates, fitted by CRFsuite, then taken apart into arrays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pycrfsuite
from numpy.typing import NDArray

from detectors.tagging.labels import LABELS, TYPES, begin
from detectors.tagging.lexicon import Values
from detectors.tagging.model import Model, Weights
from detectors.tagging.streams import GAP, PAD, Tables, streams
from detectors.tagging.templates import TEMPLATES, packed
from training.examples import Example
from training.lexicons import tables

#: L1 and L2 weights, passes, and how often a feature must occur to be kept.
RECIPE = {
    "c1": 0.1,
    "c2": 0.1,
    "max_iterations": 100,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
#: A character that occurs less often has no number of its own.
RARE = 3


def alphabet(examples: Iterable[Example]) -> str:
    """Return the characters of the alphabet, most frequent first."""
    counts = Counter(character for example in examples for character in example.text if character <= "\uffff")
    return "".join(
        c for c, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if count >= RARE
    )


def labels_of(example: Example) -> list[str]:
    """Return the label of each character. A span of one character is no more than begun."""
    found = ["O"] * len(example.text)
    for kind, start, end in example.spans:
        first = begin(TYPES.index(kind))
        if end - start > 1:
            found[start:end] = [LABELS[first], *[LABELS[first + 1]] * (end - start - 2), LABELS[first + 2]]
    return found


def features(text: str, using: Tables) -> list[list[str]]:
    """Return the features of each character as CRFsuite wants them: number of the template, colon, packed value."""
    seen = streams(PAD * GAP + text + PAD * GAP, using)
    columns: list[Values] = [packed(seen, template)[GAP:-GAP] for template in TEMPLATES]
    names = [[f"{number}:{value}" for value in column.tolist()] for number, column in enumerate(columns)]
    return [list(row) for row in zip(*names, strict=True)]


def fit(examples: Sequence[Example]) -> tuple[Model, str]:
    """Train on `examples`; return the model and its alphabet."""
    characters = alphabet(examples)
    using = tables(characters)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(RECIPE)
    for example in examples:
        if example.text:
            trainer.append(pycrfsuite.ItemSequence(features(example.text, using)), labels_of(example))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "crf"
        trainer.train(str(path))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        info = tagger.info()
    return Model(using, _weights(info.state_features), _transitions(info.transitions)), characters


def _weights(state: dict[tuple[str, str], float]) -> tuple[Weights, ...]:
    rows: defaultdict[int, dict[int, list[float]]] = defaultdict(dict)
    for (attribute, label), weight in state.items():
        number, value = map(int, attribute.split(":"))
        rows[number].setdefault(value, [0.0] * len(LABELS))[LABELS.index(label)] = weight
    found = []
    for number in range(len(TEMPLATES)):
        keys = sorted(rows[number])
        scores = [rows[number][key] for key in keys]
        found.append(
            Weights(
                np.array(keys, dtype=np.int64), np.array(scores, dtype=np.float32).reshape(-1, len(LABELS))
            )
        )
    return tuple(found)


def _transitions(transitions: dict[tuple[str, str], float]) -> NDArray[np.float32]:
    found = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for (first, second), weight in transitions.items():
        found[LABELS.index(first), LABELS.index(second)] = weight
    return found
