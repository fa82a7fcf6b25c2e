"""Formulas of authors whose errors are the negative derivatives of the loss."""

from __future__ import annotations

from ..tree import Negative, Slope, Tree
from ..walk import rebuilt
from .traits import is_error


def with_negative_errors(subject: Tree, formula: Tree) -> Tree:
    """The formula in the usual signs, of one whose errors have the other."""
    turned = rebuilt(formula, lambda part: Negative(part) if signed(part) else part)
    return Negative(turned) if signed(subject) else turned


def signed(tree: Tree) -> bool:
    """Whether it has the sign of errors: an error, or the derivative of one."""
    return is_error(tree) or (isinstance(tree, Slope) and is_error(tree.of))
