"""What a claim says: a tree of numbers, quantities of the network (`Ref`) and operations on them, as it was written.

Names are resolved when they are read.  `at` is the offset of a node in the text of its side.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from ..language import Tensor


class Times(Enum):
    """How a product is written; between matrices that makes a difference."""

    PLAIN = "plain"  # a b, a \cdot b, a \times b, a @ b: of matrices the matrix product
    STAR = "star"  # a * b: the same, or entry by entry as in NumPy
    HADAMARD = "hadamard"  # a \odot b, a \circ b: entry by entry
    OUTER = "outer"  # a \otimes b


@dataclass(frozen=True)
class Number:
    """A number with its digits as written: 0.1400 claims four."""

    value: Decimal
    at: int = -1


@dataclass(frozen=True)
class Ratio:
    """An exact number that stands for no measured value, as whole numbers among names and in exponents; pi, e."""

    name: str
    at: int = -1


@dataclass(frozen=True)
class Letter:
    """An index, j in a_j, or the letter of a size, n in 1/n; also L in z^L, and eta, the learning rate."""

    name: str
    at: int = -1


@dataclass(frozen=True)
class Ref:
    """A quantity of the network.

    `tensor` is one of the network's own (of whole layers), or `language.adjoint` of one for errors and names like dW.
    `indices` are as written: letters, numbers counted from 1, sums of these; none for the whole.  `single` is the name
    of an element that has one (w5).  `updates` is 1 for w5^+, n for "after n updates", 0 for now; `example` which one
    of a batch is meant, from 1.  `state`: what an update carries on, "m" in m_{w5}; 0 is after this step, -1 before.
    """

    tensor: Tensor
    indices: tuple[Tree, ...] = ()
    single: str = ""
    updates: int = 0
    state: str = ""
    example: Tree | None = None
    at: int = -1


@dataclass(frozen=True)
class Slope:
    """The derivative of one quantity by another: \\partial E / \\partial w_5, \\nabla_a C, dE/dw5.

    `through` are the quantities of the one path that is meant, if any; `local` where the direct dependence alone is
    asked for; `again` what a second derivative is taken by after `by`.  The derivative of an error is one, too.
    """

    of: Ref
    by: Ref
    through: tuple[Ref, ...] = ()
    local: bool = False
    again: Ref | None = None
    at: int = -1


@dataclass(frozen=True)
class Sum:
    """A sum of parts; a difference has a Negative in it."""

    parts: tuple[Tree, ...]
    at: int = -1


@dataclass(frozen=True)
class Negative:
    """The negative of something."""

    of: Tree
    at: int = -1


@dataclass(frozen=True)
class Product:
    """A product in the order in which it is written; `times[n]` stands between parts n and n + 1."""

    parts: tuple[Tree, ...]
    times: tuple[Times, ...]
    at: int = -1


@dataclass(frozen=True)
class Quotient:
    """One thing over another, of matrices entry by entry."""

    top: Tree
    bottom: Tree
    at: int = -1


@dataclass(frozen=True)
class Power:
    """A power, of a matrix entry by entry."""

    base: Tree
    exponent: Tree
    at: int = -1


@dataclass(frozen=True)
class Transpose:
    """A matrix with rows and columns exchanged; a vector as a row."""

    of: Tree
    at: int = -1


@dataclass(frozen=True)
class Call:
    """A function by name, applied entry by entry: exp, ln, tanh, an activation; its derivative with `primes` marks.

    softmax runs over a whole vector, diag makes a matrix, sum, mean, norm, trace and paths (from, to) make a number.
    """

    name: str
    arguments: tuple[Tree, ...]
    primes: int = 0
    at: int = -1


@dataclass(frozen=True)
class SumOver:
    """The sum of a body over an index, whose limits may be left out; `mean` for an average."""

    index: str
    body: Tree
    first: Tree | None = None
    last: Tree | None = None
    mean: bool = False
    at: int = -1


@dataclass(frozen=True)
class Delta:
    """1 where two indices are equal, else 0: \\delta_{jk}, [j = k]."""

    left: Tree
    right: Tree
    at: int = -1


@dataclass(frozen=True)
class Ones:
    """A vector of ones."""

    at: int = -1


@dataclass(frozen=True)
class Matrix:
    """Rows of entries, as written; a column vector has rows of one entry each."""

    rows: tuple[tuple[Tree, ...], ...]
    at: int = -1


Tree = (
    Number
    | Ratio
    | Letter
    | Ref
    | Slope
    | Sum
    | Negative
    | Product
    | Quotient
    | Power
    | Transpose
    | Call
    | SumOver
    | Delta
    | Ones
    | Matrix
)
