"""Functions of one variable: a formula that SymPy can differentiate, or none for an arbitrary function."""

from __future__ import annotations

from dataclasses import field
from functools import cache

import sympy

from .node import node

X = sympy.Symbol("v0", real=True)
"""The variable every formula is written in.  Formulas hold no other symbol, so no outside name reaches SymPy."""

KINKED = (sympy.Max, sympy.Min, sympy.Heaviside, sympy.Piecewise, sympy.Abs, sympy.sign)
NEAR = sympy.Rational(1, 10**9)


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


def has_kinks(function: Function) -> bool:
    """Whether a formula may have a kink: it holds an absolute value, a maximum or a minimum."""
    return function.formula is not None and bool(function.formula.has(*KINKED))


@cache
def kinks(function: Function) -> tuple[sympy.Expr, ...] | None:
    """Where the slopes from the left and from the right differ, in rising order; None where that is not found.

    It is found where whatever is bent has a multiple of the variable plus a number inside.
    """
    steep = slope(function)
    points: set[sympy.Expr] = set()
    for part in function.formula.atoms(*KINKED) if function.formula is not None else ():
        inner = part.args[0] - part.args[1] if isinstance(part, sympy.Max | sympy.Min) else part.args[0]
        rate = sympy.diff(inner, X)
        if len(part.args) > 2 or not isinstance(rate, sympy.Rational) or rate == 0:
            return None
        points.add(-inner.subs(X, 0) / rate)

    def jumps(at: sympy.Expr) -> bool:
        left, right = (float(steep.subs(X, at + side * NEAR)) for side in (-1, 1))  # type: ignore[union-attr]
        return abs(right - left) > 1e-6

    return tuple(sorted(filter(jumps, points)))


EXP = Function("exp", sympy.exp(X), r"\exp", elementary=True)
LOG = Function("log", sympy.log(X), r"\ln", elementary=True)
