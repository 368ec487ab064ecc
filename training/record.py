"""The record beside the model: what it was made from, and what it must do with a few texts, for a test to compare."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from detectors.tagging.labels import TYPES
from detectors.tagging.model import read
from detectors.tagging.tagger import tag
from detectors.tagging.templates import TEMPLATES
from training.fetch import JIEBA, JIONLP
from training.train import RECIPE

#: Made-up texts that the model is run on when it is made and when it is tested.
PROBES = (
    "他老婆周晓岚在城南第二小学教书，住枫林小区6栋2单元301",
    "麻烦转告一下建平让他今天之内回电话",
    "请于今日18点前处理，钱还不上可以协商",
)


def write_record(model: Path, *, shapes: int, texts: int, examples: int) -> None:
    """Write ``names.json`` beside the model."""
    content = model.read_bytes()
    found = tag(PROBES, using=read(model))
    record = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "recipe": {**RECIPE, "algorithm": "lbfgs"},
        "data": {"shapes": shapes, "texts": texts, "examples": examples, "tables": [JIONLP, JIEBA]},
        "templates": [[list(part) for part in template] for template in TEMPLATES],
        "probes": [
            {"text": text, "spans": [[TYPES[span.kind], span.start, span.end] for span in spans]}
            for text, spans in zip(PROBES, found, strict=True)
        ],
    }
    model.with_suffix(".json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
