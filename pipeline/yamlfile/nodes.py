"""Reading YAML with places: every error says FILE:LINE and what was expected there.

Anchors and aliases are refused (they are how a small file becomes a huge one), as are files over `MAX_BYTES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import yaml

from pipeline.contract.errors import BadInput

MAX_BYTES = 1024 * 1024
#: Deeper nesting is refused: nobody writes it, and the parser's work grows with the square of the depth.
MAX_DEPTH = 40
#: What may be shown of a file in an error: a word of the kind that stands in a vocabulary, never a name or a number.
_WORD = re.compile(r"[A-Za-z][a-z_.<>-]{0,39}")
_T = TypeVar("_T")


class Node:
    """A YAML node that knows its place."""

    def __init__(self, node: yaml.Node, file: str) -> None:
        self._node = node
        self.file = file

    @property
    def place(self) -> str:
        """Return FILE:LINE of this node."""
        return f"{self.file}:{self._node.start_mark.line + 1}"

    def error(self, expected: str) -> BadInput:
        """Return the error for this node."""
        return BadInput(expected, self.place)

    def mapping(self, what: str) -> dict[str, Node]:
        """Return the entries of a mapping. Raises `BadInput` for another node or a key that stands twice."""
        if not isinstance(self._node, yaml.MappingNode):
            raise self.error(f"expected a mapping for {what}")
        entries: dict[str, Node] = {}
        for key, value in self._node.value:
            name = Node(key, self.file).text(f"a key of {what}")
            if name in entries:
                raise Node(key, self.file).error(
                    f"expected each key of {what} once, {shown(name)} stands twice"
                )
            entries[name] = Node(value, self.file)
        return entries

    def items(self, what: str, read: Callable[[Node], _T]) -> tuple[_T, ...]:
        """Return the entries of a list, each through `read`."""
        if not isinstance(self._node, yaml.SequenceNode):
            raise self.error(f"expected a list for {what}")
        return tuple(read(Node(child, self.file)) for child in self._node.value)

    def text(self, what: str) -> str:
        """Return a scalar as it was written."""
        if not isinstance(self._node, yaml.ScalarNode):
            raise self.error(f"expected a text for {what}")
        return str(self._node.value)

    def number(self, what: str, low: float, high: float) -> float:
        """Return a number within [low, high]."""
        try:
            value = float(self.text(what))
        except ValueError:
            raise self.error(f"expected a number for {what}") from None
        if not low <= value <= high:
            raise self.error(f"expected {what} between {low:g} and {high:g}")
        return value

    def one_of(self, what: str, allowed: tuple[str, ...] | frozenset[str]) -> str:
        """Return a scalar out of a closed set."""
        value = self.text(what)
        if value not in allowed:
            raise self.error(
                f"expected {what} to be one of {', '.join(sorted(allowed))}, found {shown(value)}"
            )
        return value

    def value(self) -> Any:
        """Return the node as plain data. Scalars stay texts (an ID number is no number); only null becomes None."""
        node = self._node
        if isinstance(node, yaml.MappingNode):
            return {key: child.value() for key, child in self.mapping("a mapping").items()}
        if isinstance(node, yaml.SequenceNode):
            return [Node(child, self.file).value() for child in node.value]
        if getattr(node, "style", None) is None and node.value in ("", "~", "null"):
            return None
        return str(node.value)

    def at(self, path: str) -> Node:
        """Return the node at a path such as ``tests[3].message.text``, or the nearest one above it that exists."""
        node = self
        for step in re.findall(r"[^.\[\]]+", path):
            children = node._children()
            if step not in children:
                break
            node = children[step]
        return node

    def _children(self) -> dict[str, Node]:
        if isinstance(self._node, yaml.MappingNode):
            return {key.value: Node(child, self.file) for key, child in self._node.value}
        if isinstance(self._node, yaml.SequenceNode):
            return {str(index): Node(child, self.file) for index, child in enumerate(self._node.value)}
        return {}


def shown(value: str) -> str:
    """Return what an error may say of a text that was found: itself if it is a plain word, else no part of it."""
    return repr(value) if _WORD.fullmatch(value) else "another text"


def read_documents(text: str, file: str) -> Iterator[Node]:
    """Yield the documents of a YAML text. Raises `BadInput` with the line for anything that is not plain YAML."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise BadInput(f"expected a file of at most {MAX_BYTES} bytes", file)
    try:
        _check_events(text, file)
        for node in yaml.compose_all(text, Loader=yaml.SafeLoader):
            yield Node(node, file)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark  # either of two classes, depending on how PyYAML was built
        line = mark.line + 1 if mark is not None else 1
        raise BadInput("expected well-formed YAML", f"{file}:{line}") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise BadInput("expected printable characters only", f"{file}:{line}") from None
    except (yaml.YAMLError, RecursionError):
        raise BadInput("expected well-formed YAML", f"{file}:1") from None


def _check_events(text: str, file: str) -> None:
    """Refuse what is costly before any of it is built. Raises `BadInput`, and the parser's own errors."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadInput("expected no anchors or aliases", f"{file}:{_line(event.start_mark)}")
        if depth > MAX_DEPTH:
            raise BadInput(f"expected at most {MAX_DEPTH} levels", f"{file}:{_line(event.start_mark)}")


def _line(mark: Any) -> int:
    return mark.line + 1 if mark is not None else 1
