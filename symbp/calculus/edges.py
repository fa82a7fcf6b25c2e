"""The parts of the graph that lifting works on: what a factor is over which indices, and how parts are turned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from symbp.language import (
    Apply,
    Base,
    Cardinal,
    Element,
    Exponent,
    Expression,
    Extent,
    Functional,
    FunctionalSlope,
    Group,
    Index,
    Position,
    bases,
    free,
    inside,
    positions,
)
from symbp.matrix import Constant, Gradient, Hadamard, Map, MatMul, Matrix, Named, Ones, Power, Scaled, Transpose

LiftSum = Callable[[Expression, Index | None, Index | None], Matrix]


class Unliftable(Exception):
    """A term that has no matrix form; the text is the key of the reason.  It never leaves the lift."""


@dataclass(frozen=True)
class Part:
    """A matrix over an ordered pair of indices, a column over one, or a number; `place` keeps the reading order."""

    ends: tuple[Index, ...]
    matrix: Matrix
    place: int


def size_of(index: Index | None) -> Extent:
    """The number of rows or columns an index stands for."""
    return 1 if index is None else index.size


def part_of(base: Base, exponent: Exponent, place: int, lift_sum: LiftSum) -> Part:
    """One factor as a part of the graph."""
    if isinstance(base, Element):
        ends = plain(base.indices)
        matrix: Matrix = Named(Element(base.tensor, base.labels), shape(ends))
    elif isinstance(base, FunctionalSlope):
        ends = plain(base.by.indices)
        matrix = Gradient(FunctionalSlope(base.functional, Element(base.by.tensor, base.by.labels)), shape(ends))
    elif isinstance(base, Cardinal | Functional):
        ends, matrix = (), Constant(base)
    else:
        body = inside(base)
        if body is None:
            raise Unliftable("bracket")
        ends = matrix_indices(body)
        if len(ends) > 2:
            raise Unliftable("three-indices")
        inner = lift_sum(body, ends[0] if ends else None, ends[1] if len(ends) > 1 else None)
        matrix = Map(base.function, base.order, inner) if isinstance(base, Apply) else inner
        assert isinstance(base, Apply | Group)
    return Part(ends, matrix if exponent == 1 else Power(matrix, exponent), place)


def plain(indices: tuple[Position, ...]) -> tuple[Index, ...]:
    """The indices themselves, if they are plain, different, and not more than two."""
    if not all(isinstance(index, Index) for index in indices):
        raise Unliftable("affine-index")
    if len(indices) > 2:
        raise Unliftable("three-indices")
    if len(set(indices)) < len(indices):
        raise Unliftable("diagonal")
    return indices  # type: ignore[return-value]


def matrix_indices(body: Expression) -> tuple[Index, ...]:
    """The free indices of a body in reading order; a label is none of them."""
    labels = {label for base in bases(body) if isinstance(base, Element) for label in base.labels}
    found: dict[Index, None] = {}
    outer = free(body)
    for base in bases(body):
        for position in positions(base):
            if isinstance(position, Index) and position in outer and position not in labels:
                found.setdefault(position)
    return tuple(found)


def shape(ends: tuple[Index, ...]) -> tuple[Extent, Extent]:
    """Rows and columns over these indices; one index stands for a column."""
    return (ends[0].size if ends else 1, ends[1].size if len(ends) > 1 else 1)


def transpose(matrix: Matrix) -> Matrix:
    """The transpose; of a transpose, a number or ones in simplest form."""
    if isinstance(matrix, Transpose):
        return matrix.of
    if matrix.shape == (1, 1):
        return matrix
    if isinstance(matrix, Ones):
        return Ones((matrix.shape[1], matrix.shape[0]))
    if isinstance(matrix, MatMul):
        return MatMul(tuple(transpose(factor) for factor in reversed(matrix.factors)))
    if isinstance(matrix, Map):
        return Map(matrix.function, matrix.order, transpose(matrix.of))
    return Transpose(matrix)


def oriented(part: Part, ends: tuple[Index, ...]) -> Matrix:
    """The part's matrix with its ends in this order."""
    return part.matrix if part.ends == ends else transpose(part.matrix)


def hadamard(factors: list[Matrix]) -> Matrix:
    """The product element by element, flat; one factor stands for itself."""
    flat: list[Matrix] = []
    for factor in factors:
        flat.extend(factor.factors if isinstance(factor, Hadamard) else (factor,))
    if len(flat) == 1:
        return flat[0]
    rows = next((f.shape[0] for f in flat if f.shape[0] != 1), 1)
    columns = next((f.shape[1] for f in flat if f.shape[1] != 1), 1)
    return Hadamard(tuple(flat), (rows, columns))


def scaled(coefficient: Fraction, matrix: Matrix) -> Matrix:
    """A number times a matrix."""
    if isinstance(matrix, Constant) and isinstance(matrix.value, Fraction):
        return Constant(coefficient * matrix.value)
    return matrix if coefficient == 1 else Scaled(coefficient, matrix)
