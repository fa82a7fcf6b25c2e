"""E = |y - a|, summed over the outputs"""

from sympy import Abs, Integer

from symbp.language import Expression, Function, X, apply

ABSOLUTE = Function("absolute", Abs(X), r"\mathrm{abs}", kinks=(Integer(0),))


def part(a: Expression, y: Expression) -> Expression:
    """The loss of one output; its slope at a = y is taken to be 0."""
    return apply(ABSOLUTE, a - y)
