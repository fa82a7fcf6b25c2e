"""E = -(y ln a + (1 - y) ln(1 - a)), summed over the outputs; every output is a probability of its own"""

from symbp.language import LOG, Expression, apply

OUTPUTS = "sigmoid"


def part(a: Expression, y: Expression) -> Expression:
    """The loss of one output."""
    return -(y * apply(LOG, a)) - (1 - y) * apply(LOG, 1 - a)
