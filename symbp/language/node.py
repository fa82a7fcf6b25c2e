"""Frozen records whose hash is computed once: expressions are deep, and used as keys everywhere."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def node(cls: type[T]) -> type[T]:
    """A frozen dataclass that remembers its hash and compares by identity first."""
    made: type[Any] = dataclass(frozen=True)(cls)
    names = tuple(f.name for f in fields(made))

    def key(self: Any) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in names)

    def remembered(self: Any) -> int:
        value: int | None = self.__dict__.get("_hash")
        if value is None:
            value = hash((made.__name__, key(self)))
            object.__setattr__(self, "_hash", value)
        return value

    def same(self: Any, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or hash(self) != hash(other):
            return False
        return key(self) == key(other)

    setattr(made, "__hash__", remembered)  # noqa: B010  assigning would not type-check
    setattr(made, "__eq__", same)  # noqa: B010
    return made
