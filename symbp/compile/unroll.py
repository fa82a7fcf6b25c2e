"""A program of known sizes spelled out: every element of every array is a number of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product as combinations

from ..errors import SpecError
from ..language import (
    Apply,
    Base,
    Cardinal,
    Delta,
    Element,
    Expression,
    Extent,
    Group,
    Index,
    Position,
    Size,
    Tensor,
    Within,
    multiples,
)
from .algebra import ZERO, Part, Value, call, fixed, plus, raised, times
from .formula import evaluate
from .graph import Graph, Leaf
from .program import Assignment, Program, references

Environment = Mapping[Index, int]


@dataclass(frozen=True)
class Spelled:
    """The operations on numbers, and for each result its elements in order."""

    graph: Graph
    results: tuple[tuple[int, ...], ...]
    shapes: tuple[tuple[int, ...], ...]
    arguments: tuple[tuple[int, ...], ...]


@dataclass
class Elements:
    """The elements known so far, by tensor and indices; `sizes` are the values of symbolic sizes."""

    graph: Graph
    sizes: Mapping[Size, int]
    known: dict[tuple[Tensor, tuple[int, ...]], Value] = field(default_factory=dict)

    def size(self, extent: Extent) -> int:
        """A size as an integer.

        Raises:
            SpecError: it has no value.
        """
        if isinstance(extent, int):
            return extent
        if extent not in self.sizes:
            raise SpecError(f"the scalar form needs the size {extent.name} as a number")
        return self.sizes[extent]

    def shape(self, extents: tuple[Extent, ...]) -> tuple[int, ...]:
        """A shape in integers."""
        return tuple(self.size(extent) for extent in extents)


def spell_out(program: Program, sizes: Mapping[Size, int]) -> Spelled:
    """Every element of the loss and the gradients.

    Raises:
        SpecError: a size that is not known.
    """
    scope = Elements(Graph(), sizes)
    arguments = tuple(scope.shape(tensor.sizes) for tensor in program.arguments)
    for number, (tensor, shape) in enumerate(zip(program.arguments, arguments, strict=True)):
        for at in places(shape):
            scope.known[tensor, at] = Value(parts=(Part(scope.graph.add(Leaf(number, at))),))
    read = references(program.assignments)
    for assignment in program.assignments:
        assign(scope, assignment, read)
    results, shapes = [], []
    for tensor in program.results:
        shape = scope.shape(tensor.sizes)
        shapes.append(shape)
        results.append(tuple(fixed(scope.graph, scope.known[tensor, at]).id for at in places(shape)))
    return Spelled(scope.graph, tuple(results), tuple(shapes), arguments)


def places(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """All indices of an array, the last one running fastest."""
    return combinations(*map(range, shape))


def assign(scope: Elements, assignment: Assignment, read: Mapping[Tensor, int]) -> None:
    """Every element of one assignment."""
    tensor = assignment.output.tensor
    axes = [index for index in assignment.output.indices if isinstance(index, Index)]
    for at in places(scope.shape(tensor.sizes)):
        here = dict(zip(axes, at, strict=True))
        if assignment.peak is None:
            value = expression(scope, assignment.body, here)
        else:
            over = range(scope.size(assignment.peak.size))
            value = call(
                scope.graph,
                "maximum",
                *(expression(scope, assignment.body, {**here, assignment.peak: k}) for k in over),
            )
        if value.coefficient and value.parts and read.get(tensor, 0) != 1:
            value = Value(parts=(fixed(scope.graph, value),))
        scope.known[tensor, at] = value


def expression(scope: Elements, body: Expression, here: Environment) -> Value:
    """A sum of terms at given indices, its inner sums written out."""
    values = []
    for term in body.terms:
        for at in places(scope.shape(tuple(index.size for index in term.bound))):
            inner = {**here, **dict(zip(term.bound, at, strict=True))}
            factors = [Value(term.coefficient)]
            for base, exponent in term.factors:
                factors.append(raised(scope.graph, factor(scope, base, inner), exponent))
                if not factors[-1].coefficient:
                    break
            values.append(times(factors))
    return plus(scope.graph, values)


def factor(scope: Elements, base: Base, here: Environment) -> Value:
    """One factor at given indices.

    Raises:
        SpecError: what cannot be computed.
    """
    if isinstance(base, Element):
        at = tuple(position(scope, p, here) for p in base.indices)
        shape = scope.shape(base.tensor.sizes)
        inside = all(0 <= k < n for k, n in zip(at, shape, strict=True))
        return scope.known[base.tensor, at] if inside else ZERO
    if isinstance(base, Apply):
        return evaluate(scope.graph, base.function, base.order, expression(scope, base.argument, here))
    if isinstance(base, Group):
        return expression(scope, base.body, here)
    if isinstance(base, Cardinal):
        return Value(Fraction(position(scope, base.size, here)))
    if isinstance(base, Delta):
        return Value(Fraction(position(scope, base.left, here) == position(scope, base.right, here)))
    if isinstance(base, Within):
        return Value(Fraction(0 <= position(scope, base.position, here) < scope.size(base.size)))
    raise SpecError(f"a function cannot compute {type(base).__name__}")


def position(scope: Elements, where: Position, here: Environment) -> int:
    """A position as an integer."""
    terms, value = multiples(where)
    for symbol, multiple in terms.items():
        if isinstance(symbol, Index):
            value += multiple * (here[symbol] + symbol.first)
        else:
            value += multiple * scope.size(symbol)
    return value
