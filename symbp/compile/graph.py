"""Array operations as a graph: every distinct operation stands in it once, so equal parts are computed once.

An array is known by its number.  Its dimensions are numbered; an operand says where each of its own dimensions lies in
the result (`Use`), so that a row vector is repeated down the rows and a transpose is a mere way of looking.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ..language import Exponent, Extent, Size


@dataclass(frozen=True)
class Use:
    """An operand: dimension k of array `id` lies at dimension dims[k] of the result."""

    id: int
    dims: tuple[int, ...] = ()


@dataclass(frozen=True)
class Leaf:
    """An argument of the function, by its place; a scalar program has one leaf for each element."""

    argument: int
    element: tuple[int, ...] = ()


@dataclass(frozen=True)
class Number:
    """A number that is no fraction, such as pi."""

    value: float


@dataclass(frozen=True)
class Count:
    """A symbolic size as a number."""

    size: Size


@dataclass(frozen=True)
class Call:
    """A function element by element, by its NumPy name."""

    name: str
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Sum:
    """constant + Σ coefficient * operand, element by element."""

    constant: Fraction
    terms: tuple[tuple[Fraction, Use], ...]


@dataclass(frozen=True)
class Product:
    """coefficient * ∏ operand ** exponent, element by element."""

    coefficient: Fraction
    factors: tuple[tuple[Use, Exponent], ...]


@dataclass(frozen=True)
class Contract:
    """Sum of products of two operands; dimensions from the result's rank on are summed over."""

    left: Use
    right: Use


@dataclass(frozen=True)
class Einsum:
    """Sum of products of any number of operands, where no matrix product does it."""

    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Reduce:
    """The sum ("add") or the largest ("maximum") over the dimensions from the result's rank on."""

    name: str
    of: Use


@dataclass(frozen=True)
class Bracket:
    """1.0 where an affine form of the result's dimensions and of sizes is 0 ("equal") or in a range ("within"), else 0.

    `form` is multiples of dimensions, multiples of sizes and an offset; `size` bounds the range.
    """

    name: str
    form: Affinity
    size: Extent = 0


@dataclass(frozen=True)
class Gather:
    """Elements of an array at affine positions of the result's dimensions; 0 outside its range."""

    of: int
    forms: tuple[Affinity, ...]


@dataclass(frozen=True)
class Affinity:
    """Σ multiple * dimension + Σ multiple * size + offset."""

    dims: tuple[tuple[int, int], ...]
    sizes: tuple[tuple[Size, int], ...]
    offset: int


Node = Leaf | Number | Count | Call | Sum | Product | Contract | Einsum | Reduce | Bracket | Gather


@dataclass
class Graph:
    """The operations in the order in which they were met, each with the sizes of its result."""

    nodes: list[Node] = field(default_factory=list)
    extents: list[tuple[Extent, ...]] = field(default_factory=list)
    known: dict[tuple[Node, tuple[Extent, ...]], int] = field(default_factory=dict)

    def add(self, node: Node, extents: tuple[Extent, ...] = ()) -> int:
        """The number of this operation, old or new."""
        key = (node, extents)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = len(self.nodes)
            self.nodes.append(node)
            self.extents.append(extents)
        return found

    def rank(self, id: int) -> int:
        """The number of dimensions."""
        return len(self.extents[id])


def magnitude(exponent: Exponent) -> Exponent:
    """The exponent without its sign."""
    return exponent if exponent > 0 else -exponent


def operands(node: Node) -> tuple[Use, ...]:
    """What an operation reads."""
    if isinstance(node, Call | Einsum):
        return node.uses
    if isinstance(node, Sum):
        return tuple(use for _, use in node.terms)
    if isinstance(node, Product):
        return tuple(use for use, _ in node.factors)
    if isinstance(node, Contract):
        return (node.left, node.right)
    if isinstance(node, Reduce):
        return (node.of,)
    if isinstance(node, Gather):
        return (Use(node.of),)
    return ()


def readers(graph: Graph, roots: list[int]) -> dict[int, int]:
    """How often each operation that the roots need is read; a root is read once by the caller."""
    counted: dict[int, int] = {}
    open_ = list(roots)
    while open_:
        id = open_.pop()
        counted[id] = counted.get(id, 0) + 1
        if counted[id] == 1:
            open_.extend(use.id for use in operands(graph.nodes[id]))
    return counted
