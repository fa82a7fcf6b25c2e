"""Errors of each example's own loss: dZ = A - Y where dW = dZ A^T / m, as those write them who divide by m last."""

from __future__ import annotations

from ...language import Role, Size
from ..tree import Letter, Product, Ref, Times, Tree
from ..walk import rebuilt, walk
from .lexicon import Lexicon


def of_examples(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree with every error by name as its author means it: m times the derivative of the mean loss, or that."""
    size = lexicon.names.example
    if not isinstance(size, Size) or not any(is_error(part, size) for part in walk(tree)):
        return tree
    if lexicon.ask("errors") == "of the loss":
        return tree
    count = Letter(size.name)
    return rebuilt(tree, lambda part: Product((count, part), (Times.PLAIN,)) if is_error(part, size) else part)


def is_error(tree: Tree, size: Size) -> bool:
    """Whether it is an error of several examples by name."""
    of = tree.tensor.of if isinstance(tree, Ref) else None
    return of is not None and of.role is not Role.PARAMETER and size in of.sizes
