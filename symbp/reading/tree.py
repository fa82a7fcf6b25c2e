"""What a formula says before it means anything: our own tree, plain records that know where they stand in the text.

`at` is the offset in the text, -1 where there is no text because the formula came as SymPy objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Number:
    """An exact number: 0.1 is one tenth."""

    value: Fraction
    at: int = -1


@dataclass(frozen=True)
class Name:
    """A single name: a quantity without indices, a size or an index."""

    name: str
    at: int = -1


@dataclass(frozen=True)
class Whole:
    """The colon in x[m, :], the place that an operation runs over."""

    at: int = -1


@dataclass(frozen=True)
class Item:
    """An element, x[i, 2*k - 1] or h[t; j]; `labels` counts the positions before a semicolon, -1 if there is none."""

    name: str
    positions: tuple[Tree, ...]
    labels: int = -1
    at: int = -1


@dataclass(frozen=True)
class Range:
    """An index with the size it runs over, k:n, or with limits, (k, 0, n - 1)."""

    name: str
    size: Tree | None = None
    limits: tuple[Tree, Tree] | None = None
    at: int = -1


@dataclass(frozen=True)
class Call:
    """A function applied, exp(x); an operation on a whole vector is read at an index, softmax(x)[k]."""

    name: str
    arguments: tuple[Tree, ...]
    positions: tuple[Tree, ...] = ()
    at: int = -1


@dataclass(frozen=True)
class Plus:
    """A sum of at least two parts; `closed` by a parenthesis of its own."""

    parts: tuple[Tree, ...]
    at: int = -1
    closed: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Negative:
    """The negative of something."""

    of: Tree
    at: int = -1


@dataclass(frozen=True)
class Times:
    """A product of parts, those marked true as divisors; `closed` by a parenthesis of its own."""

    parts: tuple[tuple[Tree, bool], ...]
    at: int = -1
    closed: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Power:
    """A power."""

    base: Tree
    exponent: Tree
    at: int = -1


Tree = Number | Name | Whole | Item | Range | Call | Plus | Negative | Times | Power


def children(tree: Tree) -> tuple[Tree, ...]:
    """The parts of a tree, in reading order."""
    if isinstance(tree, Item):
        return tree.positions
    if isinstance(tree, Call):
        return tree.arguments + tree.positions
    if isinstance(tree, Plus):
        return tree.parts
    if isinstance(tree, Times):
        return tuple(part for part, _ in tree.parts)
    if isinstance(tree, Negative):
        return (tree.of,)
    if isinstance(tree, Power):
        return (tree.base, tree.exponent)
    if isinstance(tree, Range):
        return (tree.limits or ()) if tree.size is None else (tree.size,)
    return ()


def walk(tree: Tree) -> Iterator[tuple[Tree, int]]:
    """Every part with its depth, in reading order; without recursion, for trees come from strangers."""
    waiting = [(tree, 1)]
    while waiting:
        found, depth = waiting.pop()
        yield found, depth
        waiting.extend((child, depth + 1) for child in reversed(children(found)))
