"""What the grammar holds in its hands while it builds a tree: parentheses, and factors as they come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...reading.limits import EXPONENT
from ..tree import Matrix, Negative, Number, Product, Ratio, Sum, Times, Tree


@dataclass(frozen=True)
class Closed:
    """What stands in parentheses, which stays one part of what is around it; `square` in square brackets."""

    tree: Tree
    square: bool = False


@dataclass(frozen=True)
class Chain:
    """Factors as they come; `open` where the last one is a function without parentheses around its argument."""

    parts: tuple[Tree, ...]
    times: tuple[Times, ...]
    at: int
    open: bool = False


def bare(part: Any) -> Tree:
    """The tree alone."""
    if isinstance(part, Chain):
        return part.parts[0] if len(part.parts) == 1 else Product(part.parts, part.times, part.at)
    found: Tree = part.tree if isinstance(part, Closed) else part
    return found


def chained(part: Any) -> Chain:
    """The factors that something consists of."""
    return part if isinstance(part, Chain) else Chain((bare(part),), (), place(part))


def place(part: Any) -> int:
    """Where something stands."""
    return int(bare(part).at)


def joined(left: Any, times: Times, right: Any) -> Chain:
    """A product with one factor more."""
    chain = chained(left)
    inner = right if isinstance(right, Chain) else Chain((bare(right),), (), place(right))
    return Chain(chain.parts + inner.parts, (*chain.times, times, *inner.times), chain.at, inner.open)


def summands(left: Any) -> tuple[Tree, ...]:
    """The parts of what stands left of a sign."""
    return left.parts if isinstance(left, Sum) else (bare(left),)


def exact(tree: Tree) -> Tree:
    """An exponent: a whole number in it is exact."""
    if isinstance(tree, Number) and tree.value == tree.value.to_integral_value() and abs(tree.value) <= EXPONENT:
        whole = Ratio(str(abs(int(tree.value))), tree.at)
        return Negative(whole, tree.at) if tree.value < 0 else whole
    return tree


def is_row(part: Any) -> bool:
    """Whether an entry of a list is a row itself."""
    return (isinstance(part, Closed) and part.square) or (isinstance(part, Matrix) and len(part.rows) == 1)


def rows_of(entries: tuple[Any, ...]) -> tuple[tuple[Tree, ...], ...]:
    """The rows of a list: its entries where all of them are rows, else the list is one row."""
    if not all(is_row(entry) for entry in entries):
        return (tuple(bare(entry) for entry in entries),)
    return tuple(entry.rows[0] if isinstance(entry, Matrix) else (bare(entry),) for entry in entries)


def is_negative(part: Any) -> bool:
    """Whether an exponent has a minus sign."""
    tree = bare(part)
    return isinstance(tree, Negative) or (isinstance(tree, Number) and tree.value < 0)
