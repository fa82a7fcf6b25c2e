"""Lifting to matrix form: a term is a graph whose vertices are indices and whose edges are its two-index factors.

Parallel edges become a Hadamard product; a summed vertex with one edge a matrix-vector product (ones where there is
no vector), with two edges a matrix product, with none a scalar product.  What is left is an edge from rows to columns
with vectors at its ends, or an outer product.  Anything else has no matrix form, and a key says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symbp.language import Element, Expression, Index, Position, Term, bases, indices_in
from symbp.matrix import Constant, MatMul, Matrix, Ones, Plus, Scaled, Shape, SumOver

from .edges import Part, Unliftable, hadamard, oriented, part_of, scaled, size_of, transpose


def lift(expression: Expression, indices: Sequence[Position]) -> tuple[Matrix | None, str]:
    """The matrix form over these free indices (rows, then columns), or None and the key of the reason.

    Keys: "three-indices", "bracket", "diagonal", "no-path", "affine-index".
    """
    free = tuple(index for index in indices if isinstance(index, Index))
    if len(free) > 2:
        return None, "three-indices"
    try:
        return lift_sum(expression, free[0] if free else None, free[1] if len(free) > 1 else None), ""
    except Unliftable as reason:
        return None, str(reason)


def lift_sum(expression: Expression, rows: Index | None, columns: Index | None) -> Matrix:
    """A sum of terms; a term without free indices stays a number that is added to every entry."""
    shape = (size_of(rows), size_of(columns))
    if not expression.terms:
        return Scaled(Fraction(0), Ones(shape))
    parts = tuple(lift_term(term, rows, columns) for term in expression.terms)
    return parts[0] if len(parts) == 1 and parts[0].shape == shape else Plus(parts, shape)


def lift_term(term: Term, rows: Index | None, columns: Index | None) -> Matrix:
    """One term as a graph, summed vertices eliminated, then assembled; sums over labels stay in front."""
    parts = [part_of(base, exponent, place, lift_sum) for place, (base, exponent) in enumerate(term.factors)]
    times = [index for index in term.bound if any(index in position for position in labels(term))]
    bound = [index for index in term.bound if index not in times]
    while bound:
        parts = merge_parallel(parts)
        index = min(bound, key=lambda vertex: degree(vertex, parts))
        if degree(index, parts) > 2:
            raise Unliftable("no-path")
        parts = eliminate(index, parts, rows, columns)
        bound.remove(index)
    made = scaled(term.coefficient, assemble(merge_parallel(parts), rows, columns))
    for index in reversed(times):
        made = SumOver(index, made)
    return made


def labels(term: Term) -> list[frozenset[Index]]:
    """The indices in the labels that a term reads, such as time: they are never rows or columns."""
    body = Expression((term,))
    return [indices_in(p) for base in bases(body) if isinstance(base, Element) for p in base.labels]


def degree(index: Index, parts: Sequence[Part]) -> int:
    """How many edges meet at an index."""
    return sum(len(part.ends) == 2 and index in part.ends for part in parts)


def merge_parallel(parts: Sequence[Part]) -> list[Part]:
    """Factors over the same indices become one Hadamard product, at the first place."""
    merged: dict[frozenset[Index], Part] = {}
    groups: dict[frozenset[Index], list[Matrix]] = {}
    for part in sorted(parts, key=lambda part: part.place):
        k = frozenset(part.ends)
        first = merged.setdefault(k, part)
        groups.setdefault(k, []).append(oriented(part, first.ends))
    return [Part(p.ends, hadamard(groups[k]), p.place) if p.ends else p for k, p in merged.items() if p.ends] + [
        part for part in parts if not part.ends
    ]


def eliminate(index: Index, parts: Sequence[Part], rows: Index | None, columns: Index | None) -> list[Part]:
    """Sum over one index: its vector and its edges become one part."""
    size = size_of(index)
    vectors = [part for part in parts if part.ends == (index,)]
    edges = [part for part in parts if len(part.ends) == 2 and index in part.ends]
    others = [part for part in parts if index not in part.ends]
    vector = vectors[0].matrix if vectors else None
    place = min((part.place for part in (*vectors, *edges)), default=0)
    if not edges:
        value = MatMul((transpose(Ones((size, 1))), vector if vector is not None else Ones((size, 1))))
        return [*others, Part((), value, place)]
    if len(edges) == 1:
        other = edges[0].ends[0] if edges[0].ends[1] == index else edges[0].ends[1]
        matrix = oriented(edges[0], (other, index))
        product = chain(matrix, vector if vector is not None else Ones((size, 1)))
        return [*others, Part((other,), product, place)]
    left, right = sorted(edges, key=lambda part: not (rows in part.ends or columns not in part.ends))
    start = next(end for end in left.ends if end != index)
    stop = next(end for end in right.ends if end != index)
    if start == columns or stop == rows:
        left, right, start, stop = right, left, stop, start
    first, second = oriented(left, (start, index)), oriented(right, (index, stop))
    if vector is not None:
        first = hadamard([first, transpose(vector)])
    return [*others, Part((start, stop), chain(first, second), place)]


def chain(left: Matrix, right: Matrix) -> Matrix:
    """The matrix product, flat."""
    factors = (left.factors if isinstance(left, MatMul) else (left,)) + (
        right.factors if isinstance(right, MatMul) else (right,)
    )
    return MatMul(factors)


def assemble(parts: Sequence[Part], rows: Index | None, columns: Index | None) -> Matrix:
    """What is left: numbers, a vector at either end, and an edge between them."""
    shape: Shape = (size_of(rows), size_of(columns))
    found: list[tuple[int, Matrix]] = []
    row_vector: Matrix | None = None
    column_vector: Matrix | None = None
    edge = False
    for part in parts:
        if not part.ends:
            found.append((part.place - 1000, part.matrix))
        elif part.ends == (rows,):
            row_vector = part.matrix
            found.append((part.place, part.matrix))
        elif part.ends == (columns,):
            column_vector = transpose(part.matrix)
            found.append((part.place, column_vector))
        elif rows is not None and columns is not None and set(part.ends) == {rows, columns}:
            edge = True
            found.append((part.place, oriented(part, (rows, columns))))
        else:
            raise Unliftable("no-path")
    numbers = [matrix for place, matrix in found if place < 0]
    ordered = [matrix for place, matrix in sorted(found, key=lambda item: item[0]) if place >= 0]
    if not edge and columns is not None and (row_vector is not None or column_vector is not None):
        outer = MatMul((row_vector or Ones((shape[0], 1)), column_vector or Ones((1, shape[1]))))
        ordered = [outer]
    if not ordered and not numbers:
        return Constant(Fraction(1))
    return hadamard([*numbers, *ordered])
