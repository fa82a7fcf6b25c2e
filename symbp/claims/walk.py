"""The parts of a claim's tree."""

from __future__ import annotations

from collections.abc import Iterator

from .tree import Call, Delta, Matrix, Negative, Power, Product, Quotient, Ref, Slope, Sum, SumOver, Transpose, Tree


def children(tree: Tree) -> tuple[Tree, ...]:
    """The parts of a tree, in reading order."""
    match tree:
        case Ref():
            return tree.indices
        case Slope():
            return (tree.of, tree.by, *tree.through)
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
