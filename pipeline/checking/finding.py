"""What a check has found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `advice` says what to do about it; it is empty where all is well.

    `unknown`: it could not be seen, or only its owner can tell whether it is as wanted. Neither field holds a secret.
    """

    state: Literal["ok", "wrong", "unknown"]
    what: str
    advice: str = ""

    @property
    def line(self) -> str:
        """Return it as one line."""
        return f"{self.state} {self.what}" + (f": {self.advice}" if self.advice else "")


def ok(what: str) -> Finding:
    """Return that something is well."""
    return Finding("ok", what)


def wrong(what: str, advice: str) -> Finding:
    """Return that something is wrong, and what to do."""
    return Finding("wrong", what, advice)


def unknown(what: str, advice: str) -> Finding:
    """Return that something could not be told, and how it can."""
    return Finding("unknown", what, advice)
