"""Sides of claims that are numbers and nothing else: one, or a matrix of them."""

from __future__ import annotations

from decimal import Decimal

from ..quantity import Array, filled
from ..tree import Matrix, Negative, Number, Power, Product, Quotient, Ref, Slope, Transpose, Tree
from ..walk import walk


def decimal(tree: Tree) -> Decimal | None:
    """The number that a side is: digits as written, a sign in front, a power of ten behind; None if it is more."""
    match tree:
        case Number():
            return tree.value
        case Negative():
            inner = decimal(tree.of)
            return None if inner is None else -inner if inner else inner
        case Product() if len(tree.parts) == 2:
            first, second = tree.parts
            power = ten(second)
            front = decimal(first) if power is not None else None
            return None if front is None or power is None else front.scaleb(power)
    return None


def ten(tree: Tree) -> int | None:
    """n in 10^n."""
    if not isinstance(tree, Power) or decimal(tree.base) != 10:
        return None
    exponent = decimal(tree.exponent)
    return int(exponent) if exponent is not None and exponent == int(exponent) and abs(exponent) <= 300 else None


def table(tree: Tree) -> Array | None:
    """The numbers of a matrix as written; None if it is none, or has something else in it."""
    if isinstance(tree, Transpose):
        inner = table(tree.of)
        return None if inner is None else inner.T
    if isinstance(tree, Negative):
        inner = table(tree.of)
        return None if inner is None else filled(inner.shape, [-value for value in inner.flat])
    if isinstance(tree, Product | Quotient) and not any(isinstance(part, Ref | Slope) for part in walk(tree)):
        return None
    if not isinstance(tree, Matrix) or not tree.rows or len({len(row) for row in tree.rows}) != 1:
        return None
    found = [[decimal(entry) for entry in row] for row in tree.rows]
    if any(value is None for row in found for value in row):
        return None
    return filled((len(found), len(found[0])), [value for row in found for value in row])


def numbers(tree: Tree) -> Array | None:
    """The number or the matrix of numbers that a side is."""
    value = decimal(tree)
    if value is None:
        return table(tree)
    return filled((), [value])
