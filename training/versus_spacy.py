"""`make model-versus-spacy`: spaCy's own NER on the same sentences, scored on the same evaluation sets.

It answers one question: is a transition-based NER of ordinary width better than the model that is shipped? It takes its time
and is no part of `make model`.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.training import Example as SpacyExample

from detectors.fold import fold
from pipeline.evaluation import Scores, compare, read_labelled
from training.corpus import training_data
from training.examples import Example

MINUTES = 15
BATCH = 128
EVALUATION = Path(__file__).parent.parent / "fixtures" / "evaluation"


class Found(NamedTuple):
    """An entity of spaCy in code points of the text as written."""

    entity_type: str
    start: int
    end: int
    rule: str = "spacy"


def train(data: list[Example], minutes: float) -> Language:
    """Return a pipeline for Chinese by characters with one NER, trained for about so many minutes."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    gold = [
        SpacyExample.from_dict(
            nlp.make_doc(e.text), {"entities": [(s.start, s.end, s.kind) for s in e.spans]}
        )
        for e in data
        if e.text.strip()
    ]
    optimizer = nlp.initialize(lambda: gold[:500])
    ends = time.monotonic() + minutes * 60
    epoch = 0
    while time.monotonic() < ends:
        random.Random(epoch).shuffle(gold)  # noqa: S311  # data, not secrets
        for at in range(0, len(gold), BATCH):
            nlp.update(gold[at : at + BATCH], sgd=optimizer, drop=0.2)
            if time.monotonic() > ends:
                break
        epoch += 1
    return nlp


def main() -> None:
    """Train and print the scores of every evaluation set together."""
    nlp = train(training_data(), float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES)
    scores, characters, spent = Scores(), 0, 0.0
    for path in sorted(EVALUATION.rglob("*.jsonl")):
        for line in path.read_bytes().splitlines():
            labelled = read_labelled(line)
            view = fold(labelled.text)
            started = time.process_time()
            doc = nlp(view.text)
            spent += time.process_time() - started
            characters += len(view.text)
            found = [Found(e.label_, *view.to_source(e.start_char, e.end_char)) for e in doc.ents]
            list(compare(labelled, found, scores))
    for name, row in scores.rows():
        print(
            f"{name:9} precision {row.precision:.3f} recall {row.recall:.3f} F1 {row.f1:.3f} full cover {row.cover:.3f}"
        )
    print(f"{characters / spent:.0f} characters a second of CPU")


if __name__ == "__main__":
    main()
