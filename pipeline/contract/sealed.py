"""A msgspec base for everything that holds personal data: it never shows its fields."""

from __future__ import annotations

import msgspec


class Sealed(msgspec.Struct, frozen=True):
    """A frozen record whose `repr` is its class name alone, so that no log or traceback can print its fields."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __rich_repr__(self) -> list[tuple[str, object]]:  # rich and pytest would otherwise walk the fields
        return []
