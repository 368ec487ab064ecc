"""The committed model is the one that its record describes, and the code reads it as it was made to be read."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest

from detectors.tagging.labels import TYPES
from detectors.tagging.model import NAME, model
from detectors.tagging.tagger import tag
from detectors.tagging.templates import TEMPLATES

FOLDER = files("detectors.tagging")
RECORD = json.loads((FOLDER / "names.json").read_text("utf-8"))
MOST_BYTES = 15_000_000


def test_checksum_and_size() -> None:
    """The bytes are those that training wrote, and few enough for a wheel."""
    content = (FOLDER / NAME).read_bytes()
    assert hashlib.sha256(content).hexdigest() == RECORD["sha256"]
    assert len(content) == RECORD["bytes"] < MOST_BYTES


def test_templates() -> None:
    """The code combines the same streams as when the weights were learnt, in the same order."""
    assert [[list(part) for part in template] for template in TEMPLATES] == RECORD["templates"]
    assert len(model().weights) == len(TEMPLATES)


@pytest.mark.parametrize("probe", RECORD["probes"], ids=lambda probe: probe["text"][:8])
def test_probes(probe: dict[str, object]) -> None:
    """On a few texts the code finds with the model what it found when the model was made."""
    (found,) = tag([str(probe["text"])])
    assert [[TYPES[span.kind], span.start, span.end] for span in found] == probe["spans"]


def test_card() -> None:
    """The model card names the checksum's first digits, so that it cannot be of another model."""
    card = (FOLDER / "MODEL_CARD.md").read_text("utf-8")
    assert RECORD["sha256"][:12] in card
