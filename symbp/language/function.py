"""Functions of one variable: a formula that SymPy can differentiate, or none for an arbitrary function."""

from __future__ import annotations

from dataclasses import field
from functools import cache

import sympy

from .node import node

X = sympy.Symbol("v0", real=True)
"""The variable every formula is written in.  Formulas hold no other symbol, so no outside name reaches SymPy."""


@node
class Function:
    """A function of one real variable.

    `letter` is what a document prints (sigma, tanh).  `elementary` functions (exp, log) are replaced by the formula
    of their derivative at once; the others are first written with a prime.  `kinks` are points where the derivative
    does not exist and the formula of `slope` states the convention.
    """

    name: str
    formula: sympy.Expr | None = field(default=None, repr=False)  # SymPy's printing would take most of a derivation
    letter: str = ""
    elementary: bool = False
    kinks: tuple[sympy.Expr, ...] = ()


@cache
def slope(function: Function, order: int = 1) -> sympy.Expr | None:
    """The formula of the derivative, by SymPy; at a kink of max(0, x) the slope is taken to be 0."""
    if function.formula is None:
        return None
    formula = function.formula
    for _ in range(order):
        formula = sympy.diff(formula, X).replace(sympy.Heaviside, lambda x, *_: sympy.Heaviside(x, 0))
    return formula


EXP = Function("exp", sympy.exp(X), r"\exp", elementary=True)
LOG = Function("log", sympy.log(X), r"\ln", elementary=True)
