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
INNER = 999_999  # a serial number that nothing else has


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


def other(index: Index, *taken: Index) -> Index:
    """Another index over the same size, to sum over; its name is that of none of these."""
    names = {index.name, *(used.name for used in taken)}
    start = NAMES.find(index.name) + 4
    name = next(letter for letter in NAMES[start % len(NAMES) :] + NAMES if letter not in names)
    return Index(name, index.size, index.serial, index.first)


def inner(index: Index) -> Index:
    """An index over the same size for a sum inside a formula: no index that is read there is equal to it."""
    return Index("k", index.size, INNER, index.first)


def running(size: Extent, name: str, *taken: Index) -> Index:
    """An index over a size, of this name unless one of these has it."""
    names = {used.name for used in taken}
    return Index(next(letter for letter in (name, *NAMES) if letter not in names), size)


def size_number(size: Extent) -> Expression:
    """A size as a number."""
    return as_expression(Fraction(size) if isinstance(size, int) else Cardinal(size))


def mean(body: Expression, index: Index) -> Expression:
    """The sum over an index divided by its size."""
    return total(body / size_number(index.size), index)


Formula = Callable[..., Quantity]
