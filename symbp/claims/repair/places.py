"""Every part of a formula, each with a way to put something else in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeVar

from ..tree import (
    Call,
    Letter,
    Matrix,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Ratio,
    Sum,
    SumOver,
    Times,
    Transpose,
    Tree,
)
from ..walk import rebuilt

Whole = TypeVar("Whole", Sum, Product)


class At(NamedTuple):
    """A part, what the whole is with another one in its place, and whether it is the whole, or a term of its sum."""

    part: Tree
    put: Callable[[Tree], Tree]
    is_term: bool


def places(tree: Tree) -> Iterator[At]:
    """All parts, the whole first; indices and what derivatives are of are none."""
    waiting = [At(tree, lambda new: new, True)]
    while waiting:
        here = waiting.pop(0)
        yield here
        sums = here.is_term and isinstance(here.part, Sum | Negative | SumOver)
        for part, put in parts(here.part):
            waiting.append(At(part, composed(here.put, put), sums))


def composed(outer: Callable[[Tree], Tree], inner: Callable[[Tree], Tree]) -> Callable[[Tree], Tree]:
    """The whole with something else in the place of a part of a part."""
    return lambda new: outer(inner(new))


def parts(tree: Tree) -> Iterator[tuple[Tree, Callable[[Tree], Tree]]]:
    """The parts of one node."""
    match tree:
        case Sum() | Product():
            for n, part in enumerate(tree.parts):
                yield part, lambda new, n=n, tree=tree: with_part(tree, n, new)  # type: ignore[misc]
        case Negative() | Transpose():
            yield tree.of, lambda new: replace(tree, of=new)
        case Quotient():
            yield tree.top, lambda new: replace(tree, top=new)
            yield tree.bottom, lambda new: replace(tree, bottom=new)
        case Power():
            yield tree.base, lambda new: replace(tree, base=new)
        case SumOver():
            yield tree.body, lambda new: replace(tree, body=new)
        case Call(arguments=(argument,)):
            yield argument, lambda new: replace(tree, arguments=(new,))
        case Call(arguments=(left, right)):
            yield left, lambda new: replace(tree, arguments=(new, right))
            yield right, lambda new: replace(tree, arguments=(left, new))
        case Matrix(rows=rows):
            for i, row in enumerate(rows):
                for j, entry in enumerate(row):
                    yield entry, lambda new, i=i, j=j: replace(tree, rows=with_entry(rows, i, j, new))  # type: ignore[misc]


def with_part(tree: Whole, place: int, new: Tree) -> Whole:
    """A sum or a product with another part."""
    return replace(tree, parts=(*tree.parts[:place], new, *tree.parts[place + 1 :]))


def with_entry(rows: tuple[tuple[Tree, ...], ...], i: int, j: int, new: Tree) -> tuple[tuple[Tree, ...], ...]:
    """The rows of a matrix with another entry."""
    row = (*rows[i][:j], new, *rows[i][j + 1 :])
    return (*rows[:i], row, *rows[i + 1 :])


def without(tree: Sum | Product, dropped: frozenset[int]) -> Tree | None:
    """A sum or a product without some of its parts; None if nothing is left."""
    kept = [n for n in range(len(tree.parts)) if n not in dropped]
    if not kept:
        return None
    if len(kept) == 1:
        return tree.parts[kept[0]]
    left = tuple(tree.parts[n] for n in kept)
    return Sum(left) if isinstance(tree, Sum) else Product(left, tuple(tree.times[n - 1] for n in kept[1:]))


def times(sign: Times, *factors: Tree) -> Tree:
    """A product, of which products of the same kind become part."""
    flat: list[Tree] = []
    for factor in factors:
        same = isinstance(factor, Product) and set(factor.times) == {sign}
        flat += factor.parts if same and isinstance(factor, Product) else (factor,)
    return Product(tuple(flat), (sign,) * (len(flat) - 1))


def with_divisor_outside(tree: Tree) -> Tree:
    """x y/n as (x y)/n, so that the factors of a product stand side by side; n a number or a size."""

    def change(part: Tree) -> Tree:
        if not isinstance(part, Product) or set(part.times) != {Times.PLAIN}:
            return part
        *first, last = part.parts
        if not isinstance(last, Quotient) or not isinstance(last.bottom, Number | Ratio | Letter):
            return part
        return Quotient(Product((*first, last.top), part.times), last.bottom)

    return rebuilt(tree, change)


def is_constant(tree: Tree) -> bool:
    """Whether it is a number as it stands."""
    return isinstance(tree, Number | Ratio)
