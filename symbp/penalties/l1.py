"""R = |w|, summed over the weights"""

from sympy import Abs, Integer

from symbp.language import Expression, Function, X, apply

ABSOLUTE = Function("absolute", Abs(X), r"\mathrm{abs}", kinks=(Integer(0),))


def part(w: Expression) -> Expression:
    """The penalty of one weight; its slope at w = 0 is taken to be 0."""
    return apply(ABSOLUTE, w)
