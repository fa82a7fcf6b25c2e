"""Building networks out of equations: quantities that are read by calling them, z(i, k), and defined one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from .arithmetic import element, total
from .expression import Cardinal, Element, Expression, as_expression
from .index import Extent, Index, Position
from .network import Equation
from .node import node
from .tensor import Role, Tensor

NAMES = "ijklpqrsuv"


@node
class Quantity:
    """A tensor with a formal index for each of its sizes; calling it reads one element."""

    tensor: Tensor
    indices: tuple[Index, ...]

    def __call__(self, *positions: Position) -> Expression:
        """The element at these positions, or at the formal indices."""
        return element(self.tensor, *(positions or self.indices))


class Block:
    """Equations under construction.  Every name starts with `prefix`, so that an operation may be used twice."""

    def __init__(self, equations: list[Equation], taken: set[str], prefix: str = "", operation: str = "") -> None:
        self.equations = equations
        self.taken = taken
        self.prefix = prefix
        self.operation = operation

    def named(self, name: str) -> str:
        """The name with the prefix, and a number if it is taken."""
        wanted = base = f"{self.prefix}{name}"
        number = 1
        while wanted in self.taken:
            number += 1
            wanted = f"{base}{number}"
        self.taken.add(wanted)
        return wanted

    def data(self, name: str, sizes: Sequence[Extent], role: Role) -> Quantity:
        """An input, target, parameter or constant: nothing defines it."""
        indices = tuple(Index(NAMES[number], size) for number, size in enumerate(sizes))
        return Quantity(Tensor(self.named(name), tuple(sizes), role), indices)

    def define(self, name: str, indices: Sequence[Index], body: Expression, role: Role = Role.INTERMEDIATE) -> Quantity:
        """A quantity by its formula at formal indices."""
        formal = tuple(indices)
        tensor = Tensor(self.named(name), tuple(index.size for index in formal), role)
        self.equations.append(Equation(Element(tensor, (), formal), body, self.operation))
        return Quantity(tensor, formal)


def other(index: Index, name: str = "") -> Index:
    """Another index over the same size, to sum over."""
    return Index(name or NAMES[(NAMES.find(index.name) + 4) % len(NAMES)], index.size, index.serial, index.first)


def size_number(size: Extent) -> Expression:
    """A size as a number."""
    return as_expression(Fraction(size) if isinstance(size, int) else Cardinal(size))


def mean(body: Expression, index: Index) -> Expression:
    """The sum over an index divided by its size."""
    return total(body / size_number(index.size), index)


Formula = Callable[..., Quantity]
