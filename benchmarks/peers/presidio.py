"""Stock Presidio for Chinese: every recognizer that it loads by default; run in its own environment.

It has no pattern for names, addresses or workplaces: those come from the language model under it. spaCy's Chinese model is
not on pip's index (what is there under its name is an empty stand-in that refuses to be installed), so by default
Presidio runs without one and attempts none of the three. Installed into this environment by hand, the model is used.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngineProvider

MODEL = "zh_core_web_sm"
OURS = {"PERSON": "PERSON", "LOCATION": "ADDRESS", "ORGANIZATION": "EMPLOYER"}


def engine(release: str | None) -> AnalyzerEngine:
    """Return the engine, on the Chinese model in this release or on none."""
    kind, model = ("spacy", MODEL) if release else ("no_op", "no_op")
    models = [{"lang_code": "zh", "model_name": model}]
    nlp = NlpEngineProvider(nlp_configuration={"nlp_engine_name": kind, "models": models}).create_engine()
    registry = RecognizerRegistry(supported_languages=["zh"])
    registry.load_predefined_recognizers(languages=["zh"], nlp_engine=nlp)
    return AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["zh"])


def installed() -> str | None:
    """Return the release of the Chinese model in this environment; None: there is none."""
    try:
        return version(MODEL)
    except PackageNotFoundError:
        return None


def reader() -> Callable[[str], list[Any]]:
    """Return what finds the values in a text."""
    logging.disable()
    analyzer = engine(installed())
    return lambda text: list(analyzer.analyze(text, "zh"))


def main() -> None:
    """Answer for each line of stdin."""
    logging.disable()
    release = installed()
    analyzer = engine(release)
    attempts = sorted(OURS[name] for name in analyzer.get_supported_entities("zh") if name in OURS)
    note = f"its default recognizers for zh, {f'{MODEL} {release}' if release else 'no language model'}"
    print(json.dumps({"attempts": attempts, "note": note}))
    for line in sys.stdin:
        asked = json.loads(line)
        findings = [
            {"type": OURS.get(one.entity_type, one.entity_type), "start": one.start, "end": one.end}
            for one in analyzer.analyze(asked["text"], "zh")
        ]
        print(json.dumps({"id": asked["id"], "findings": findings}))


if __name__ == "__main__":
    main()
