"""Operations on arrays of expressions: entry by entry, and the matrix product."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

import numpy as np

from ..errors import SpecError
from ..language import Expression
from .quantity import Array, filled


def single(value: Expression) -> Array:
    """One expression."""
    return filled((), [value])


def mapped(operation: Callable[[Expression], Expression], of: Array) -> Array:
    """An operation on every entry."""
    return filled(of.shape, [operation(entry) for entry in of.flat])


def paired(operation: Callable[[Expression, Expression], Expression], left: Array, right: Array) -> Array:
    """An operation entry by entry, a single number with every entry.

    Raises:
        SpecError: two shapes that do not fit.
    """
    try:
        extents = np.broadcast_shapes(left.shape, right.shape)
    except ValueError:
        raise SpecError(f"expected matrices of one shape, found {left.shape} and {right.shape}") from None
    a, b = np.broadcast_to(left, extents), np.broadcast_to(right, extents)
    return filled(extents, [operation(x, y) for x, y in zip(a.flat, b.flat, strict=True)])


def contracted(left: Array, right: Array) -> Array:
    """The matrix product; a column times a row is a matrix.

    Raises:
        SpecError: two shapes that do not fit.
    """
    if left.shape[-1] != right.shape[0]:
        raise SpecError(f"expected matrices that can be multiplied, found {left.shape} and {right.shape}")
    extents = left.shape[:-1] + right.shape[1:]
    rows = left.reshape(-1, left.shape[-1])
    columns = right.reshape(right.shape[0], -1).T
    return filled(extents, [added(x * y for x, y in zip(r, c, strict=True)) for r in rows for c in columns])


def added(parts: Iterable[Expression]) -> Expression:
    """The sum of expressions."""
    return reduce(lambda a, b: a + b, parts, Expression())
