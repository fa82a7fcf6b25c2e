"""What kind of step an equation is, for the reader: "exp", "matmul", "add", or just "equation"."""

from __future__ import annotations

from .functions import ALIASES
from .tree import Call, Item, Name, Negative, Number, Plus, Power, Range, Times, Tree


def kind(tree: Tree) -> str:
    """The name of a single operation on quantities, or "equation" for several at once."""
    if isinstance(tree, Call):
        name = ALIASES.get(tree.name, tree.name)
        if name in ("Sum", "Mean"):
            return summation(name, tree)
        return name if all(leaf(argument) for argument in tree.arguments) else "equation"
    if isinstance(tree, Negative) and leaf(tree.of):
        return "negate"
    if isinstance(tree, Power) and leaf(tree.base):
        return "power"
    if isinstance(tree, Plus):
        if all(leaf(part) for part in tree.parts):
            return "add"
        return "subtract" if all(leaf(p.of if isinstance(p, Negative) else p) for p in tree.parts) else "equation"
    if isinstance(tree, Times) and all(leaf(part) for part, _ in tree.parts):
        if not any(divides for _, divides in tree.parts):
            return "multiply"
        return "reciprocal" if isinstance(tree.parts[0][0], Number) else "divide"
    return "identity" if leaf(tree) else "equation"


def summation(name: str, tree: Call) -> str:
    """A sum of single elements, or of products of two of them over the index they share."""
    body, *ranges = tree.arguments
    if leaf(body):
        return name.lower()
    index = ranges[0]
    if name == "Sum" and len(ranges) == 1 and isinstance(index, Name | Range) and isinstance(body, Times):
        factors = [part for part, divides in body.parts if isinstance(part, Item) and not divides]
        shared = all(any(isinstance(p, Name) and p.name == index.name for p in f.positions) for f in factors)
        if len(factors) == len(body.parts) == 2 and shared:
            return "matmul"
    return "equation"


def leaf(tree: Tree) -> bool:
    """Whether a part is a single quantity or number."""
    return isinstance(tree, Name | Item | Number)
