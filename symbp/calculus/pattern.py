"""Patterns: two results that differ in the names of quantities and indices only are derived by the same steps."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from symbp.derivation import Result
from symbp.language import Extent, Function, Index, Size, Tensor


class Pattern:
    """The shape of a result: `key` is equal for results of one shape, `tensors` are what fills it, in reading order.

    `sizes` are those it mentions, place by place: a derivation holds as well where some of its sizes are equal.
    """

    def __init__(self, result: Result) -> None:
        self.tensors: dict[Tensor, int] = {}
        self.sizes: list[Extent] = []
        self.indices: dict[Index, int] = {}
        self.key = (self.shape(result.quantity), self.steps(result))

    def steps(self, result: Result) -> Any:
        """The shape of every step, substeps included."""
        return tuple(
            (step.reason, self.shape(step.expression), step.matrix is None, *(self.steps(s) for s in step.substeps))
            for step in result.steps
        )

    def shape(self, part: Any) -> Any:
        """A record with numbers for names: the same number where the same name stands."""
        if isinstance(part, Tensor):
            return self.tensor(part)
        if isinstance(part, Index):
            self.sizes.append(part.size)
            return ("i", self.indices.setdefault(part, len(self.indices)), part.first)
        if isinstance(part, Size):
            self.sizes.append(part)
            return ("n", self.shape(part.labels))
        if isinstance(part, Function):
            return part.name
        if isinstance(part, tuple):
            return tuple(self.shape(inner) for inner in part)
        if is_dataclass(part) and not isinstance(part, type):
            return (type(part).__name__, *(self.shape(getattr(part, field.name)) for field in fields(part)))
        return part

    def tensor(self, tensor: Tensor) -> Any:
        """A quantity, or the adjoint of one."""
        if tensor.of is not None:
            return ("d", self.tensor(tensor.of))
        number = self.tensors.setdefault(tensor, len(self.tensors))
        self.sizes.extend(tensor.sizes)
        return ("t", number, len(tensor.sizes), len(tensor.labels), tensor.role.value == "loss")


def replaced(old: Pattern, new: Pattern) -> tuple[tuple[Tensor, Tensor], ...]:
    """What stands in the new result where another quantity stood in the old one, pair by pair."""
    return tuple((a, b) for a, b in zip(old.tensors, new.tensors, strict=True) if a != b)


def covers(old: Pattern, new: Pattern) -> bool:
    """Whether the new result is the old one at other sizes, some of which may have become equal."""
    sizes: dict[Extent, Extent] = {}
    return len(old.sizes) == len(new.sizes) and all(
        sizes.setdefault(a, b) == b for a, b in zip(old.sizes, new.sizes, strict=True)
    )
