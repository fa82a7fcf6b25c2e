"""E = h(a - y), h(r) = r^2/2 where |r| <= 1, else |r| - 1/2, summed over the outputs"""

from sympy import Max

from symbp.language import Expression, Function, X, apply

HUBER = Function("huber", X**2 / 2 - Max(0, X - 1) ** 2 / 2 - Max(0, -X - 1) ** 2 / 2, r"h")


def part(a: Expression, y: Expression) -> Expression:
    """The loss of one output."""
    return apply(HUBER, a - y)
