"""From parsed data to typed records, with errors that name the path of the first wrong field and never its value."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from pipeline.contract.errors import BadInput
from pipeline.contract.vocabulary import CHANNELS, RELATIONS

_T = TypeVar("_T")
_PLACE = re.compile(r" - at `(?:key in )?\$?(?P<path>[^`]{0,200})`$")
_WANTED = re.compile(r"^Expected `(?P<wanted>[^`]{1,80})`")
_MISSING = re.compile(r"missing required field `(?P<name>[a-z_]{1,40})`")
_UNKNOWN = re.compile(r"unknown field `(?:(?P<name>[a-z_]{1,40})`)?")
_VOCABULARIES = {"relation": RELATIONS, "channel": CHANNELS, "kind": ("message", "note")}


def convert(value: dict[str, Any], to: type[_T], *, strict: bool = True) -> _T:
    """Check a parsed object against a record type. Raises `BadInput` with the path of the first wrong field."""
    try:
        return msgspec.convert(value, to, strict=strict)
    except msgspec.ValidationError as error:
        raise _explained(str(error)) from None


def _explained(message: str) -> BadInput:
    place = _PLACE.search(message)
    path = place.group("path").lstrip(".") if place else ""
    if missing := _MISSING.search(message):
        return BadInput(f"required field {missing.group('name')} is missing", path)
    if unknown := _UNKNOWN.search(message):
        name = unknown.group("name")  # None where it is no plain word and may be somebody's name or number
        return BadInput(f"field {name} is not known here" if name else "a field is not known here", path)
    if message.startswith("Invalid enum value"):
        allowed = _VOCABULARIES.get(path.rpartition(".")[2])
        return BadInput(
            f"expected one of {', '.join(allowed)}" if allowed else "expected a value of the contract", path
        )
    if wanted := _WANTED.search(message):
        return BadInput(f"expected {wanted.group('wanted')}", path)
    return BadInput("the value does not fit the contract", path)
