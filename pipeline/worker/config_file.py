"""Reading a configuration file. Every error is `BadInput` and says FILE:LINE and what was expected there."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec

from pipeline.bus.kafka_config import KafkaConfig
from pipeline.contract import BadInput
from pipeline.worker.config import (
    BusConfig,
    CasesTopicConfig,
    Config,
    KeysConfig,
    MetricsConfig,
    WorkerConfig,
)
from pipeline.worker.routes import Route
from pipeline.worker.toml_lines import KeyPath, line_of

_TABLES: dict[str, type[msgspec.Struct]] = {
    "bus": BusConfig,
    "kafka": KafkaConfig,
    "cases_topic": CasesTopicConfig,
    "worker": WorkerConfig,
    "metrics": MetricsConfig,
    "keys": KeysConfig,
    "routes": Route,
}
_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a string",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
_AT = re.compile(r" - at `\$(?P<path>.*)`$")
_STEP = re.compile(r"\.(?P<key>[^.\[\]]+)|\[(?P<index>[0-9]+)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>.*)`$")
_MISSING = re.compile(r"Object missing required field `(?P<key>.*)`$")
_EXPECTED = re.compile(r"Expected `(?P<kind>[a-z]+)(?: \| null)?`(?P<rest>[^,]*)")
_TOML_PLACE = re.compile(r" \(at (?:line (?P<line>[0-9]+), column [0-9]+|end of document)\)$")


def load_config(path: Path | None = None) -> Config:
    """Read a configuration file; without one, return the defaults, in the current directory."""
    if path is None:
        return Config().under(Path.cwd())
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadInput("expected a readable configuration file in UTF-8", str(path)) from None
    return parse_config(text, str(path)).under(path.parent.absolute())


def parse_config(text: str, file: str) -> Config:
    """Parse the text of a configuration; `file` is its name in errors."""
    try:
        config = msgspec.convert(tomllib.loads(text), Config)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error), text, file) from None
    except msgspec.ValidationError as error:
        raise _explained(str(error), text, file) from None
    _check_routes(config, text, file)
    return config


def _not_toml(message: str, text: str, file: str) -> BadInput:
    place = _TOML_PLACE.search(message)
    line = int(place["line"]) if place and place["line"] else max(len(text.splitlines()), 1)
    said = message[: place.start()] if place else message
    return BadInput(f"expected well-formed TOML: {said}", f"{file}:{line}")


def _explained(message: str, text: str, file: str) -> BadInput:
    place = _AT.search(message)
    path = _steps(place["path"]) if place else ()
    said = message[: place.start()] if place else message
    if unknown := _UNKNOWN.match(said):
        path = (*path, unknown["key"])
        return BadInput(
            f"expected one of the keys {', '.join(_fields(path))}, found {unknown['key'][:40]}",
            f"{file}:{line_of(text, path)}",
        )
    return BadInput(_expectation(said, path), f"{file}:{line_of(text, path)}")


def _steps(path: str) -> KeyPath:
    return tuple(step["key"] or int(step["index"]) for step in _STEP.finditer(path))


def _expectation(said: str, path: KeyPath) -> str:
    name = ".".join(str(step) for step in path)
    if missing := _MISSING.match(said):
        return f"expected the key {missing['key']} in {name or 'the file'}"
    if allowed := _allowed(path):
        return f"expected {name} to be one of {', '.join(allowed)}"
    if expected := _EXPECTED.match(said):
        return f"expected {_KINDS.get(expected['kind'], expected['kind'])}{expected['rest']} for {name}"
    return f"expected another value for {name}"


def _struct(path: KeyPath) -> type[msgspec.Struct]:
    return _TABLES.get(str(path[0]), Config) if len(path) > 1 else Config


def _fields(path: KeyPath) -> list[str]:
    return [field.name for field in msgspec.structs.fields(_struct(path))]


def _allowed(path: KeyPath) -> tuple[Any, ...]:
    for field in msgspec.structs.fields(_struct(path)):
        if path and field.name == path[-1] and get_origin(field.type) is Literal:
            return get_args(field.type)
    return ()


def _check_routes(config: Config, text: str, file: str) -> None:
    """Refuse routes that share a name, and topics with two uses: a worker must never read what it has written."""
    names: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    for index, route in enumerate(config.routes):
        names[route.name] += 1
        topics.update(route.complete().topics())
        twice = next((topic for topic, count in topics.items() if count > 1), None)
        if names[route.name] > 1 or twice is not None:
            what = f"topic {twice}" if twice is not None else f"route name {route.name}"
            raise BadInput(
                f"expected each {what.rpartition(' ')[0]} once, {what} has two uses",
                f"{file}:{line_of(text, ('routes', index))}",
            )
