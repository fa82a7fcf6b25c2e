"""Mistakes in matrix forms: a transpose, the order of factors, a factor, the kind of product, a sign."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbp.matrix import Hadamard, Map, MatMul, Matrix, Named, Plus, Power, Scaled, Transpose

Mutation = tuple[str, Matrix]


def matrix_mutations(matrix: Matrix) -> Iterator[Mutation]:
    """Every matrix form with one mistake in it, with the mistake's name."""
    yield "sign-flipped", Scaled(Fraction(-1), matrix)
    yield "coefficient-doubled", Scaled(Fraction(2), matrix)
    yield from inner(matrix)


def inner(matrix: Matrix) -> Iterator[Mutation]:
    """The mistakes at a node and below it."""
    if isinstance(matrix, Named):
        if matrix.shape != (1, 1):
            yield "transpose-added", Transpose(matrix)
    elif isinstance(matrix, Transpose):
        yield "transpose-dropped", matrix.of
        for kind, of in inner(matrix.of):
            yield kind, Transpose(of)
    elif isinstance(matrix, MatMul):
        yield from product_mutations(matrix)
    elif isinstance(matrix, Hadamard):
        yield "product-exchanged", MatMul(matrix.factors)
        for kind, parts in part_mutations(matrix.factors, "factor-dropped"):
            yield kind, parts[0] if len(parts) == 1 else Hadamard(parts, matrix.shape)
    elif isinstance(matrix, Plus):
        for kind, parts in part_mutations(matrix.parts, "path-dropped"):
            yield kind, Plus(parts, matrix.shape)
        for place, part in enumerate(matrix.parts):
            flipped = (*matrix.parts[:place], Scaled(Fraction(-1), part), *matrix.parts[place + 1 :])
            yield "sign-flipped", Plus(flipped, matrix.shape)
    elif isinstance(matrix, Scaled | Power | Map):
        for kind, of in inner(matrix.of):
            yield kind, around(matrix, of)


def product_mutations(matrix: MatMul) -> Iterator[Mutation]:
    """Neighbours swapped, a factor dropped, or the product taken element by element."""
    factors = matrix.factors
    for place in range(len(factors) - 1):
        swapped = (*factors[:place], factors[place + 1], factors[place], *factors[place + 2 :])
        yield "order-swapped", MatMul(swapped)
    yield "product-exchanged", Hadamard(factors, matrix.shape)
    for kind, parts in part_mutations(factors, "factor-dropped"):
        yield kind, parts[0] if len(parts) == 1 else MatMul(parts)


def part_mutations(parts: tuple[Matrix, ...], dropped: str) -> Iterator[tuple[str, tuple[Matrix, ...]]]:
    """One part left out, or with a mistake in it."""
    for place, part in enumerate(parts):
        before, after = parts[:place], parts[place + 1 :]
        if len(parts) > 1:
            yield dropped, before + after
        for kind, changed in inner(part):
            yield kind, (*before, changed, *after)


def around(matrix: Scaled | Power | Map, of: Matrix) -> Matrix:
    """The same node around another matrix."""
    if isinstance(matrix, Scaled):
        return Scaled(matrix.factor, of)
    return Power(of, matrix.exponent) if isinstance(matrix, Power) else Map(matrix.function, matrix.order, of)
