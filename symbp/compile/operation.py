"""Three-address operations on registers: what one line of the generated function does."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..language import Exponent, Extent, Size
from .graph import Bracket, Gather


@dataclass(frozen=True)
class View:
    """A register as it is looked at: `dims` lists its dimensions in the order seen, None for a new one of size 1."""

    register: int
    dims: tuple[int | None, ...] | None = None
    flat: bool = False

    @property
    def direct(self) -> bool:
        """Whether the register is read just as it is."""
        return self.dims is None and not self.flat


def spread(view: View, dims: tuple[int, ...], rank: int) -> View:
    """A register as an operand: dimension k stands at dims[k] of the result, new ones of size 1 between them."""
    if not dims or not rank:
        return view
    seen = tuple(dims.index(k) if k in dims else None for k in range(min(dims), rank))
    return view if seen == tuple(range(len(dims))) else View(view.register, seen)


@dataclass(frozen=True)
class Operation:
    """`register` becomes the result.

    Kinds: "ufunc" (name of the NumPy function), "dot", "matmul", "reduce" (name and the dimensions reduced), "einsum"
    (its signature), "gather", "copy", "scalar" (a format of Python arithmetic).  `step` is the assignment it is for.
    """

    kind: str
    name: str
    operands: tuple[View, ...]
    register: int
    step: int
    dims: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scalar:
    """value * ∏ size ** exponent, known once the sizes are; `array` asks for an array of no dimensions."""

    value: Fraction | float
    sizes: tuple[tuple[Size, Exponent], ...] = ()
    array: bool = True


@dataclass(frozen=True)
class Ones:
    """A vector of ones, as long as the sizes multiply to."""

    sizes: tuple[Extent, ...]


@dataclass(frozen=True)
class Places:
    """The positions along one dimension of the array that a gathering reads, or (place -1) where they are in range."""

    node: Gather
    place: int
    extents: tuple[Extent, ...]
    source: tuple[Extent, ...]


@dataclass(frozen=True)
class Mask:
    """A bracket as an array of 0 and 1."""

    node: Bracket
    extents: tuple[Extent, ...]


@dataclass(frozen=True)
class Strip:
    """A row or a column, all of whose elements are one number; a product with it repeats a vector."""

    shape: tuple[Extent, Extent]
    value: Fraction


Constant = Scalar | Ones | Strip | Places | Mask
"""What is computed once for given sizes, before any call."""


@dataclass(frozen=True)
class Line:
    """The operations in order.

    `arguments`, `constants` and `extents` say what the registers are; `results` are the registers to return, and
    those in `fresh` are new arrays at every call.
    """

    operations: tuple[Operation, ...]
    arguments: dict[int, int]
    constants: dict[int, Constant]
    extents: dict[int, tuple[Extent, ...]]
    results: tuple[int, ...]
    fresh: frozenset[int]
