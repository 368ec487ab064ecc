"""A property that is worked out once and then kept with its owner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class kept(Generic[T]):  # noqa: N801  # it is written where `property` would be
    """`functools.cached_property` without the lock that Python 3.11 takes at each first look: a text has thirty of those.

    Its owner must have a ``__dict__``, and belong to one thread at a time.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type | None = None) -> T: ...
    def __get__(self, owner: object | None, kind: type | None = None) -> Self | T:
        """Work it out; what is kept in the owner's ``__dict__`` is found before this is asked again."""
        if owner is None:
            return self
        made = owner.__dict__[self._name] = self._make(owner)
        return made
