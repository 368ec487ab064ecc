"""A regular expression that is compiled when it is first asked for a match.

To compile all patterns takes longer than all else that a process does when it starts, and one message needs a few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from detectors.conditions import Known, known
from detectors.expressions import behind

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")

_One = Callable[..., re.Match[str] | None]


class Expression:
    """Has the methods of `re.Pattern` that the detectors use, and what is known of the expression beforehand."""

    __slots__ = ("_compiled", "flags", "known", "name", "written", *_METHODS)

    known: Known
    search: _One
    match: _One
    fullmatch: _One
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[str]]
    sub: Callable[..., str]
    split: Callable[..., list[str]]

    def __init__(self, name: str, written: str, flags: int) -> None:
        self.name = name
        #: As the detector has it; `pattern` is what is compiled.
        self.written = written
        self.flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> str:
        """What is compiled: with a look ahead for the characters that a match may begin with, if there is one."""
        return behind(self.known.lead, self.written)

    def compile(self) -> re.Pattern[str]:
        """Return it compiled, which is done once. Raises re.error when it is no expression."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self.flags)
            for name in _METHODS:
                setattr(self, name, getattr(self._compiled, name))
        return self._compiled

    def __getattr__(self, name: str) -> Any:
        """Make what is asked for and not there yet."""
        if name == "known":
            self.known = known(self.name, self.written, self.flags)
            return self.known
        if name not in _METHODS:
            raise AttributeError(name)
        return getattr(self.compile(), name)
