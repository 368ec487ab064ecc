"""The published JSON Schemas, generated from the record types: ``python -m pipeline.schema`` writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from pipeline.contract import Case, Decision, Message
from pipeline.fixtures.model import FixtureFile

SCHEMAS = Path(__file__).parent / "schemas"
RECORDS: dict[str, type[msgspec.Struct]] = {
    "message": Message,
    "case": Case,
    "decision": Decision,
    "fixture": FixtureFile,
}


def generate(name: str) -> str:
    """Return the JSON Schema of one record type as the text of its file."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name.capitalize(),
    }
    schema.update(msgspec.json.schema(RECORDS[name]))
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write() -> None:
    """Write every schema into `SCHEMAS`."""
    SCHEMAS.mkdir(exist_ok=True)
    for name in RECORDS:
        (SCHEMAS / f"{name}.schema.json").write_text(generate(name), encoding="utf-8")


if __name__ == "__main__":
    write()
