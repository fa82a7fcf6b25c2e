"""E = (y - a)^2, summed over the outputs"""

from symbp.language import Expression


def part(a: Expression, y: Expression) -> Expression:
    """The loss of one output."""
    return (y - a) ** 2
