"""Makes the judge of hints: texts to weights, the same every time. ``python -m training.judge`` takes seconds.

A text is weighed by its characters and pairs of neighbours. Each is first counted in both kinds of texts, for the log ratio that a naive
Bayes classifier would go by; a logistic regression then learns how far to trust each (Wang and Manning, "Baselines and Bigrams", 2012).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detectors.debt.judge import FILE, SCALE, Weights, grams
from detectors.fold import fold

HERE = Path(__file__).parent / "hints"
#: What is in fewer texts is left out.
FEWEST = 3
#: How little the weights are held back, and for how many steps they are learned.
FREEDOM, STEPS = 0.3, 400

_Floats = NDArray[np.float64]


class Told(NamedTuple):
    """A text as its author gave it, and whether it hints at a debt."""

    text: str
    hint: bool


def read(paths: Iterable[Path]) -> Iterator[Told]:
    """Yield the texts of files, which have a line for each: H or B, the relation of the reader, the text, with tabs between."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            label, _, text = line.split("\t", 2)
            yield Told(text.replace("\\n", "\n"), {"H": True, "B": False}[label])


def fit(told: Iterable[Told]) -> Weights:
    """Learn from texts."""
    told = list(told)
    found = [_weighed(one.text) for one in told]
    counts = Counter(gram for one in found for gram in one)
    known = sorted(gram for gram, count in counts.items() if count >= FEWEST)
    number = {gram: place for place, gram in enumerate(known)}
    rows = [sorted(number[gram] for gram in one if gram in number) for one in found]
    learned = _regression(_Texts(rows, len(known)), np.array([one.hint for one in told], dtype=float))
    weights = {gram: round(SCALE * weight) for gram, weight in zip(known, learned[1:].tolist(), strict=True)}
    return Weights(round(SCALE * float(learned[0])), {g: weight for g, weight in weights.items() if weight})


@cache
def _weighed(text: str) -> frozenset[str]:
    return frozenset(grams(fold(text).text))


class _Texts:
    """Which of the numbered grams each text holds, as a sparse matrix of ones."""

    def __init__(self, rows: list[list[int]], width: int) -> None:
        self.columns = np.array([column for row in rows for column in row])
        lengths = np.array([len(row) for row in rows])
        self._starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        self._row = np.repeat(np.arange(len(rows)), lengths)
        self._width = width

    def sums(self, weights: _Floats) -> _Floats:
        """Return the sum of the weights of what each text holds."""
        return np.add.reduceat(weights[self.columns], self._starts).astype(np.float64)

    def spread(self, values: _Floats) -> _Floats:
        """Return the sum of the values of the texts that hold it, by gram."""
        return np.bincount(self.columns, values[self._row], self._width).astype(np.float64)


def _regression(texts: _Texts, hint: _Floats) -> _Floats:
    """Return bias and weights of the least regularized loss, by Nesterov's accelerated gradient."""
    ratio = _log_ratio(texts, hint)
    state = np.zeros(len(ratio) + 1)
    ahead, momentum = state, 1.0
    step = 1.0 / (0.25 * _largest(texts, ratio) + 1 / FREEDOM)
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(ahead[0] + texts.sums(ahead[1:] * ratio)))) - hint
        slope = np.concatenate(([error.sum()], texts.spread(error) * ratio + ahead[1:] / FREEDOM))
        moved = ahead - step * slope
        faster = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = moved + (momentum - 1) / faster * (moved - state)
        state, momentum = moved, faster
    learned: _Floats = np.concatenate(([state[0]], state[1:] * ratio))
    return learned


def _log_ratio(texts: _Texts, hint: _Floats) -> _Floats:
    among = 1 + texts.spread(hint)
    others = 1 + texts.spread(1 - hint)
    ratio: _Floats = np.log((among / among.sum()) / (others / others.sum()))
    return ratio


def _largest(texts: _Texts, ratio: _Floats) -> float:
    """Return a bound on the largest eigenvalue that the step must respect, by power iteration, with a margin."""
    vector = np.ones(len(ratio))
    value = 0.0
    for _ in range(100):
        image = texts.spread(texts.sums(vector * ratio)) * ratio
        value = float(np.linalg.norm(image))
        vector = image / value
    return 1.2 * value + len(texts.sums(ratio))


def written(weights: Weights) -> str:
    """Return the file: one weight a line, so that a difference shows what has changed."""
    lines = [f"{json.dumps(gram, ensure_ascii=False)}: {weight}" for gram, weight in weights.by_gram.items()]
    return f'{{"bias": {weights.bias},\n"weights": {{\n' + ",\n".join(lines) + "\n}}\n"


def main() -> None:
    """Learn from all texts and write the weights into the package."""
    told = list(read(sorted(HERE.glob("*.txt"))))
    weights = fit(told)
    FILE.write_text(written(weights), "utf-8")
    print(f"{len(told)} texts, {sum(one.hint for one in told)} of them hints, {len(weights.by_gram)} weights")


if __name__ == "__main__":
    main()
