"""The parts of a claim's tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

from .tree import (
    Call,
    Delta,
    Matrix,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Ratio,
    Ref,
    Slope,
    Sum,
    SumOver,
    Transpose,
    Tree,
)


def children(tree: Tree) -> tuple[Tree, ...]:
    """The parts of a tree, in reading order."""
    match tree:
        case Ref():
            return tree.indices
        case Slope():
            return (tree.of, tree.by, *tree.through, *((tree.again,) if tree.again is not None else ()))
        case Sum() | Product():
            return tree.parts
        case Negative() | Transpose():
            return (tree.of,)
        case Quotient():
            return (tree.top, tree.bottom)
        case Power():
            return (tree.base, tree.exponent)
        case Call():
            return tree.arguments
        case SumOver():
            return tuple(part for part in (tree.first, tree.last, tree.body) if part is not None)
        case Delta():
            return (tree.left, tree.right)
        case Matrix():
            return tuple(entry for row in tree.rows for entry in row)
    return ()


def walk(tree: Tree) -> Iterator[Tree]:
    """Every part, in reading order; without recursion, for trees come from strangers."""
    waiting = [tree]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(children(found)))


def rebuilt(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """The tree with every part changed, inner parts first; indices are left alone, and
    in a derivative stays what no quantity would be.  Trees are at most 100 deep."""
    return change(descended(tree, lambda part: rebuilt(part, change)))


def descended(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """The tree with its own parts changed; indices are left alone, and so are quantities that would be none."""

    def inner(ref: Ref) -> Ref:
        made = change(ref)
        return made if isinstance(made, Ref) else ref

    match tree:
        case Slope():
            of, by, *through = (inner(part) for part in (tree.of, tree.by, *tree.through))
            after = None if tree.again is None else inner(tree.again)
            return replace(tree, of=of, by=by, through=tuple(through), again=after)
        case Sum() | Product():
            return replace(tree, parts=tuple(change(part) for part in tree.parts))
        case Negative() | Transpose():
            return replace(tree, of=change(tree.of))
        case Quotient():
            return replace(tree, top=change(tree.top), bottom=change(tree.bottom))
        case Power():
            return replace(tree, base=change(tree.base), exponent=change(tree.exponent))
        case Call():
            return replace(tree, arguments=tuple(change(part) for part in tree.arguments))
        case SumOver():
            return replace(tree, body=change(tree.body))
        case Matrix():
            return replace(tree, rows=tuple(tuple(change(entry) for entry in row) for row in tree.rows))
    return tree


def placeless(tree: Tree) -> Tree:
    """The tree wherever it stands: equal trees say the same, in whatever way numbers and names are written."""

    def change(part: Tree) -> Tree:
        return bare(part) if isinstance(part, Ref) else exactly(replace(part, at=-1))

    return rebuilt(tree, change)


def bare(ref: Ref) -> Ref:
    """A quantity wherever it stands; one that is a single number by itself needs no other name."""
    tensor = ref.tensor.of or ref.tensor
    single = ref.single if tensor.sizes or tensor.labels else ""
    return replace(ref, at=-1, single=single, indices=tuple(placeless(index) for index in ref.indices))


def exchanged(tree: Tree, old: Ref, new: Tree) -> Tree:
    """The tree with something else wherever a quantity stands."""
    return rebuilt(tree, lambda part: new if isinstance(part, Ref) and bare(part) == bare(old) else part)


def exactly(tree: Tree) -> Tree:
    """A number as one without digits."""
    return Ratio(f"{tree.value:f}") if isinstance(tree, Number) else tree


def alike(left: object, right: object) -> bool:
    """Whether two trees, or tuples of trees, say the same, wherever they stand in a text."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(alike(a, b) for a, b in zip(left, right, strict=True))
    if type(left) is not type(right) or not isinstance(left, Tree):
        return left == right
    names = (part.name for part in fields(left) if part.name != "at")
    return all(alike(getattr(left, name), getattr(right, name)) for name in names)


def reindexed(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """The tree with every part of its indices changed, inner parts first."""

    def moved(part: Tree) -> Tree:
        match part:
            case Ref(indices=places, example=example):
                fresh = None if example is None else rebuilt(example, change)
                return replace(part, indices=tuple(rebuilt(place, change) for place in places), example=fresh)
            case Delta(left=left, right=right):
                return replace(part, left=rebuilt(left, change), right=rebuilt(right, change))
        return part

    return rebuilt(tree, moved)
