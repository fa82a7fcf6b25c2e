"""E = (y - a)^2, averaged over the outputs"""

from symbp.language import Expression

MEAN = True


def part(a: Expression, y: Expression) -> Expression:
    """The loss of one output."""
    return (y - a) ** 2
