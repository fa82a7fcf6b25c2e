r"""What is added up: \sum_{k=1}^K, \sum_{i \ne j}, and the sum below the stroke of softmax(z_i)."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from ..tree import Call, Delta, Letter, Negative, Product, Quotient, Ratio, Ref, Sum, SumOver, Times, Tree

SUMMED = "every unit"  # an index that no text can name


class Limits(NamedTuple):
    """What stands below and above a sum: its indices, the first and the last value of one, or what one is not."""

    indices: tuple[str, ...] = ()
    first: Tree | None = None
    last: Tree | None = None
    without: Tree | None = None


def summed(limits: Limits, body: Tree, at: int) -> Tree:
    """The sum of a body over its indices; of all its entries where none is named."""
    if not limits.indices:
        return Call("sum", (body,), 0, at)
    for index in reversed(limits.indices):
        if limits.without is not None:
            equal = Delta(Letter(index, at), limits.without, at)
            others = Sum((Ratio("1", at), Negative(equal, at)), at)
            body = Product((others, body), (Times.PLAIN,), at)
        body = SumOver(index, body, limits.first, limits.last, at=at)
    return body


def called(name: str, arguments: tuple[Tree, ...], primes: int, at: int) -> Tree:
    """A function of its arguments; softmax(z_i) is entry i: exp(z_i) over the sum of all exponentials."""
    of = arguments[0]
    if name != "softmax" or primes or not isinstance(of, Ref) or of.single or not of.tensor.sizes:
        return Call(name, arguments, primes, at)
    if len(of.indices) < len(of.tensor.labels + of.tensor.sizes):
        return Call(name, arguments, primes, at)
    every = replace(of, indices=(*of.indices[:-1], Letter(SUMMED, of.at)))
    return Quotient(Call("exp", (of,), 0, at), SumOver(SUMMED, Call("exp", (every,), 0, at), at=at), at)
