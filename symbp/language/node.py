"""Frozen records whose hash is computed once: expressions are deep, and used as keys everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
R = TypeVar("R")


@dataclass_transform(frozen_default=True)
def node(cls: type[T]) -> type[T]:
    """A frozen dataclass that remembers its hash and compares by identity first."""
    made: type[Any] = dataclass(frozen=True, eq=False)(cls)  # what is hashed and compared stands below
    names = tuple(f.name for f in fields(made))

    key: Callable[[Any], tuple[Any, ...]] = (
        attrgetter(*names) if len(names) > 1 else lambda self: (vars(self)[names[0]],)
    )

    def remembered(self: Any) -> int:
        try:
            known: int = self._hash
        except AttributeError:
            known = hash((made.__name__, key(self)))
            object.__setattr__(self, "_hash", known)
        return known

    def same(self: Any, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or hash(self) != hash(other):
            return False
        return key(self) == key(other)

    setattr(made, "__hash__", remembered)  # noqa: B010  assigning would not type-check
    setattr(made, "__eq__", same)  # noqa: B010
    return made


def remember(function: Callable[[T], R]) -> Callable[[T], R]:
    """A function of one record that is computed once for each record, and goes when the record goes."""
    name = f"_{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def once(record: T) -> R:
        known = record.__dict__
        if name not in known:
            known[name] = function(record)
        found: R = known[name]
        return found

    return once
