"""`make model`: shapes to sentences to a model, the same every time."""

from __future__ import annotations

import time
from pathlib import Path

import detectors.tagging
from detectors.tagging.model import NAME, save
from training.corpus import training_data
from training.fetch import fetch
from training.record import write_record
from training.shapes import HERE, TEXTS, read
from training.train import fit


def count(folder: Path) -> int:
    """Return how many shapes or texts a folder holds."""
    return sum(1 for _ in read(folder))


def main() -> None:
    """Train and write the model into the package, with a record of how it was made beside it."""
    fetch()
    started = time.monotonic()
    shapes, texts, data = count(HERE), count(TEXTS), training_data()
    print(f"{shapes} shapes, {texts} texts, {sum(len(e.text) for e in data)} characters", flush=True)
    model, characters = fit(data)
    path = Path(detectors.tagging.__file__).parent / NAME
    save(model, characters, path)
    write_record(path, shapes=shapes, texts=texts, examples=len(data))
    rows = sum(len(weights.keys) for weights in model.weights)
    print(f"{rows} features, {path.stat().st_size / 1e6:.2f} MB, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
